// Follows a script through its terminals and shells: where each line is typed, and into what.

import {parseScriptLines, type ScriptAction} from '../domain/script.js';
import {type InnerShell, type LineTraits, traitsOf} from './line-traits.js';

/** What reads what is typed: a shell, and whether it was sent to another directory; or a program. */
interface Reader {
	readonly kind: InnerShell | 'program';
	readonly hasMoved: boolean;
	/** The line that ends what it reads: of a here-document. */
	readonly until?: string;
}

/** What reads the keyboard of each terminal: the innermost comes last. */
export type Readers = ReadonlyMap<string, readonly Reader[]>;

/** A line of a script and what is known of it where it stands. */
export interface PlacedLine {
	/** Its number in the script; the first is 1. */
	readonly line: number;
	/** As it is written in the script. */
	readonly text: string;
	readonly action: ScriptAction;
	/** The terminal that it is typed into. */
	readonly tab: string;
	readonly reader: Reader;
	/** Of a typed line that is understood. */
	readonly traits: LineTraits | undefined;
}

const FIRST: Reader = {kind: 'bash', hasMoved: false};

/** The lines of a script, which begins in this tab, and what reads each terminal after them. */
export function placeLines(
	script: string,
	firstTab: string,
	before: Readers = new Map(),
): {readonly lines: readonly PlacedLine[]; readonly after: Readers} {
	const after = new Map(before);
	let tab = firstTab;
	const lines = parseScriptLines(script).map(({line, text, action}): PlacedLine => {
		if (action.kind === 'tab') tab = action.name;
		const readers = after.get(tab) ?? [FIRST];
		const reader = readers.at(-1) ?? FIRST;
		const traits =
			action.kind === 'line' && action.text.trim() !== '' ? traitsOf(action.text) : undefined;
		after.set(tab, readersAfter(action, traits, readers));
		return {line, text, action, tab, reader, traits};
	});
	return {lines, after};
}

/** What reads each terminal after scripts that begin in this tab. */
export const readersAfterAll = (scripts: readonly string[], firstTab: string): Readers =>
	scripts.reduce<Readers>(
		(before, script) => placeLines(script, firstTab, before).after,
		new Map(),
	);

/** What reads the lines up to the one that ends the here-document; nothing where there is none. */
function hereDocument(text: string, reader: Reader): readonly Reader[] {
	const until = /<<\s*["'\\]?(\w+)/.exec(text)?.[1];
	return until === undefined ? [] : [{...reader, kind: 'program', until}];
}

function readersAfter(
	action: ScriptAction,
	traits: LineTraits | undefined,
	readers: readonly Reader[],
): readonly Reader[] {
	const outer = readers.slice(0, -1);
	const reader = readers.at(-1) ?? FIRST;
	switch (action.kind) {
		case 'type':
			return reader.kind === 'program' ? readers : [...readers, {...reader, kind: 'program'}];
		case 'key':
			return action.ends && reader.kind === 'program' ? outer : readers;
		case 'line':
			if (reader.kind === 'program') return action.text === reader.until ? outer : readers;
			return traits === undefined
				? [...readers, ...hereDocument(action.text, reader)]
				: readersAfterLine(traits, outer, reader);
		default:
			return readers;
	}
}

function readersAfterLine(
	{opens, leaves, replaces, moves}: LineTraits,
	outer: readonly Reader[],
	reader: Reader,
): readonly Reader[] {
	// A first shell that ends is started again.
	if (leaves) return outer.length === 0 ? [FIRST] : outer;
	const moved = {...reader, hasMoved: reader.hasMoved || moves};
	if (opens === undefined) return [...outer, replaces ? {...moved, kind: 'program'} : moved];
	const inner = {...moved, kind: opens};
	return replaces ? [...outer, inner] : [...outer, moved, inner];
}
