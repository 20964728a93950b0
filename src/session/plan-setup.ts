import type {Facts} from '../domain/evidence.js';
import type {Exercise} from '../domain/exercise.js';
import {fillTemplate} from '../domain/fact.js';

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * The POSIX sh that lays out an exercise inside its sandbox: its files, then its own setup.
 * Empty when there is nothing to lay out.
 */
export function planSetup(exercise: Exercise, values: Facts): string {
	const files = exercise.files.map(({path, mode, content}) => {
		const folder = path.slice(0, path.lastIndexOf('/')) || '/';
		return [
			`mkdir -p ${quote(folder)}`,
			`printf %s ${quote(fillTemplate(content, values))} > ${quote(path)}`,
			`chmod ${mode} ${quote(path)}`,
		].join(' && ');
	});
	const setup = fillTemplate(exercise.setup, values);
	if (files.length === 0 && setup.trim() === '') return '';
	return ['set -e', ...files, setup].join('\n');
}
