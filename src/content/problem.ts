/** Something wrong in a content file, said so that its author can mend it. */
export interface Problem {
	/** Relative to the course directory: `lessons/010-x.md`. */
	readonly file: string;
	/** The first line is 1. */
	readonly line: number;
	/** What is wrong, as a sentence. */
	readonly sentence: string;
	/** What to do about it, as a sentence. */
	readonly cure: string;
	/** It is about a part that could not be read, which has been said: this only follows from it. */
	readonly isEcho?: true;
}

/** Where in a parsed file something stands: `['steps', 0, 'task']`. */
export type Path = readonly PropertyKey[];

/** Where something stands; the first line is 1. */
export type Place = Pick<Problem, 'file' | 'line' | 'isEcho'>;

/** A value with the file it came from and the place of each part of it. */
export interface Located<T> {
	readonly value: T;
	readonly file: string;
	/** The place of what stands at `path`, or of the nearest thing around it. */
	readonly placeOf: (path: Path) => Place;
}

/** The value of a file, or everything that is wrong with it. */
export type Parsed<T> =
	| {readonly ok: true; readonly source: Located<T>}
	| {
			readonly ok: false;
			readonly problems: readonly Problem[];
			/** What could be read all the same, so that the rules of good content have their say, too. */
			readonly partial?: Located<T> | undefined;
	  };

/** The problem of what stands at `path` in `source`. */
export function problemAt(
	source: Pick<Located<unknown>, 'placeOf'>,
	path: Path,
	sentence: string,
	cure: string,
): Problem {
	return {...source.placeOf(path), sentence, cure};
}

/** A problem in one line: `FILE:LINE: What is wrong. What to do.` */
export const explainProblem = ({file, line, sentence, cure}: Problem): string =>
	`${file}:${line}: ${sentence} ${cure}`;

/** One line a problem, in the order of the files and their lines. */
export function explainProblems(problems: readonly Problem[]): string {
	return inOrder(problems).map(explainProblem).join('\n');
}

/** In the order of the files and their lines. */
export function inOrder(problems: readonly Problem[]): readonly Problem[] {
	return [...problems].sort((a, b) => a.file.localeCompare(b.file, 'en') || a.line - b.line);
}
