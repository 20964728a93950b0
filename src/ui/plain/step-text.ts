import {groupSightings, type Verdict} from '../../domain/verdict.js';
import type {AttemptStep} from '../../session/attempt.js';
import {wrapped} from './block-text.js';

/** A text of an exercise as lines, its indents and deliberate breaks kept. */
const rowsOf = (text: string, width: number): readonly string[] =>
	text
		.trimEnd()
		.split('\n')
		.flatMap((row) =>
			wrapped(row.trim(), width, row.slice(0, row.length - row.trimStart().length)),
		);

/** The task of a step as lines, with its place among the others. */
export function taskText(
	step: AttemptStep,
	place: {readonly number: number; readonly of: number},
	width: number,
): readonly string[] {
	const title = `Step ${place.number} of ${place.of}: ${step.title}.`;
	if (step.needsSandbox) {
		return [
			title,
			...wrapped(
				'It needs a sandbox, and this box gives none: "container-lessons doctor" says what would. It is passed over.',
				width,
			),
		];
	}
	return [
		title,
		...(step.missing.length > 0
			? wrapped(
					`This box lacks ${step.missing.join(', ')}, so you observe; it counts as seen.`,
					width,
				)
			: []),
		...rowsOf(step.task.task, width),
	];
}

const WORDS = {
	'not-yet': 'Not yet.',
	failed: "It can't be reached any more: Ctrl-G r starts the exercise anew.",
	'cannot-tell': 'Cannot tell; this is not your fault.',
} as const;

/** What is said about a verdict, between two prompts. */
export function verdictText(step: AttemptStep, verdict: Verdict, width: number): readonly string[] {
	const seen = groupSightings(verdict.seen).map(({what, value}) => `  ${what}: ${value}`);
	if (verdict.verdict === 'passed') {
		return ['Passed.', ...rowsOf(step.task.look, width), ...seen];
	}
	const after = verdict.about === undefined ? undefined : `After "${verdict.about}":`;
	const said = [WORDS[verdict.verdict], after, verdict.reason, verdict.look]
		.filter(Boolean)
		.join(' ');
	return [...wrapped(said, width), ...seen];
}
