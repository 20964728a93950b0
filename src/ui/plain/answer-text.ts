import type {Option} from '../../domain/course.js';
import type {Facts} from '../../domain/evidence.js';
import {fillTemplate} from '../../domain/fact.js';
import {wrapped} from './block-text.js';

/**
 * What was chosen, whether it is so, and the right answer where it was another: nothing by a mark alone. A question
 * waits for its answer; a prediction that was never made is told its answer all the same.
 */
export function answerText(
	lead: 'You chose' | 'You predicted',
	{options, chosen}: {readonly options: readonly Option[]; readonly chosen: string | undefined},
	facts: Facts,
	width: number,
): readonly string[] {
	const picked = options.find(({id}) => id === chosen);
	const said = (before: string, {text}: Option): string =>
		`${before} "${fillTemplate(text, facts).replace(/\.$/, '')}".`;
	const why = ({because}: Option): string => fillTemplate(because, facts);
	if (picked === undefined && lead === 'You chose') return [];
	const right = options.find((option) => option.right);
	const isRight = picked !== undefined && picked === right;
	const first =
		picked === undefined
			? 'You made no prediction.'
			: `${said(lead, picked)} ${isRight ? 'That is right.' : 'Not so.'} ${why(picked)}`;
	return [
		...wrapped(first, width),
		...(isRight || right === undefined
			? []
			: wrapped(`${said('The answer is', right)} ${why(right)}`, width)),
	];
}
