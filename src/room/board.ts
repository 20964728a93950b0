// What a board knows of the room: every learner's newest rows, kept as they come.
import {type AtRow, parseRow, type StepRow, type WhoRow} from './rows.js';

/** What is told to a board. Times are milliseconds of this host's clock. */
export type BoardEvent =
	| {
			readonly kind: 'row';
			readonly seat: number;
			readonly place: string;
			readonly text: string;
			readonly at: number;
	  }
	| {readonly kind: 'here'; readonly seat: number; readonly at: number}
	/** All rows that there were have been told. */
	| {readonly kind: 'caught-up'}
	/** The board's own connection. */
	| {readonly kind: 'down'}
	| {readonly kind: 'up'};

export interface Learner {
	readonly seat: number;
	who: WhoRow | undefined;
	where: AtRow | undefined;
	/** When they came to where they are. */
	since: number;
	/** When they last gave a sign of life. */
	heard: number;
	hand: boolean;
	/** By `LESSON/STEP`. */
	readonly steps: Map<string, StepRow>;
	/** How many of them passed. */
	passed: number;
	/** By `LESSON/STEP`, the known mistakes that they met. */
	readonly met: Map<string, readonly string[]>;
}

/** How many learners passed a step, and how many have tried it and not passed. */
interface StepCounts {
	readonly passed: number;
	readonly tried: number;
}

/** It changes with every event; whoever shows it reads it anew. */
export interface Board {
	readonly learners: Map<number, Learner>;
	/** By `LESSON/STEP`; kept as rows come, as a thousand learners have a hundred thousand of them. */
	readonly counts: Map<string, StepCounts>;
	isCaughtUp: boolean;
	isUp: boolean;
	/** Rows that no learner's program wrote. They are left out. */
	strange: number;
	/** When this board began to listen. */
	readonly opened: number;
}

export const emptyBoard = (opened: number): Board => ({
	learners: new Map(),
	counts: new Map(),
	isCaughtUp: false,
	isUp: true,
	strange: 0,
	opened,
});

function learnerAt(board: Board, seat: number): Learner {
	const known = board.learners.get(seat);
	if (known !== undefined) return known;
	const learner: Learner = {
		seat,
		who: undefined,
		where: undefined,
		since: 0,
		heard: 0,
		hand: false,
		steps: new Map(),
		passed: 0,
		met: new Map(),
	};
	board.learners.set(seat, learner);
	return learner;
}

/** Takes in what was told. A row that is told again changes nothing. */
export function tellBoard(board: Board, event: BoardEvent): void {
	switch (event.kind) {
		case 'caught-up':
			board.isCaughtUp = true;
			return;
		case 'down':
			board.isUp = false;
			return;
		case 'up':
			board.isUp = true;
			return;
		case 'here': {
			const learner = board.learners.get(event.seat);
			if (learner !== undefined) learner.heard = Math.max(learner.heard, event.at);
			return;
		}
		case 'row':
			takeRow(board, event);
	}
}

function takeRow(
	board: Board,
	{seat, place, text, at}: Extract<BoardEvent, {readonly kind: 'row'}>,
): void {
	const parsed = parseRow(place, text);
	if (parsed === undefined) {
		board.strange++;
		return;
	}
	const learner = learnerAt(board, seat);
	learner.heard = Math.max(learner.heard, at);
	switch (parsed.kind) {
		case 'who':
			learner.who = parsed.row;
			return;
		case 'at':
			learner.where = parsed.row;
			learner.since = at - parsed.row.open * 1000;
			return;
		case 'hand':
			learner.hand = parsed.row.up;
			return;
		case 'met':
			for (const [step, ids] of Object.entries(parsed.row)) {
				const key = `${parsed.lesson}/${step}`;
				learner.met.set(key, [...new Set([...(learner.met.get(key) ?? []), ...ids])]);
			}
			return;
		case 'step':
			takeStep(board, learner, `${parsed.lesson}/${parsed.step}`, parsed.row);
	}
}

function takeStep(board: Board, learner: Learner, key: string, row: StepRow): void {
	const {passed, tried} = board.counts.get(key) ?? {passed: 0, tried: 0};
	const was = learner.steps.get(key)?.verdict;
	const [isPassed, wasPassed] = [Number(row.verdict === 'passed'), Number(was === 'passed')];
	const wasTried = Number(was !== undefined) - wasPassed;
	board.counts.set(key, {
		passed: passed + isPassed - wasPassed,
		tried: tried + (1 - isPassed) - wasTried,
	});
	learner.passed += isPassed - wasPassed;
	learner.steps.set(key, row);
}
