// From a right attempt the scripts that must pass as well, and those that must not.

import {decoysOf, type RightScript} from './decoys.js';
import {placeLines, type Readers, readersAfterAll} from './place-lines.js';
import {type ProgramPaths, REWRITINGS, type TypedGroup} from './rewritings.js';
import {
	asWritten,
	groupLines,
	type ScriptGroup,
	type WrittenGroup,
	writeGroups,
	writeLine,
} from './script-groups.js';

/** A script made from a right attempt. */
export interface Variant {
	/** `uname, through an alias`: unique in its step, and what an author signs an exception by. */
	readonly name: string;
	/** What was done to the right attempt; the same for all of its kind. */
	readonly kind: string;
	/** It does the same, and must pass; else it must not. */
	readonly isEquivalent: boolean;
	/** Of a fake: the line of the right attempt whose output, in another attempt, it prints. */
	readonly fakes?: number;
	/** The script in the attempt language; `printed` is that output. */
	readonly script: (printed: string) => string;
}

/** A right attempt and what is known where its step opens. */
export interface Source {
	readonly name: string;
	readonly script: string;
	readonly task: string;
	/** The exercise's values that are made-up words. */
	readonly words: readonly string[];
	/** The exercise's terminals; a script begins in the first. */
	readonly tabs: readonly string[];
	/** The scripts that open the step, one for each step before it. */
	readonly before: readonly string[];
	/** The step is a mission: a state to reach, judged by that alone. */
	readonly isMission: boolean;
}

/** Of an exercise's values those that are made-up words. */
export const wordsAmong = (values: Readonly<Record<string, {readonly make: string}>>) =>
	Object.keys(values).filter((name) => values[name]?.make === 'word');

/** The variants, and the kinds that would be something else than the attempt. */
export interface Variants {
	readonly made: readonly Variant[];
	readonly notApplicable: readonly string[];
}

/** What can be done to any attempt, by the names of the kinds. */
export const EQUIVALENT_KINDS: readonly string[] = [...Object.keys(REWRITINGS), 'in one line'];
export const DECOY_KINDS: readonly string[] = [
	'left out',
	'first line last',
	'undone',
	'in the other tab',
	'by another name',
	'to another process',
	'only echoed',
	'the task echoed',
	'its output echoed',
	'its output from a file',
	'its output by python3',
];

/** Every variant of one right attempt. */
export function variantsOf(source: Source, paths: ProgramPaths): Variants {
	const {tabs, before} = source;
	const firstTab = tabs[0] ?? '';
	const readers = readersAfterAll(before, firstTab);
	const {lines} = placeLines(source.script, firstTab, readers);
	const groups = groupLines(lines);
	const named = (
		kind: string,
		title: string,
		isEquivalent: boolean,
		write: (printed: string) => readonly WrittenGroup[],
	): Variant => ({
		name: `${source.name}, ${title}`,
		kind,
		isEquivalent,
		script: (printed) => writeGroups(write(printed), firstTab),
	});
	const equivalents = [
		...Object.keys(REWRITINGS).map((kind) => ({kind, written: rewritten(groups, kind, paths)})),
		{kind: 'in one line', written: inOneLine(groups)},
	].flatMap(({kind, written}) =>
		written === undefined ? [] : [named(kind, kind, true, () => written)],
	);
	const decoys = decoysOf(rightScript(source, groups, readers), paths).map(
		({name, fakes, write}): Variant => ({
			...named(name.replace(/:.*/, ''), name, false, write),
			...(fakes === undefined ? {} : {fakes}),
		}),
	);
	const made = [...equivalents, ...decoys];
	const kinds = new Set(made.map(({kind}) => kind));
	return {
		made,
		notApplicable: [...EQUIVALENT_KINDS, ...DECOY_KINDS].filter((kind) => !kinds.has(kind)),
	};
}

function rightScript(
	{tabs, before, task, words, isMission}: Source,
	groups: readonly ScriptGroup[],
	readers: Readers,
): RightScript {
	const firstTab = tabs[0] ?? '';
	const isBoundToTab =
		groups.some(({tab}) => tab !== firstTab) || (readers.get(firstTab)?.length ?? 1) > 1;
	const named = words.filter((word) => task.includes(`{{${word}}}`));
	const isProvenByAnswer = groups.some(
		({head}) =>
			head.action.kind === 'answer' &&
			words.some((word) => !named.includes(word) && head.text.includes(`{{${word}}}`)),
	);
	return {groups, before, tabs, task, isBoundToTab, words: named, isProvenByAnswer, isMission};
}

/** The script with every line typed anew that this way fits; undefined where it fits none. */
function rewritten(
	groups: readonly ScriptGroup[],
	kind: string,
	paths: ProgramPaths,
): readonly WrittenGroup[] | undefined {
	let count = 0;
	const written = groups.map((group): WrittenGroup => {
		const {traits, head, tab, tail} = group;
		if (traits === undefined || head.action.kind !== 'line') return asWritten(group);
		const typed: TypedGroup = {...group, traits};
		const lines = REWRITINGS[kind]?.(head.action.text, typed, paths);
		if (lines === undefined) return asWritten(group);
		count += 1;
		return {tab, lines: [...lines.map(writeLine), ...tail]};
	});
	return count === 0 ? undefined : written;
}

/** Lines that follow each other in one shell, joined; undefined where there are none. */
function inOneLine(groups: readonly ScriptGroup[]): readonly WrittenGroup[] | undefined {
	const written: WrittenGroup[] = [];
	let open: {readonly tab: string; line: string} | undefined;
	let joined = 0;
	const close = (tail: readonly string[] = []): void => {
		if (open) written.push({tab: open.tab, lines: [writeLine(open.line), ...tail]});
		open = undefined;
	};
	let separator = '; ';
	for (const group of groups) {
		const {traits, head, tab, tail} = group;
		if (traits === undefined || head.action.kind !== 'line') {
			close();
			written.push(asWritten(group));
			continue;
		}
		const {text} = head.action;
		// What a shell shows is looked at before it ends.
		if (traits.leaves) close();
		if (open?.tab === tab) {
			open.line += separator + text;
			joined += 1;
		} else {
			close();
			open = {tab, line: text};
		}
		separator = traits.isBackground ? ' ' : '; ';
		// An alias is in force from the next line on (bash(1), ALIASES).
		const namesAlias = traits.commands.some(({words}) => words[0] === 'alias');
		const ends = traits.opens || traits.replaces || traits.leaves || namesAlias;
		if (tail.length > 0 || ends) close(tail);
	}
	close();
	return joined === 0 ? undefined : written;
}
