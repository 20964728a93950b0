// Edits the viewer's command line, where there is no shell and so no readline.

/** What a key leads to, besides a change to the line: a line entered, or an interruption. */
type EditorEvent =
	| {readonly kind: 'entered'; readonly line: string}
	| {readonly kind: 'interrupted'};

export interface LineEditor {
	/**
	 * Takes one key, a character or an escape sequence. Returns what to print, and what it led to.
	 */
	press(key: string, columns: number): {readonly echo: string; readonly event?: EditorEvent};
}

const LONGEST = 900;
const BELL = '\u0007';
const ESC = '\u001b';
const BACKSPACE = '\u007f';
const CTRL = {
	c: '\u0003',
	l: '\u000c',
	n: '\u000e',
	p: '\u0010',
	u: '\u0015',
	w: '\u0017',
} as const;
/** Keys that do the same as another. */
const SAME_KEYS: Readonly<Record<string, string>> = {
	'\n': '\r',
	'\b': BACKSPACE,
	[`${ESC}[A`]: CTRL.p,
	[`${ESC}OA`]: CTRL.p,
	[`${ESC}[B`]: CTRL.n,
	[`${ESC}OB`]: CTRL.n,
};

/**
 * Edits a line as a terminal does: typing at its end, Backspace, Ctrl-U, Ctrl-W, Ctrl-C, Ctrl-L,
 * and the up arrow for earlier lines. Only ASCII: no command on the list needs more, and every
 * character is one column.
 */
export function createLineEditor(prompt: string): LineEditor {
	let text = '';
	const entered: string[] = [];
	/** Which of the entered lines is shown; their number for a new one. */
	let at = 0;

	/**
	 * The cursor is behind the text: in the row of its last character, even where that fills the row.
	 */
	const redraw = (next: string, columns: number): string => {
		const row = Math.floor(Math.max(0, prompt.length + text.length - 1) / columns);
		text = next;
		return `${row > 0 ? `\u001b[${row}A` : ''}\r\u001b[J${prompt}${text}`;
	};
	const recall = (by: number, columns: number): string => {
		const next = Math.min(entered.length, Math.max(0, at + by));
		if (next === at) return BELL;
		at = next;
		return redraw(entered[at] ?? '', columns);
	};

	/** Takes the finished line and starts a new one. */
	const finish = (): string => {
		const line = text;
		text = '';
		if (line.trim() !== '' && line !== entered.at(-1)) entered.push(line);
		at = entered.length;
		return line;
	};
	const edits: Readonly<Record<string, (columns: number) => string>> = {
		[BACKSPACE]: (columns) => (text === '' ? BELL : redraw(text.slice(0, -1), columns)),
		[CTRL.u]: (columns) => redraw('', columns),
		[CTRL.w]: (columns) => redraw(text.replace(/\S*\s*$/, ''), columns),
		[CTRL.l]: () => `${ESC}[H${ESC}[2J${prompt}${text}`,
		[CTRL.p]: (columns) => recall(-1, columns),
		[CTRL.n]: (columns) => recall(1, columns),
	};

	return {
		press(typed, columns) {
			const key = SAME_KEYS[typed] ?? typed;
			if (key === '\r') return {echo: '\r\n', event: {kind: 'entered', line: finish()}};
			if (key === CTRL.c) {
				text = '';
				at = entered.length;
				return {echo: '^C\r\n', event: {kind: 'interrupted'}};
			}
			const edit = edits[key];
			if (edit !== undefined) return {echo: edit(columns)};
			if (key.startsWith(ESC)) return {echo: ''};
			if (!/^[ -~]$/.test(key) || text.length >= LONGEST) return {echo: BELL};
			text += key;
			return {echo: key};
		},
	};
}

/** A character, or what a key sends that is none (ECMA-48 control sequences; ESC O for arrows). */
const KEY = new RegExp(`${ESC}\\[[0-?]*[ -/]*[@-~]|${ESC}O.|${ESC}[^[O]|[\\s\\S]`, 'gu');

/** Splits typed text into keys. */
export const keysOf = (text: string): readonly string[] => text.match(KEY) ?? [];
