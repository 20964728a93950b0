import type {Option} from '../../domain/course.js';
import type {Facts} from '../../domain/evidence.js';
import {fillTemplate} from '../../domain/fact.js';
import {wrapped} from './block-text.js';

/** What was chosen, whether it is so, and the right answer where it was another: nothing by a mark alone. */
export function answerText(
	lead: 'You chose' | 'You predicted',
	{options, chosen}: {readonly options: readonly Option[]; readonly chosen: string | undefined},
	facts: Facts,
	width: number,
): readonly string[] {
	const picked = options.find(({id}) => id === chosen);
	if (picked === undefined) return [];
	const said = (before: string, {text}: Option): string =>
		`${before} "${fillTemplate(text, facts).replace(/\.$/, '')}".`;
	const why = ({because}: Option): string => fillTemplate(because, facts);
	const right = options.find((option) => option.right);
	const isRight = picked === right;
	return [
		...wrapped(
			`${said(lead, picked)} ${isRight ? 'That is right.' : 'Not so.'} ${why(picked)}`,
			width,
		),
		...(isRight || right === undefined
			? []
			: wrapped(`${said('The answer is', right)} ${why(right)}`, width)),
	];
}
