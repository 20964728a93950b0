// The board in words: for screen readers, files, and whoever has no full screen.
import type {Board} from './board.js';
import {heldStep, type KnownStep, type LearnerLine, type StepLine, stepLines} from './survey.js';

/** `7 min`, `2 h 05`. */
export function durationText(seconds: number): string {
	const minutes = Math.floor(seconds / 60);
	if (minutes < 1) return '<1 min';
	if (minutes < 60) return `${minutes} min`;
	return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`;
}

const SAID: Readonly<Record<NonNullable<LearnerLine['verdict']>, string>> = {
	passed: 'passed',
	'not-yet': 'not yet',
	failed: 'failed',
	'cannot-tell': 'cannot tell',
};

/** A learner in one line; it changes only when something else is to be said. */
export function learnerText(line: LearnerLine): string {
	const {seat, name, place, verdict, hints, isHelped, hand, presence, passed, isLong, open} = line;
	const parts = [
		place ?? 'in the menu',
		...(verdict === undefined ? [] : [SAID[verdict]]),
		...(hints > 0 ? [`${hints} ${hints === 1 ? 'hint' : 'hints'}`] : []),
		...(isHelped ? ['with the solution'] : []),
		...(isLong ? [`there for more than ${durationText(open - (open % 300))}`] : []),
		`${passed} passed`,
		...(presence === 'lost' ? ['connection lost'] : []),
		...(presence === 'left' ? ['has left'] : []),
		...(hand ? ['HAND UP'] : []),
	];
	return `${seat} ${name}: ${parts.join(', ')}`;
}

const stepText = ({key, title, here, long, passed, tried}: StepLine): string =>
	`  ${key} ${title}: ${here} here${long > 0 ? `, ${long} for long` : ''}, ${passed} passed, ${tried} not yet`;

/** What holds the room up, in a sentence; undefined where nothing does. */
export function heldText(held: StepLine | undefined): string | undefined {
	if (held === undefined) return undefined;
	const who = held.long === 1 ? '1 learner is' : `${held.long} learners are`;
	return `${who} long in ${held.key} ${held.title}.`;
}

/** The whole board. */
export function boardText(
	room: string,
	board: Board,
	lines: readonly LearnerLine[],
	steps: readonly KnownStep[],
): readonly string[] {
	const counted = stepLines(board, lines, steps);
	const held = heldText(heldStep(counted));
	return [
		`Room ${room}: ${lines.length} ${lines.length === 1 ? 'learner' : 'learners'}.`,
		...(held === undefined ? [] : [held]),
		...lines.map(learnerText),
		...(counted.length === 0 ? [] : ['Steps:', ...counted.map(stepText)]),
		...(board.strange === 0
			? []
			: [`${board.strange} rows were left out: no learner's program wrote them.`]),
	];
}
