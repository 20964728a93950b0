import type {Problem} from './problem.js';

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
