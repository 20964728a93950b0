// What an instructor asks of a board: who is where and for how long, which step holds the room up, and why.
import type {Board, Learner} from './board.js';
import type {StepRow} from './rows.js';

type Presence = 'here' | 'lost' | 'left';

/** A learner as the board shows them. */
export interface LearnerLine {
	readonly seat: number;
	readonly name: string;
	readonly host: string | undefined;
	/** `010/release`, `010` on a page, or undefined in the menu. */
	readonly place: string | undefined;
	/** Seconds at that place. */
	readonly open: number;
	readonly isLong: boolean;
	readonly verdict: StepRow['verdict'] | undefined;
	readonly hints: number;
	readonly isHelped: boolean;
	readonly hand: boolean;
	readonly presence: Presence;
	/** Steps passed. */
	readonly passed: number;
}

/** Seconds in one step after which a learner may be glad of a visit. */
const LONG_SECONDS = 300;
/** Two signs of life and a half. */
const LOST_MILLISECONDS = 50_000;

function presenceOf({where, heard}: Learner, board: Board, now: number): Presence {
	if (where?.left === true) return 'left';
	// While the board itself hears nothing, it says nothing of others; nor before it could have heard.
	if (!board.isUp || now - board.opened < LOST_MILLISECONDS) return 'here';
	return now - heard > LOST_MILLISECONDS ? 'lost' : 'here';
}

function placeIn({where}: Learner): string | undefined {
	if (where?.lesson === undefined) return undefined;
	return where.step === undefined ? where.lesson : `${where.lesson}/${where.step}`;
}

function lineOf(learner: Learner, board: Board, now: number): LearnerLine {
	const place = placeIn(learner);
	const step = learner.steps.get(place ?? '');
	const presence = presenceOf(learner, board, now);
	const open = Math.max(0, Math.floor((now - learner.since) / 1000));
	return {
		seat: learner.seat,
		name: learner.who?.name ?? `seat ${learner.seat}`,
		host: learner.who?.host,
		place,
		open,
		isLong:
			presence !== 'left' &&
			learner.where?.step !== undefined &&
			step?.verdict !== 'passed' &&
			open >= LONG_SECONDS,
		verdict: step?.verdict,
		hints: step?.hints ?? 0,
		isHelped: step?.helped === true,
		hand: learner.hand && presence !== 'left',
		presence,
		passed: learner.passed,
	};
}

export const SORTS = ['seat', 'name', 'long', 'step'] as const;
export const FILTERS = ['all', 'long', 'hands', 'lost'] as const;
export type Sort = (typeof SORTS)[number];
export type Filter = (typeof FILTERS)[number];

const COMPARE: Readonly<Record<Sort, (one: LearnerLine, other: LearnerLine) => number>> = {
	seat: () => 0,
	name: (one, other) => one.name.localeCompare(other.name),
	long: (one, other) =>
		Number(other.isLong) - Number(one.isLong) || (other.isLong ? other.open - one.open : 0),
	step: (one, other) => (one.place ?? '').localeCompare(other.place ?? ''),
};

const KEEPS: Readonly<Record<Filter, (line: LearnerLine) => boolean>> = {
	all: () => true,
	long: ({isLong}) => isLong,
	hands: ({hand}) => hand,
	lost: ({presence}) => presence === 'lost',
};

/** Every learner, raised hands first. */
export function learnerLines(board: Board, now: number): readonly LearnerLine[] {
	return [...board.learners.values()]
		.map((learner) => lineOf(learner, board, now))
		.sort((one, other) => one.seat - other.seat);
}

export const arranged = (
	lines: readonly LearnerLine[],
	sort: Sort,
	filter: Filter,
): readonly LearnerLine[] => lines.filter(KEEPS[filter]).toSorted(COMPARE[sort]);

/** One step of the course, and how the room stands to it. */
export interface StepLine {
	/** `010/release`. */
	readonly key: string;
	readonly title: string;
	/** Learners who are in it now. */
	readonly here: number;
	readonly long: number;
	readonly passed: number;
	/** Who has tried it and not passed. */
	readonly tried: number;
}

/** A step of the course, in its order. */
export interface KnownStep {
	readonly key: string;
	readonly title: string;
}

/** By step, how many are in it now, and how many of those for long. */
function placesTaken(lines: readonly LearnerLine[]) {
	const taken = new Map<string, {readonly here: number; readonly long: number}>();
	for (const {place, isLong, presence} of lines) {
		if (place === undefined || presence === 'left') continue;
		const {here, long} = taken.get(place) ?? {here: 0, long: 0};
		taken.set(place, {here: here + 1, long: long + Number(isLong)});
	}
	return taken;
}

/** The steps that anybody is in or has tried, in the order of the course. */
export function stepLines(
	board: Board,
	lines: readonly LearnerLine[],
	steps: readonly KnownStep[],
): readonly StepLine[] {
	const taken = placesTaken(lines);
	return steps.flatMap(({key, title}) => {
		const {here, long} = taken.get(key) ?? {here: 0, long: 0};
		const {passed, tried} = board.counts.get(key) ?? {passed: 0, tried: 0};
		const isTouched = here + passed + tried > 0;
		return isTouched ? [{key, title, here, long, passed, tried}] : [];
	});
}

/** The step that most are long in; undefined while nobody is. */
export function heldStep(steps: readonly StepLine[]): StepLine | undefined {
	const [most] = steps.filter(({long}) => long > 0).toSorted((one, other) => other.long - one.long);
	return most;
}

/** How many learners met each known mistake of a step, the commonest first. */
export function mistakesIn(
	board: Board,
	key: string,
): readonly {readonly mistake: string; readonly learners: number}[] {
	const counts = new Map<string, number>();
	for (const {met} of board.learners.values()) {
		for (const mistake of met.get(key) ?? []) counts.set(mistake, (counts.get(mistake) ?? 0) + 1);
	}
	return [...counts]
		.map(([mistake, learners]) => ({mistake, learners}))
		.sort((one, other) => other.learners - one.learners);
}
