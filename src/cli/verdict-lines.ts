// Prints a step's verdict for `try`, as plain text.

import type {AttemptStep} from '../attempt/attempt.js';
import {whyPassedOver} from '../domain/host.js';

/** A word and a sign for each verdict, so that nothing is said by colour alone. */
const SIGNS = {
	passed: '✓ passed',
	'not-yet': '… not yet',
	failed: "✗ can't be reached any more",
	'cannot-tell': '? cannot tell',
} as const;

/** A step's verdict as lines of plain text; `isOpen` says that it is the one to do next. */
export function verdictLines(step: AttemptStep, isOpen: boolean): readonly string[] {
	const {id, title, verdict, missing, isPassedOver} = step;
	if (isPassedOver) return [`- passed over  ${id}: ${title}`, `    ${whyPassedOver(missing)}`];
	if (!verdict) return [`${isOpen ? '… not done yet' : '- not reached'}  ${id}: ${title}`];
	const sign = verdict.kind === 'passed' && missing.length > 0 ? '✓ seen' : SIGNS[verdict.kind];
	return [
		`${sign}  ${id}: ${title}`,
		`    ${verdict.reason}`,
		...('look' in verdict && verdict.look !== undefined ? [`    ${verdict.look}`] : []),
		...verdict.seen.map(({what, value}) => `    ${what}: ${value}`),
	];
}
