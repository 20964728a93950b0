import type {Facts} from '../domain/evidence.js';
import type {Exercise} from '../domain/exercise.js';
import {fillTemplate} from '../domain/fact.js';

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * The POSIX sh that lays out an exercise inside its sandbox: its files, then its own setup.
 * Empty when there is nothing to lay out.
 */
export function planSetup(exercise: Exercise, values: Facts): string {
	const files = exercise.files.flatMap(({path: template, mode, content}) => {
		const path = fillTemplate(template, values);
		const folder = path.slice(0, path.lastIndexOf('/')) || '/';
		return [
			`mkdir -p ${quote(folder)}`,
			`printf %s ${quote(fillTemplate(content, values))} > ${quote(path)}`,
			`chmod ${mode} ${quote(path)}`,
		];
	});
	const setup = fillTemplate(exercise.setup, values);
	if (files.length === 0 && setup.trim() === '') return '';
	// One command a line: in a list with && a failure would not end the script (sh: set -e).
	return ['set -e', ...files, setup].join('\n');
}
