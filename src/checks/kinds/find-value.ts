// How a value is looked for: in what a command printed, and in what the learner typed.
import {escapePattern} from '../fill-spec.js';
import {withoutCounting} from '../typed/counted.js';

/** Something to find in a command's output. */
export interface Wanted {
	readonly name: string;
	/** Returns what was found, without the characters around it. */
	find(text: string): string | undefined;
}

/** A random id in the form of RFC 9562; it is the same one in capitals and without its dashes. */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Looks for a value as a whole word or, with `whole`, alone on its line. A number in a row of
 * counted ones does not count. A namespace may be named by its link, `pid:[4026531836]`, or by the
 * bare inode number, as lsns(8) prints it.
 */
export function wantValue(name: string, value: string, whole = false): Wanted {
	const inode = /^[a-z_]+:\[(\d+)\]$/.exec(value)?.[1];
	const isUuid = UUID.test(value);
	const either = [value, ...(inode === undefined ? [] : [inode])]
		.map(escapePattern)
		.map((text) => (isUuid ? text.replaceAll('\\-', '-?') : text))
		.join('|');
	const flags = isUuid ? 'im' : 'm';
	// What cgroup v2 says where there is no limit is also how the files of limits end: memory.max.
	const before = value === 'max' ? '[^\\w.]' : '[^\\w]';
	const pattern = whole
		? new RegExp(`^[ \\t]*(${either})[ \\t\\r]*$`, flags)
		: new RegExp(`(?:^|${before})(${either})(?![\\w])`, flags);
	const isNumber = /^\d+$/.test(value);
	return {
		name,
		find(text) {
			const found = pattern.exec(text)?.[1];
			// Of hundreds of kilobytes that a command may print, most hold no such number at all.
			return found && isNumber ? pattern.exec(withoutCounting(text))?.[1] : found;
		},
	};
}

const LONG_VALUE = 6;

/**
 * Whether a typed text holds a value, whole or in pieces. One or two characters stand in many lines:
 * they must be alone, or what an echo is given.
 */
export function holds(value: string): (text: string) => boolean {
	if (value.length <= 2) {
		const alone = wantValue('', value, true);
		const echoed = new RegExp(`\\b(?:echo|printf)\\b[^;&|$]*[\\s"']${escapePattern(value)}(?!\\w)`);
		return (text) => alone.find(text) !== undefined || echoed.test(text);
	}
	const whole = wantValue('', value);
	const pieces = value.split(/\W+/).filter(Boolean);
	return (text) =>
		whole.find(text) !== undefined ||
		// A filter may cut it out of a longer word, and no other word holds so long a value by chance.
		(value.length >= LONG_VALUE && text.includes(value)) ||
		(pieces.length > 1 && pieces.join('').length >= SHORTEST && inOrder(pieces, text));
}

/** Shorter values are in too many lines by chance, piece by piece. */
const SHORTEST = 6;

function inOrder(pieces: readonly string[], text: string): boolean {
	let from = 0;
	for (const piece of pieces) {
		// A digit is in many a longer number: `sleep 700` holds no mode 0.
		const found = new RegExp(
			/^\d$/.test(piece) ? `(?<!\\d)${piece}(?!\\d)` : escapePattern(piece),
			'g',
		);
		found.lastIndex = from;
		if (!found.test(text)) return false;
		from = found.lastIndex;
	}
	return true;
}
