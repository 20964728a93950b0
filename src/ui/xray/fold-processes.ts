import {commandLine} from './command-line.js';
import type {XrayProcess} from './plan-xray.js';

/** A process that is drawn, or what is drawn in the place of some. */
export type XrayItem =
	| {
			readonly kind: 'process';
			readonly process: XrayProcess;
			readonly children: readonly XrayItem[];
	  }
	/** So many more siblings like the one before, with everything below them so many processes. */
	| {readonly kind: 'alike'; readonly siblings: number; readonly processes: number}
	/** So many processes below the one before. */
	| {readonly kind: 'below'; readonly processes: number};

export interface Folding {
	/** How many of equal siblings are drawn. */
	readonly alike: number;
	/** Processes further down are only counted. */
	readonly depth: number;
	/** Who only waits stands on the wall itself, which saves a row. */
	readonly waitersOnWalls: boolean;
}

/** Draws one of many that look the same, counts the rest, and goes no deeper than asked. */
export function foldProcesses(
	processes: readonly XrayProcess[],
	{alike, depth}: Pick<Folding, 'alike' | 'depth'>,
): readonly XrayItem[] {
	const looks = numberLooks(processes);
	const fold = (siblings: readonly XrayProcess[], left: number): readonly XrayItem[] => {
		const processes = siblings.reduce((sum, one) => sum + countOf(one), 0);
		// A row in the place of one would save nothing.
		if (left <= 0 && processes > 1) return [{kind: 'below', processes}];
		return groupAlike(siblings, looks).flatMap((group): readonly XrayItem[] => {
			const shown = group.length > alike + 1 ? group.slice(0, alike) : group;
			const rest = group.slice(shown.length);
			return [
				...shown.map(
					(process): XrayItem => ({
						kind: 'process',
						process,
						children: fold(process.children, left - 1),
					}),
				),
				...(rest.length === 0
					? []
					: [
							{
								kind: 'alike' as const,
								siblings: rest.length,
								processes: rest.reduce((sum, one) => sum + countOf(one), 0),
							},
						]),
			];
		});
	};
	return fold(processes, depth);
}

const countOf = ({children}: XrayProcess): number =>
	children.reduce((sum, child) => sum + countOf(child), 1);

/** Gives processes that would be drawn alike, with everything below them, the same number. */
function numberLooks(processes: readonly XrayProcess[]): ReadonlyMap<XrayProcess, number> {
	const numbers = new Map<string, number>();
	const looks = new Map<XrayProcess, number>();
	const numberOf = (one: XrayProcess): number => {
		const {process, wall, hasOwnRoot, group, isFresh, children} = one;
		const look = JSON.stringify([
			commandLine(process),
			process.depth === 0 && process.tab,
			process.foreground,
			process.state === 'Z' || process.state === 'T' ? process.state : '',
			wall,
			hasOwnRoot,
			group,
			isFresh,
			children.map(numberOf),
		]);
		const number = numbers.get(look) ?? numbers.size;
		numbers.set(look, number);
		looks.set(one, number);
		return number;
	};
	for (const process of processes) numberOf(process);
	return looks;
}

/** Siblings in groups of equal look, in the order in which each look appears first. */
function groupAlike(
	siblings: readonly XrayProcess[],
	looks: ReadonlyMap<XrayProcess, number>,
): readonly (readonly XrayProcess[])[] {
	const groups = new Map<number | undefined, XrayProcess[]>();
	for (const process of siblings) {
		const look = looks.get(process);
		const group = groups.get(look);
		if (group === undefined) groups.set(look, [process]);
		else group.push(process);
	}
	return [...groups.values()];
}
