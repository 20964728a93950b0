import type {Asking} from '../../domain/course.js';
import type {Facts} from '../../domain/evidence.js';
import {fillTemplate} from '../../domain/fact.js';
import type {Screen, SessionState} from '../../session/state.js';
import {askedHeading} from '../screens/asked-heading.js';
import {answerText} from './answer-text.js';
import {wrapped} from './block-text.js';
import type {SaidScreen} from './said-screen.js';

type ScreenOf<Name extends Screen['kind']> = Extract<Screen, {kind: Name}>;

/** A question below its heading, its answers numbered. */
const askedLines = (
	heading: string,
	{question, options}: Asking,
	facts: Facts,
	width: number,
): readonly string[] => [
	heading,
	'',
	...[question, ...options.map(({text}, index) => `${index + 1}. ${text}`)].flatMap((text) =>
		wrapped(fillTemplate(text, facts), width),
	),
];

/** The guess before the exercise. It is not told yet which answer is right. */
export function predictText(
	{facts}: SessionState,
	{lesson: {predict}, chosen}: ScreenOf<'predict'>,
	width: number,
): SaidScreen {
	const picked = predict.options.find(({id}) => id === chosen);
	const kept = `Kept: "${picked?.text}". After the exercise you see it again, next to what happened.`;
	return {
		lines: askedLines(
			'Predict before you look. A guess is enough: nothing depends on it.',
			predict,
			facts,
			width,
		),
		enter: 'go to the exercise',
		entries: predict.options.length,
		answer: picked === undefined ? [] : wrapped(fillTemplate(kept, facts), width),
	};
}

/** A question about a lesson, and once it is answered what is so. */
export function questionText(
	{facts}: SessionState,
	screen: ScreenOf<'questions'>,
	width: number,
): SaidScreen {
	const {asked, index, chosen} = screen;
	const question = asked[index]?.asking;
	if (question === undefined) return {lines: []};
	const {title, source} = askedHeading(screen);
	return {
		lines: askedLines(`${title}${source === '' ? '.' : `, ${source}.`}`, question, facts, width),
		entries: chosen === undefined ? question.options.length : 0,
		answer: answerText('You chose', {options: question.options, chosen}, facts, width),
	};
}
