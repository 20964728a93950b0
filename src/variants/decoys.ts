// Scripts that look like a right attempt and are none: a line is missing, misplaced, undone or faked.

import {shellQuote} from '../domain/shell-quote.js';
import {directoriesMade, isAct, isIdle, isLook, undone} from './acts-and-looks.js';
import {type LineTraits, traitsOf} from './line-traits.js';
import {goesTo} from './place-lines.js';
import type {ProgramPaths} from './rewritings.js';
import {asWritten, type ScriptGroup, type WrittenGroup, writeLine} from './script-groups.js';

/** A right attempt, taken apart. */
export interface RightScript {
	readonly groups: readonly ScriptGroup[];
	/** The scripts of the steps before it. */
	readonly before: readonly string[];
	/** The exercise's terminals; a script begins in the first. */
	readonly tabs: readonly string[];
	/** Something opened an inner shell in the first terminal before, or the script goes to another. */
	readonly isBoundToTab: boolean;
	/** What the step asks for, as it is written. */
	readonly task: string;
	/** The made-up words that the task names: of a group, a directory, a host. */
	readonly words: readonly string[];
	/** It answers with a made-up word that the task does not name, which is proof of the look. */
	readonly isProvenByAnswer: boolean;
	/** The step is a mission, so that its check asks for no look. */
	readonly isMission: boolean;
}

/** A decoy's groups; those that fake what a line prints need that, from another attempt. */
export interface Decoy {
	readonly name: string;
	/** The line whose output is faked; its number in the right attempt's script. */
	readonly fakes?: number;
	readonly write: (printed: string) => readonly WrittenGroup[];
}

const plain = (name: string, groups: readonly WrittenGroup[]): Decoy => ({
	name,
	write: () => groups,
});

/** Every decoy of a right attempt. */
export const decoysOf = (script: RightScript, paths: ProgramPaths): readonly Decoy[] => [
	...(script.isProvenByAnswer
		? []
		: [...leftOut(script), ...undoings(script), ...inOtherTab(script)]),
	...(script.isProvenByAnswer || script.isMission
		? []
		: [...firstLineLast(script), ...fakes(script, paths)]),
	...byAnotherName(script),
	...toAnotherProcess(script),
	...onlyEchoed(script),
];

/** Each line left out; of several answers only the last, for the others are wrong ones. */
function leftOut({groups, before, isMission}: RightScript): readonly Decoy[] {
	if (groups.length < 2) return [];
	const there = directoriesMadeBy(before);
	const lastAnswer = groups.findLastIndex(isAnswer);
	return groups.flatMap((group, index) => {
		const {head, traits} = group;
		if (head.text.startsWith(':line')) return [];
		if (head.action.kind === 'answer' && index !== lastAnswer) return [];
		if (traits && isNeedless(traits, {from: head.reader.directory, there, isMission})) return [];
		return plain(
			`left out: line ${head.line}`,
			groups.filter((other) => other !== group).map(asWritten),
		);
	});
}

/** Without the line all may be as well. */
function isNeedless(
	traits: LineTraits,
	{
		from,
		there,
		isMission,
	}: {from: string | undefined; there: ReadonlySet<string>; isMission: boolean},
): boolean {
	// Who does not leave an inner shell does the rest one namespace further in, which may be as good.
	if (isIdle(traits) || traits.leaves) return true;
	const goal = goesTo(traits);
	if (goal !== undefined && goal === from) return true;
	// Such a line is there for whoever has passed over the step that made it.
	if (directoriesMade(traits)?.every((directory) => there.has(directory))) return true;
	return isMission && isLook(traits) && traits.sets.length === 0;
}

/** Of scripts, as their lines write them; of a line that does more than that none. */
const directoriesMadeBy = (scripts: readonly string[]): ReadonlySet<string> =>
	new Set(
		scripts
			.flatMap((script) => script.split('\n'))
			.flatMap((line) => {
				const traits = traitsOf(line.trim());
				return (traits && directoriesMade(traits)) ?? [];
			}),
	);

const isAnswer = ({head}: ScriptGroup): boolean => head.action.kind === 'answer';

/** An act after the look that was to show it. */
function firstLineLast({groups}: RightScript): readonly Decoy[] {
	const [first, ...others] = groups;
	if (!first?.traits || !isAct(first.traits)) return [];
	if (!others.some(({traits}) => traits && isLook(traits))) return [];
	return [plain('first line last', [...others, first].map(asWritten))];
}

function undoings({groups}: RightScript): readonly Decoy[] {
	return groups.flatMap((group) => {
		const {head, traits} = group;
		if (!traits || head.action.kind !== 'line') return [];
		// A shell that is left at once, before other lines, is the same as one that was never opened.
		if (traits.opens && group !== groups.at(-1)) return [];
		const line = undone(head.action.text, traits);
		if (line === undefined) return [];
		return plain(
			`undone: line ${head.line}`,
			groups.map((other) =>
				other === group ? {tab: group.tab, lines: [writeLine(line)]} : asWritten(other),
			),
		);
	});
}

function inOtherTab({groups, tabs, isBoundToTab}: RightScript): readonly Decoy[] {
	const [one = '', other] = tabs;
	if (other === undefined || !isBoundToTab || groups.every(isAnswer)) return [];
	const swapped = new Map([
		[one, other],
		[other, one],
	]);
	const linesIn = (name: string): string =>
		groups
			.filter(({tab}) => tab === name)
			.map(({head}) => head.text)
			.join('\n');
	// What is done in both tabs alike is the same the other way round.
	if (linesIn(one) === linesIn(other)) return [];
	return [
		plain(
			'in the other tab',
			groups.map((group) => ({...asWritten(group), tab: swapped.get(group.tab) ?? group.tab})),
		),
	];
}

/** All of it, with another word in place of one that the task names. */
const byAnotherName = ({groups, words}: RightScript): readonly Decoy[] =>
	words
		.filter((word) => groups.some(({traits, head}) => traits && head.text.includes(`{{${word}}}`)))
		.map((word) =>
			plain(
				`by another name: ${word}`,
				groups.map(({tab, head, tail}) => ({
					tab,
					lines: [head.text, ...tail].map((line) => line.replaceAll(`{{${word}}}`, `{{${word}}}x`)),
				})),
			),
		);

/** What the shell's own number or that of its last job stands for, in a line that acts on it. */
const ACTS_ON_PROCESS = /cgroup\.procs|\/tasks\b|^\s*(?:kill|renice|prlimit|taskset)\b/;
const ITS_PROCESS = /\$[$!]/g;

function toAnotherProcess({groups}: RightScript): readonly Decoy[] {
	return groups.flatMap((group) => {
		const {tab, head, tail, traits} = group;
		if (!traits || head.action.kind !== 'line' || !ACTS_ON_PROCESS.test(head.text)) return [];
		if (head.text.replaceAll(ITS_PROCESS, '') === head.text) return [];
		const line = `sleep 300 & ${head.text.replaceAll(ITS_PROCESS, () => '$!')}`;
		return plain(
			`to another process: line ${head.line}`,
			groups.map((other) => (other === group ? {tab, lines: [line, ...tail]} : asWritten(other))),
		);
	});
}

function onlyEchoed({groups}: RightScript): readonly Decoy[] {
	const lines = groups.filter(({traits}) => traits !== undefined);
	if (lines.length === 0) return [];
	return [
		plain(
			'only echoed',
			lines.map(({tab, head}) => ({tab, lines: [`echo ${shellQuote(head.text)}`]})),
		),
	];
}

/** The last look, replaced by something that prints the same and never looked. */
function fakes({groups, task}: RightScript, {pathOf}: ProgramPaths): readonly Decoy[] {
	const typed = groups.filter(
		({traits, head, leavesNothing}) =>
			traits && !traits.opens && head.reader.kind === 'bash' && leavesNothing,
	);
	const look = typed.findLast(({traits}) => traits && isLook(traits));
	if (look === undefined) return [];
	const instead = (lines: readonly string[]): readonly WrittenGroup[] =>
		groups.map((group) => (group === look ? {tab: look.tab, lines} : asWritten(group)));
	const fake = (name: string, write: (words: string) => readonly string[]): Decoy => ({
		name,
		fakes: look.head.line,
		write: (printed) => instead(write(quotedLines(printed))),
	});
	return [
		plain('the task echoed', instead([`printf '%s\\n' ${quotedLines(task)}`])),
		fake('its output echoed', (words) => [`printf '%s\\n' ${words}`]),
		fake('its output from a file', (words) => [
			`printf '%s\\n' ${words} > ~/v1.txt`,
			'cat ~/v1.txt',
		]),
		...(pathOf('python3') === undefined
			? []
			: [
					fake('its output by python3', (words) => [
						`python3 -c 'import sys; print(*sys.argv[1:], sep="\\n")' ${words}`,
					]),
				]),
	];
}

/** More is not typed: a terminal takes no such line. */
const LONGEST = 3000;

const quotedLines = (text: string): string =>
	text
		.slice(-LONGEST)
		.split(/\r?\n/)
		.filter((line) => line.trim() !== '')
		.map(shellQuote)
		.join(' ');
