// Edits the line in which a learner answers a question, as a terminal user expects it to behave.

/** A line being written, and the position of its cursor, counted in graphemes. */
export interface Draft {
	readonly graphemes: readonly string[];
	readonly cursor: number;
}

/** What a key does to a line. */
export type Edit =
	| {readonly kind: 'insert'; readonly text: string}
	| {
			readonly kind:
				| 'delete-before'
				| 'delete-after'
				| 'delete-word'
				| 'delete-to-start'
				| 'delete-to-end'
				| 'left'
				| 'right'
				| 'start'
				| 'end';
	  };

export const EMPTY_DRAFT: Draft = {graphemes: [], cursor: 0};

/** An answer is a number, a name or a path; anything pasted beyond this is dropped. */
const LONGEST = 400;

export const draftText = (draft: Draft): string => draft.graphemes.join('');

const between = (draft: Draft, from: number, to: number): Draft => ({
	graphemes: [...draft.graphemes.slice(0, from), ...draft.graphemes.slice(to)],
	cursor: from,
});

const at = (draft: Draft, cursor: number): Draft => ({
	...draft,
	cursor: Math.max(0, Math.min(draft.graphemes.length, cursor)),
});

/** Where the word before the cursor begins, as a shell's Ctrl-W counts: by blanks. */
function wordStart({graphemes, cursor}: Draft): number {
	let start = cursor;
	while (start > 0 && graphemes[start - 1] === ' ') start--;
	while (start > 0 && graphemes[start - 1] !== ' ') start--;
	return start;
}

function insert(draft: Draft, text: string): Draft {
	// A pasted line break must not look like a submitted answer.
	const printable = text.replaceAll(/[\r\n\t]+/g, ' ').replaceAll(/\p{Cc}/gu, '');
	const room = LONGEST - draft.graphemes.length;
	const added = [...new Intl.Segmenter().segment(printable)]
		.map((part) => part.segment)
		.slice(0, room);
	return {
		graphemes: [
			...draft.graphemes.slice(0, draft.cursor),
			...added,
			...draft.graphemes.slice(draft.cursor),
		],
		cursor: draft.cursor + added.length,
	};
}

/** The line after one edit, unchanged where the edit has nothing to act on. */
export function editDraft(draft: Draft, edit: Edit): Draft {
	const {graphemes, cursor} = draft;
	switch (edit.kind) {
		case 'insert':
			return insert(draft, edit.text);
		case 'delete-before':
			return cursor === 0 ? draft : between(draft, cursor - 1, cursor);
		case 'delete-after':
			return between(draft, cursor, cursor + 1);
		case 'delete-word':
			return between(draft, wordStart(draft), cursor);
		case 'delete-to-start':
			return between(draft, 0, cursor);
		case 'delete-to-end':
			return between(draft, cursor, graphemes.length);
		case 'left':
			return at(draft, cursor - 1);
		case 'right':
			return at(draft, cursor + 1);
		case 'start':
			return at(draft, 0);
		case 'end':
			return at(draft, graphemes.length);
	}
}
