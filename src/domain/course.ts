// The course as the program holds it, once lessons and exercises are compiled into one file.
import type {Exercise} from './exercise.js';

/** One answer that a question offers. `because` is shown once it is chosen, right or wrong. */
export interface Option {
	readonly id: string;
	readonly text: string;
	readonly right: boolean;
	readonly because: string;
}

export interface Question {
	/** Unique within the lesson, never reused. */
	readonly id: string;
	readonly question: string;
	readonly options: readonly Option[];
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
	/** A diagram or a listing; its lines are never wrapped. */
	| {readonly kind: 'figure'; readonly lines: readonly string[]}
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
	readonly blocks: readonly Block[];
}

interface Link {
	readonly title: string;
	readonly url: string;
}

type CoursePath = 'core' | 'deep';

export interface Lesson {
	/** Three digits, permanent: `'010'`. */
	readonly id: string;
	readonly slug: string;
	readonly title: string;
	readonly part: string;
	readonly path: CoursePath;
	readonly minutes: number;
	/** One surprising sentence. */
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

/** `010/release`: the key under which a step's progress is kept. */
export const keyOf = (lesson: string, part: string): string => `${lesson}/${part}`;
