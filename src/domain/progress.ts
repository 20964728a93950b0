// What is remembered of a learner from one run to the next, however it is stored.

/** How a step was passed: by doing it, or by looking, where this host allows no more. */
type StepState = 'done' | 'seen';

export interface StepRecord {
	readonly state: StepState;
	/** ISO 8601, UTC. */
	readonly at: string;
	/** Hints shown before it passed, 0 to 3. */
	readonly hints: number;
	/** The solution was typed for the learner. */
	readonly helped: boolean;
	/** What the check saw when it passed, for the recap card: `{what, value}` pairs. */
	readonly seen: readonly {readonly what: string; readonly value: string}[];
}

export interface AnswerRecord {
	readonly option: string;
	readonly right: boolean;
	readonly at: string;
}

/** Where the learner left off, so that they return there. */
export type Place =
	| {readonly at: 'menu'}
	| {readonly at: 'read' | 'after'; readonly lesson: string; readonly page: number}
	| {readonly at: 'predict' | 'do' | 'questions' | 'insight'; readonly lesson: string};

/**
 * All that is kept. Keys are `LESSON/PART`; keys of lessons this version doesn't know are kept too.
 */
export interface Progress {
	readonly steps: Readonly<Record<string, StepRecord>>;
	readonly predictions: Readonly<Record<string, AnswerRecord>>;
	readonly questions: Readonly<Record<string, AnswerRecord>>;
	readonly place: Place;
}

export const NO_PROGRESS: Progress = {
	steps: {},
	predictions: {},
	questions: {},
	place: {at: 'menu'},
};
