// Tells whether a command prints what an earlier one has put into a file.
import type {CommandRun} from '../domain/evidence.js';
import {baseName} from './base-name.js';

/** `> FILE`, `&>> FILE`, `| tee -a FILE`; a device keeps nothing. */
const KEEPS = /(?:>{1,2}\|?|\btee(?:\s+-\w+)*\s)\s*["']?(?!\/dev\/|&)([^\s"'<>;&|(){}]+)/g;

/**
 * Whether `run` names a file, by its last part, that the line of `past` wrote in the same shell: what
 * another one was told may be different.
 */
export function readsFileOf(run: CommandRun, past: CommandRun): boolean {
	if (run.tab !== past.tab || run.shellPid !== past.shellPid) return false;
	const written = [...past.line.matchAll(KEEPS)].map(([, file = '']) => baseName(file));
	if (written.length === 0) return false;
	const named = [
		...run.line.split(/[\s"'<>;&|(){}]+/),
		...(run.executed ?? []).flatMap(({words}) => words.slice(1)),
	].map(baseName);
	return written.some((file) => named.includes(file));
}
