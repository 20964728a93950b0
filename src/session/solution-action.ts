// Reads a solution line by line, so that the learner can have the next line typed for them.

import type {SolutionLine, Tab} from '../domain/exercise.js';

/** What one line of a solution does, and in which terminal. */
export type SolutionAction =
	| {readonly kind: 'change-tab'; readonly tab: string}
	| {readonly kind: 'type'; readonly tab: string; readonly text: string};

const CHANGE_TAB = /^:tab (\S+)$/;

/** The tab a line changes to; undefined for a line that is typed. */
export const tabChangedTo = (line: SolutionLine): string | undefined =>
	CHANGE_TAB.exec(line.type)?.[1];

/**
 * Line `index` of a solution. Like an attempt, a solution begins in the exercise's first terminal;
 * `:tab NAME` changes to another.
 */
export function solutionAction(
	solution: readonly SolutionLine[],
	index: number,
	tabs: readonly Tab[],
): SolutionAction | undefined {
	const line = solution[index];
	if (line === undefined) return undefined;
	const changed = tabChangedTo(line);
	if (changed !== undefined) return {kind: 'change-tab', tab: changed};
	const before = solution.slice(0, index).flatMap((earlier) => tabChangedTo(earlier) ?? []);
	return {kind: 'type', tab: before.at(-1) ?? tabs[0]?.name ?? '', text: line.type};
}
