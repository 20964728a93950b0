// What is remembered of a learner from one run to the next, however it is stored.

import {type CoursePath, keyOf} from './course.js';
import type {Step} from './exercise.js';

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
	/** It was the other case of the question. */
	readonly again?: boolean;
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
	/** What the learner chose to go through. */
	readonly path: CoursePath;
	/** When each lesson was first opened, by its id. */
	readonly opened: Readonly<Record<string, string>>;
	/** When a mission was last practised. */
	readonly practised: Readonly<Record<string, string>>;
	/** What the learner has chosen for good (`config`), by name. */
	readonly settings: Readonly<Record<string, string>>;
}

export const NO_PROGRESS: Progress = {
	steps: {},
	predictions: {},
	questions: {},
	place: {at: 'menu'},
	path: 'core',
	opened: {},
	practised: {},
	settings: {},
};

/** What is kept of a step, under its own id or that of the step it was a part of. */
export const recordOf = (
	{steps}: Pick<Progress, 'steps'>,
	lesson: string,
	{id, was}: Pick<Step, 'id' | 'was'>,
): StepRecord | undefined =>
	steps[keyOf(lesson, id)] ?? (was === undefined ? undefined : steps[keyOf(lesson, was)]);
