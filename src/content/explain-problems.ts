import type {Problem} from './problem.js';

/** One line a problem, in the order of the files and their lines: `FILE:LINE: What is wrong. What to do.` */
export function explainProblems(problems: readonly Problem[]): string {
	return [...problems]
		.sort((a, b) => a.file.localeCompare(b.file, 'en') || a.line - b.line)
		.map(({file, line, sentence, cure}) => `${file}:${line}: ${sentence} ${cure}`)
		.join('\n');
}
