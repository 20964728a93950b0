// Text for the host at hand: what is said only where its control groups are of version 1, or of version 2.

export type CgroupVersion = '1' | '2';

const OPENING = /^\{\{#v([12])\}\}$/;
/** A tag that has its line to itself, or one inside a line. */
const TAG = /(^[ \t]*\{\{[#/]v[12]\}\}[ \t]*(?:\r?\n|$(?![\s\S]))|\{\{[#/]v[12]\}\})/m;
/** What looks like a tag, rightly written or not. */
export const ANY_TAG = /\{\{\s*[#/][^}]*\}\}/g;

/** A text for one version, and for each of its lines the line, counted from 0, that it was written on. */
export interface ChosenText {
	readonly text: string;
	readonly lines: readonly number[];
}

const newlines = (text: string): number => text.split('\n').length - 1;

/** What comes after `before`, without the blank that a tag between the two has left over. */
const joined = (before: string, piece: string): string =>
	before === '' || /\s$/.test(before) ? piece.replace(/^ +/, '') : piece;

/** The text as it reads on a host of this version, and where each of its lines comes from. */
export function chooseWithLines(text: string, version: CgroupVersion): ChosenText {
	let chosen = '';
	let lines: number[] = [0];
	let at = 0;
	let open: string | undefined;
	let isAfterTag = false;
	for (const piece of text.split(TAG)) {
		const tag = piece.trim();
		if (tag.startsWith('{{') && TAG.test(piece)) {
			open = OPENING.exec(tag)?.[1];
			at += newlines(piece);
			// A line that begins behind a tag is that on which the tag stands, or the next one.
			if (chosen === '' || chosen.endsWith('\n')) lines[lines.length - 1] = at;
			isAfterTag = !piece.endsWith('\n');
			continue;
		}
		const count = newlines(piece);
		if (open === undefined || open === version) {
			const kept = isAfterTag ? joined(chosen, piece) : piece;
			chosen += kept;
			lines = [...lines, ...Array.from({length: count}, (_, index) => at + index + 1)];
		}
		at += count;
		isAfterTag = false;
	}
	return {text: chosen, lines};
}

/** Whether a text says something else for the one version than for the other. */
export const hasChoice = (text: string): boolean => text.includes('{{#v');

/** `{{#v1}}…{{/v1}}` stays on a host of that version and goes on the other; the tags go on both. */
export const chooseText = (text: string, version: CgroupVersion): string =>
	hasChoice(text) ? chooseWithLines(text, version).text : text;

/** The version that a host is spoken to in; 2 while nobody knows, for it is the present one. */
export const versionOf = (facts: ReadonlyMap<string, string>): CgroupVersion =>
	facts.get('cgroup.version') === '1' ? '1' : '2';

/** What is wrong with the tags of a text, in a sentence; undefined where each is closed before the next opens. */
export function choiceLack(text: string): string | undefined {
	let open: string | undefined;
	for (const [tag] of text.matchAll(ANY_TAG)) {
		const [, sign, version] = /^\{\{([#/])v([12])\}\}$/.exec(tag) ?? [];
		if (sign === undefined)
			return `\`${tag}\` is no tag: there are {{#v1}}, {{/v1}}, {{#v2}} and {{/v2}}.`;
		if (sign === '#' && open !== undefined) return `\`${tag}\` stands before {{/v${open}}}.`;
		if (sign === '/' && open !== version) return `\`${tag}\` closes nothing.`;
		open = sign === '#' ? version : undefined;
	}
	return open === undefined ? undefined : `{{#v${open}}} is not closed.`;
}
