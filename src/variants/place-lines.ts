// Follows a script through its terminals and shells: where each line is typed, and into what.

import {parseScriptLines, type ScriptAction} from '../domain/script.js';
import {isUnfinished} from './is-unfinished.js';
import {type InnerShell, type LineTraits, traitsOf} from './line-traits.js';

/** What reads what is typed: a shell, and whether it was sent to another directory; or a program. */
interface Reader {
	readonly kind: InnerShell | 'program';
	readonly hasMoved: boolean;
	/** The directory that its last `cd` named, as it was written; undefined where that is not known. */
	readonly directory: string | undefined;
	/** The line that ends what it reads: of a here-document. */
	readonly until?: string;
	/** The lines of a command so far that goes on in what it reads. */
	readonly begun?: readonly string[];
}

/** The directory that a line goes to, and does nothing else; undefined where there is none. */
export const goesTo = ({isSimple, commands}: LineTraits): string | undefined => {
	const [name, directory, ...more] = commands[0]?.words ?? [];
	const isNamed = name === 'cd' && more.length === 0 && /^[~/]/.test(directory ?? '');
	return isSimple && isNamed ? directory : undefined;
};

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
	/** Of a typed line that is understood and is a whole command. */
	readonly traits: LineTraits | undefined;
}

const FIRST: Reader = {kind: 'bash', hasMoved: false, directory: undefined};

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
		const isCommand =
			action.kind === 'line' && action.text.trim() !== '' && !isUnfinished([action.text]);
		const traits = isCommand ? traitsOf(action.text) : undefined;
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

/** What reads the lines of a here-document, or those in which the command goes on; nothing where it is whole. */
function restOf(text: string, reader: Reader): readonly Reader[] {
	const until = /<<\s*["'\\]?(\w+)/.exec(text)?.[1];
	if (until !== undefined) return [{...reader, kind: 'program', until}];
	return isUnfinished([text]) ? [{...reader, kind: 'program', begun: [text]}] : [];
}

/** The readers after one more line of a command that goes on. */
function goingOn(
	begun: readonly string[],
	outer: readonly Reader[],
	reader: Reader,
): readonly Reader[] {
	if (isUnfinished(begun)) return [...outer, {...reader, begun}];
	const moves = /\b(?:cd|pushd|popd)\b/.test(begun.join('\n'));
	return outer.map((one, index) =>
		moves && index === outer.length - 1 ? {...one, hasMoved: true, directory: undefined} : one,
	);
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
			return readersAfterText(action.text, traits, readers);
		default:
			return readers;
	}
}

function readersAfterText(
	text: string,
	traits: LineTraits | undefined,
	readers: readonly Reader[],
): readonly Reader[] {
	const outer = readers.slice(0, -1);
	const reader = readers.at(-1) ?? FIRST;
	if (reader.begun) return goingOn([...reader.begun, text], outer, reader);
	if (reader.kind === 'program') return text === reader.until ? outer : readers;
	return traits === undefined
		? [...readers, ...restOf(text, reader)]
		: readersAfterLine(traits, outer, reader);
}

function readersAfterLine(
	traits: LineTraits,
	outer: readonly Reader[],
	reader: Reader,
): readonly Reader[] {
	const {opens, leaves, replaces, moves} = traits;
	// A first shell that ends is started again.
	if (leaves) return outer.length === 0 ? [FIRST] : outer;
	const moved = moves ? {...reader, hasMoved: true, directory: goesTo(traits)} : reader;
	if (opens === undefined) return [...outer, replaces ? {...moved, kind: 'program'} : moved];
	const inner = {...moved, kind: opens, ...(opens === 'bash' ? {} : {directory: undefined})};
	return replaces ? [...outer, inner] : [...outer, moved, inner];
}
