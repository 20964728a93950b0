// Splits a command line into words and operators, as far as telling commands apart needs it.

/** A word as it is written, or an operator between words. */
export interface ShellToken {
	readonly kind: 'word' | 'operator' | 'redirection';
	readonly text: string;
	/** Where it begins in the line. */
	readonly at: number;
}

const OPERATOR = /^(?:&&|\|\||;;|\|&|[;|&()])/;
/** A redirection; the word after it is its target, not an operand. */
const REDIRECTION = /^(?:&>>?|\d*(?:<<<|<>|>>|>\||[<>]&|[<>]))/;

/**
 * The tokens of one line of sh or bash; undefined where its quotes or parentheses don't close, where
 * it holds a here-document, which goes on in the next line, or a comment, to which nothing can be added.
 */
export function shellTokens(line: string): readonly ShellToken[] | undefined {
	const {tokens, end} = readTokens(line);
	return end === 'whole' ? tokens : undefined;
}

/** The tokens of a text as far as it is understood, and whether a quotation or parenthesis in it is open. */
export function readTokens(line: string): {
	readonly tokens: readonly ShellToken[];
	readonly end: 'whole' | 'open' | 'not understood';
} {
	const tokens: ShellToken[] = [];
	let at = 0;
	while (at < line.length) {
		const rest = line.slice(at);
		const blank = /^\s+/.exec(rest)?.[0].length ?? 0;
		const token = blank > 0 ? undefined : tokenAt(rest);
		if (token) tokens.push({...token, at});
		at += blank + (token?.text.length ?? 0);
		if (blank === 0 && token === undefined) {
			return {tokens, end: isUnknown(rest) ? 'not understood' : 'open'};
		}
	}
	return {tokens, end: 'whole'};
}

/** A comment, or the name of a here-document. */
const isUnknown = (text: string): boolean => text.startsWith('#') || /^\d*<<(?!<)/.test(text);

/** The token at the beginning of the text; undefined where the line is not understood from there on. */
function tokenAt(text: string): Omit<ShellToken, 'at'> | undefined {
	if (isUnknown(text)) return undefined;
	const redirection = REDIRECTION.exec(text)?.[0];
	if (redirection !== undefined) return {kind: 'redirection', text: redirection};
	const operator = OPERATOR.exec(text)?.[0];
	if (operator !== undefined) return {kind: 'operator', text: operator};
	const length = wordLength(text);
	return length === undefined ? undefined : {kind: 'word', text: text.slice(0, length)};
}

/** How long the word at the beginning of the text is; undefined where it does not end. */
function wordLength(text: string): number | undefined {
	let at = 0;
	while (at < text.length && !/[\s;|&()<>]/.test(text.charAt(at))) {
		const length = pieceLength(text.slice(at));
		if (length === undefined) return undefined;
		at += length;
	}
	return at;
}

/** The length of what cannot be split at the beginning of the text: a quotation, a substitution, a character. */
function pieceLength(text: string): number | undefined {
	if (text.startsWith('\\')) return Math.min(2, text.length);
	if (text.startsWith("'")) return closing(text, "'");
	if (text.startsWith('"')) return doubleQuoted(text);
	if (text.startsWith('$(')) return nested(text.slice(1), '(', ')', 1);
	if (text.startsWith('${')) return nested(text.slice(1), '{', '}', 1);
	if (text.startsWith('`')) return closing(text, '`');
	return 1;
}

function closing(text: string, quote: string): number | undefined {
	const end = text.indexOf(quote, 1);
	return end === -1 ? undefined : end + 1;
}

function doubleQuoted(text: string): number | undefined {
	let at = 1;
	while (at < text.length && text.charAt(at) !== '"') {
		const length = text.charAt(at) === "'" ? 1 : pieceLength(text.slice(at));
		if (length === undefined) return undefined;
		at += length;
	}
	return at < text.length ? at + 1 : undefined;
}

/** From an opening parenthesis or brace to the one that closes it; `before` is what stood before it. */
function nested(text: string, open: string, close: string, before: number): number | undefined {
	let depth = 0;
	let at = 0;
	while (at < text.length) {
		const character = text.charAt(at);
		if (character === open) depth += 1;
		if (character === close) depth -= 1;
		if (depth === 0) return before + at + 1;
		const isPlain = character === open || character === close;
		const length = isPlain ? 1 : pieceLength(text.slice(at));
		if (length === undefined) return undefined;
		at += length;
	}
	return undefined;
}

/** The line with everything between single quotes blanked out: what the shell itself may expand. */
export function withoutSingleQuoted(line: string): string {
	let bare = '';
	let isDouble = false;
	for (let at = 0; at < line.length; at += 1) {
		const character = line.charAt(at);
		if (character === '\\') {
			bare += '  ';
			at += 1;
		} else if (character === "'" && !isDouble) {
			const end = line.indexOf("'", at + 1);
			const stop = end === -1 ? line.length : end;
			bare += ' '.repeat(stop - at + 1);
			at = stop;
		} else {
			if (character === '"') isDouble = !isDouble;
			bare += character;
		}
	}
	return bare;
}
