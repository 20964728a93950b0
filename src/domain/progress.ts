/** How a step was passed: by doing it, or by looking at what this host allows to be seen. */
type StepState = 'done' | 'seen';

export interface StepRecord {
	readonly state: StepState;
	/** ISO 8601, UTC. */
	readonly at: string;
	/** Hints shown before it passed, 0 to 3. */
	readonly hints: number;
	/** The solution was typed for them. */
	readonly helped: boolean;
	/** What was seen when it passed, for the recap card: `{what, value}` pairs. */
	readonly seen: readonly {readonly what: string; readonly value: string}[];
}

export interface AnswerRecord {
	readonly option: string;
	readonly right: boolean;
	readonly at: string;
}

/** Where the learner was, so that they come back to it. */
export type Place =
	| {readonly at: 'menu'}
	| {readonly at: 'read' | 'after'; readonly lesson: string; readonly page: number}
	| {readonly at: 'predict' | 'do' | 'questions' | 'insight'; readonly lesson: string};

/** All that is kept of a learner. Keys are `LESSON/PART`; keys of lessons this version doesn't know are kept. */
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
