import {groupSightings} from '../../domain/verdict.js';
import type {RecapAnswer, RecapCard} from '../../session/recap.js';

/** What Markdown would take for more than text (CommonMark, backslash escapes). */
const escaped = (text: string): string => text.replaceAll(/[\\*_<>[\]|]/g, '\\$&');

/** As code, whatever backticks are in it. */
function code(value: string): string {
	const longest = Math.max(0, ...[...value.matchAll(/`+/g)].map(([run]) => run.length));
	const fence = '`'.repeat(longest + 1);
	const pad = longest > 0 ? ' ' : '';
	return `${fence}${pad}${value.replaceAll('\n', ' ')}${pad}${fence}`;
}

const prose = (text: string): string =>
	text
		.split(/(`[^`]*`)/)
		.map((part) => (part.startsWith('`') ? part : escaped(part)))
		.join('');

/** An answer may be a few words; beside others it is a sentence. */
export const withStop = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`);

function answerLines(name: string, answer: RecapAnswer): readonly string[] {
	const {question, chosen, isRight, right, because} = answer;
	return [
		`- ${name}: ${prose(question)}`,
		isRight
			? `  Answered, rightly: ${prose(withStop(chosen))}`
			: `  Answered: ${prose(withStop(chosen))} So it is: **${prose(withStop(right))}** ${prose(because)}`,
	];
}

/** `3 done, 1 seen, of 96 steps`. */
export const countsOf = ({done, seen, stepsInAll}: RecapCard): string =>
	`${done} done${seen > 0 ? `, ${seen} seen` : ''}, of ${stepsInAll} steps`;

/** @param day the day on which it is written, `2026-11-30` */
export function recapMarkdown(card: RecapCard, day: string): string {
	const lessons = card.lessons.flatMap(({id, title, insight, steps, prediction, questions}) => [
		'',
		`## ${id} ${escaped(title)}`,
		'',
		`> ${prose(insight)}`,
		'',
		...steps.flatMap(({title: step, state, helped, seen}) => [
			`- ${state === 'done' ? '✓' : '◐'} ${prose(step)}${state === 'seen' ? ' (seen, not done)' : ''}${helped ? ' (with the solution)' : ''}`,
			...groupSightings(seen).map(({what, value}) => `  - ${prose(what)}: ${code(value)}`),
		]),
		...(prediction === undefined ? [] : answerLines('Predicted', prediction)),
		...questions.flatMap((question) => answerLines('Asked', question)),
	]);
	return ['# What I saw of containers', '', `${day}: ${countsOf(card)}.`, ...lessons, ''].join(
		'\n',
	);
}
