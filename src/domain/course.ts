// The course as the program holds it, once lessons and exercises are compiled into one file.
import type {Exercise} from './exercise.js';
import {versionOf} from './host-choice.js';

/** One answer that a question offers. `because` is shown once it is chosen, right or wrong. */
export interface Option {
	readonly id: string;
	readonly text: string;
	readonly right: boolean;
	readonly because: string;
}

/** What is asked, and the answers that are offered. */
export interface Asking {
	readonly question: string;
	readonly options: readonly Option[];
}

export interface Question extends Asking {
	/** Unique within the lesson, never reused. */
	readonly id: string;
	/** Asked on the core path, too. */
	readonly core?: boolean;
	/** The same thing in another case, for whoever has met this one. */
	readonly again?: Asking;
}

/** A run of text with one look. `code` is something to type or a name the kernel uses. */
export interface Span {
	readonly text: string;
	readonly look: 'plain' | 'strong' | 'emphasis' | 'code';
}

/** A command that a lesson prints. The content gate runs it and expects `status`. */
export interface PrintedCommand {
	readonly line: string;
	readonly status: number;
	/** Why the gate can't run it (it needs an engine, say); absent where it can. */
	readonly notRun?: string;
	/** Its line number in the lesson file. */
	readonly at: number;
}

export type Block =
	| {readonly kind: 'paragraph'; readonly spans: readonly Span[]}
	| {
			readonly kind: 'list';
			readonly ordered: boolean;
			readonly items: readonly (readonly Span[])[];
	  }
	/** A diagram, a table or a listing; its lines are never wrapped. */
	| {
			readonly kind: 'figure';
			readonly lines: readonly string[];
			/** What it shows, for those who don't see it; absent where its lines read well as they stand. */
			readonly said?: string;
	  }
	/** Commands and their output; the lines exactly as in the file. */
	| {
			readonly kind: 'console';
			readonly lines: readonly string[];
			readonly commands: readonly PrintedCommand[];
	  }
	| {readonly kind: 'quote'; readonly spans: readonly Span[]};

/** One screen of 80x20. */
export interface Page {
	readonly title: string;
	/** It belongs to the core path. */
	readonly core?: boolean;
	readonly blocks: readonly Block[];
	/** What stands there on a host with control groups of version 1, where that is something else. */
	readonly blocksOnV1?: readonly Block[];
}

interface Link {
	readonly title: string;
	readonly url: string;
}

/** What a learner goes through: what is marked, or everything. */
export type CoursePath = 'core' | 'all';

/** How much there is to read and to type. */
export interface Count {
	readonly words: number;
	readonly commands: number;
}

/** The count of a lesson, and of what of it is on the core path. */
export interface LessonCounts {
	readonly core: Count;
	readonly all: Count;
}

export interface Lesson {
	/** Three digits, permanent: `'010'`. */
	readonly id: string;
	readonly slug: string;
	readonly title: string;
	readonly part: string;
	/** What there is to read and to type. */
	readonly counts: LessonCounts;
	/** A question. */
	readonly hook: string;
	/** Pages read before the exercise. */
	readonly read: readonly Page[];
	/** Pages read after it: the myth, and what it means. */
	readonly after: readonly Page[];
	readonly predict: Question;
	readonly insight: string;
	readonly questions: readonly Question[];
	readonly links: readonly Link[];
	readonly exercise: Exercise;
	/** The file the lesson's text comes from, for messages. */
	readonly file: string;
}

export interface Course {
	readonly lessons: readonly Lesson[];
}

const WORDS_A_MINUTE = 200;
const SECONDS_A_COMMAND = 20;

/** How long it takes to read the words and to type the commands, in whole minutes. */
export const minutesOf = (counts: readonly Count[]): number =>
	Math.ceil(
		counts.reduce(
			(sum, {words, commands}) =>
				sum + words / WORDS_A_MINUTE + (commands * SECONDS_A_COMMAND) / 60,
			0,
		),
	);

/** Whether something of a lesson belongs to the core path. */
export const isCore = ({exercise, questions}: Pick<Lesson, 'exercise' | 'questions'>): boolean =>
	exercise.steps.some((step) => step.core === true) ||
	questions.some((question) => question.core === true);

/** The blocks of a page as they read on this host. */
export const blocksOn = (
	{blocks, blocksOnV1 = blocks}: Page,
	facts: ReadonlyMap<string, string>,
): readonly Block[] => (versionOf(facts) === '1' ? blocksOnV1 : blocks);

/** `010/release`: the key under which a step's progress is kept. */
export const keyOf = (lesson: string, part: string): string => `${lesson}/${part}`;
