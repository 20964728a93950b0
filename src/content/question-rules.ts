import type {Question} from '../domain/course.js';
import type {Problem} from './problem.js';

/** Says what is wrong at a place inside the question. */
export type Complain = (path: readonly PropertyKey[], sentence: string, cure: string) => Problem;

/** Values that stand more than once, each once. */
export function repeated(values: readonly string[]): readonly string[] {
	return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

export function* questionProblems({id, options}: Question, complain: Complain): Generator<Problem> {
	const right = options.filter((option) => option.right).length;
	if (right !== 1) {
		yield complain(
			['options'],
			`The question \`${id}\` has ${right} right options.`,
			'Give `right: true` to exactly one.',
		);
	}
	for (const twice of repeated(options.map((option) => option.id))) {
		yield complain(['options'], `The option \`${twice}\` stands there twice.`, 'Rename one.');
	}
	for (const text of repeated(options.map((option) => option.text))) {
		yield complain(['options'], `Two options say "${text}".`, 'Make them differ.');
	}
}
