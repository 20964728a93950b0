import type {Facts} from '../domain/evidence.js';
import type {Exercise} from '../domain/exercise.js';
import {fillTemplate} from '../domain/fact.js';
import {shellQuote} from '../domain/shell-quote.js';

/**
 * Plans the POSIX sh that lays out an exercise in its sandbox: its files, then its own setup.
 * Empty when there is nothing to lay out.
 */
export function planSetup(exercise: Exercise, values: Facts): string {
	const files = exercise.files.map(({path, mode, content}) => ({
		path: fillTemplate(path, values),
		mode,
		content: fillTemplate(content, values),
	}));
	const setup = fillTemplate(exercise.setup, values);
	if (files.length === 0 && setup.trim() === '') return '';
	// One command a line: `set -e` ignores a failure inside a list joined by &&.
	return [
		'set -e',
		...makeFolders(files.map(({path}) => path.slice(0, path.lastIndexOf('/')) || '/')),
		...files.map(({path, content}) => `printf %s ${shellQuote(content)} > ${shellQuote(path)}`),
		...setModes(files),
		setup,
	].join('\n');
}

/** One command for all of them: the learner waits, and an exec takes 0.1 s on a slow host. */
const makeFolders = (folders: readonly string[]): readonly string[] =>
	folders.length === 0 ? [] : [`mkdir -p ${[...new Set(folders)].map(shellQuote).join(' ')}`];

function setModes(files: readonly {readonly path: string; readonly mode: string}[]) {
	const modes = [...new Set(files.map(({mode}) => mode))];
	return modes.map((mode) => {
		const paths = files.filter((file) => file.mode === mode).map(({path}) => shellQuote(path));
		return `chmod ${mode} ${paths.join(' ')}`;
	});
}
