// A script as what is typed, each with the keys and waits that belong to it, so that it can be rearranged.

import type {LineTraits} from './line-traits.js';
import type {PlacedLine} from './place-lines.js';

/** Something typed or answered, and what follows it up to the next. */
export interface ScriptGroup {
	/** The terminal it is typed into. */
	readonly tab: string;
	readonly head: PlacedLine;
	/** Keys, waits, the lines of a here-document and those in which a command goes on, as they are written. */
	readonly tail: readonly string[];
	/** Of a line that is understood, typed at a shell's prompt. */
	readonly traits: LineTraits | undefined;
	/** Nothing it leaves in its shell, be it variables or a directory, is used by a later line. */
	readonly leavesNothing: boolean;
	/** The lines that define a function or an alias which it uses. */
	readonly definitions: readonly string[];
}

/** The groups of a script. Keys and waits before the first are left out. */
export function groupLines(lines: readonly PlacedLine[]): readonly ScriptGroup[] {
	const drafts: {head: PlacedLine; tail: string[]}[] = [];
	for (const line of lines) {
		const {kind} = line.action;
		const {until, begun} = line.reader;
		const isRead = until !== undefined || begun !== undefined;
		if (kind === 'key' || kind === 'wait' || isRead) drafts.at(-1)?.tail.push(line.text);
		else if (kind !== 'tab') drafts.push({head: line, tail: []});
	}
	const heads = drafts.map(({head}) => head);
	return drafts.map(({head, tail}, index) => ({
		tab: head.tab,
		head,
		tail,
		traits: head.reader.kind === 'program' ? undefined : head.traits,
		leavesNothing: leavesNothing(head, heads.slice(index + 1)),
		definitions: definitionsIn(drafts.slice(0, index)).flatMap(({name, text}) =>
			new RegExp(`\\b${name}\\b`).test(head.text) ? text : [],
		),
	}));
}

function leavesNothing({traits, tab}: PlacedLine, later: readonly PlacedLine[]): boolean {
	const there = later.filter((line) => line.tab === tab);
	if (traits === undefined || there.length === 0) return true;
	if (traits.moves) return false;
	return !traits.sets.some((name) =>
		there.some((line) => line.traits === undefined || line.traits.reads.includes(name)),
	);
}

const definitionsIn = (
	drafts: readonly {readonly head: PlacedLine; readonly tail: readonly string[]}[],
): readonly {readonly name: string; readonly text: string}[] =>
	drafts.flatMap(({head, tail}) => {
		const [, ofFunction, ofAlias] =
			/^\s*(?:([A-Za-z_]\w*)\s*\(\)|alias\s+(\w+)=)/.exec(head.text) ?? [];
		const name = ofFunction ?? ofAlias;
		return name === undefined ? [] : {name, text: [head.text, ...tail].join('\n')};
	});

/** Writes a typed line as the script language takes it. */
export const writeLine = (typed: string): string =>
	/^[:#]|^\s*$/.test(typed) ? `:line ${typed}` : typed;

/** A group that may have been typed anew, and into another terminal. */
export interface WrittenGroup {
	readonly tab: string;
	/** Lines of the script. */
	readonly lines: readonly string[];
}

export const asWritten = ({tab, head, tail}: ScriptGroup): WrittenGroup => ({
	tab,
	lines: [head.text, ...tail],
});

/** The script of these groups; it begins in the first tab, and goes where a group is typed. */
export function writeGroups(groups: readonly WrittenGroup[], firstTab: string): string {
	let tab = firstTab;
	const lines = groups.flatMap((group) => {
		const move = group.tab === tab ? [] : [`:tab ${group.tab}`];
		tab = group.tab;
		return [...move, ...group.lines];
	});
	return lines.join('\n');
}
