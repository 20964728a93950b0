// Reads one word of a command line by the shell's quoting rules, expanding nothing.

/** One word of a command, as the shell would pass it on if it expanded nothing. */
export interface ShellWord {
	/** Without quotes, backslashes and expansions; `$'\x41'` is decoded. */
	readonly text: string;
	/** The variables it expands, without the dollar sign. */
	readonly variables: readonly string[];
	/** It contains a glob or the output of another command. */
	readonly computed: boolean;
}

export interface ReadShellWord {
	readonly word: ShellWord;
	/** How much of the text it takes. */
	readonly length: number;
	/** The text of each command substituted into it. */
	readonly inner: readonly string[];
}

/** The part of a word that one rule reads. */
interface Piece {
	readonly length: number;
	readonly text?: string;
	readonly variables?: readonly string[];
	readonly inner?: string;
	readonly computed?: boolean;
	readonly turnsQuotes?: boolean;
}

type ReadPiece = (rest: string, quoted: boolean) => Piece | undefined;

/** Tried in this order; a word ends where no rule applies. */
const RULES: readonly ReadPiece[] = [
	(rest, quoted) => {
		const text = (quoted ? /^[^"\\$`]+/ : /^[^\s;&|()<>'"\\$`*?[\]]+/).exec(rest)?.[0];
		return text === undefined ? undefined : {length: text.length, text};
	},
	(rest) => (rest.startsWith('"') ? {length: 1, turnsQuotes: true} : undefined),
	(rest) => (rest.startsWith('\\') ? {length: 2, text: rest.charAt(1)} : undefined),
	(rest) => {
		if (!rest.startsWith('$((')) return undefined;
		const close = closingParenthesis(rest, 1);
		return {length: close + 1, variables: rest.slice(0, close).match(/[A-Za-z_]\w*/g) ?? []};
	},
	(rest, quoted) => {
		if (!(rest.startsWith('$(') || (!quoted && /^[<>]\(/.test(rest)))) return undefined;
		const close = closingParenthesis(rest, 1);
		return {length: close + 1, inner: rest.slice(2, close), computed: true};
	},
	(rest) => {
		const variable = /^\$(?:\{[#!]?(\w+|[^\s}])[^}]*\}|(\w+|[$?!@*#-]))/.exec(rest);
		const name = variable?.[1] ?? variable?.[2];
		return variable && name ? {length: variable[0].length, variables: [name]} : undefined;
	},
	(rest) => {
		if (!rest.startsWith('`')) return undefined;
		const close = endOf(rest, '`', 1);
		return {length: close + 1, inner: rest.slice(1, close), computed: true};
	},
	(rest, quoted) => {
		const open = /^\$?'/.exec(rest)?.[0].length;
		if (quoted || open === undefined) return undefined;
		const close = endOf(rest, "'", open);
		const text = rest.slice(open, close);
		return {length: close + 1, text: open === 2 ? decodeEscapes(text) : text};
	},
	(rest, quoted) => {
		if (quoted || !/^[*?[\]]/.test(rest)) return undefined;
		return {length: 1, text: rest.charAt(0), computed: rest.charAt(0) !== ']'};
	},
	// A dollar sign that expands nothing; before a double quote it asks for a translation.
	(rest) =>
		rest.startsWith('$') ? {length: 1, text: rest.charAt(1) === '"' ? '' : '$'} : undefined,
	(rest, quoted) => (quoted && rest !== '' ? {length: 1, text: rest.charAt(0)} : undefined),
];

/** Reads the word at the beginning of the text. */
export function readShellWord(text: string): ReadShellWord {
	const pieces: Piece[] = [];
	let length = 0;
	let quoted = false;
	for (;;) {
		const rest = text.slice(length);
		const piece = rest === '' ? undefined : firstPiece(rest, quoted);
		if (piece === undefined) break;
		if (piece.turnsQuotes) quoted = !quoted;
		pieces.push(piece);
		length += piece.length;
	}
	return {
		word: {
			text: pieces.map((piece) => piece.text ?? '').join(''),
			variables: pieces.flatMap((piece) => piece.variables ?? []),
			computed: pieces.some((piece) => piece.computed),
		},
		length: Math.min(length, text.length),
		inner: pieces.flatMap((piece) => piece.inner ?? []),
	};
}

function firstPiece(rest: string, quoted: boolean): Piece | undefined {
	for (const rule of RULES) {
		const piece = rule(rest, quoted);
		if (piece) return piece;
	}
	return undefined;
}

function endOf(text: string, sign: string, from: number): number {
	const end = text.indexOf(sign, from);
	return end < 0 ? text.length : end;
}

/** The index that closes the parenthesis at `open`; the length of the text where nothing does. */
function closingParenthesis(text: string, open: number): number {
	let depth = 0;
	// Quoted and escaped text is skipped as a whole.
	const signs = /\\[\s\S]|'[^']*'|"(?:\\[\s\S]|[^"\\])*"|[()]/g;
	signs.lastIndex = open;
	for (let sign = signs.exec(text); sign; sign = signs.exec(text)) {
		if (sign[0] === '(') depth += 1;
		if (sign[0] === ')') depth -= 1;
		if (depth === 0) return sign.index;
	}
	return text.length;
}

/** The escapes of `$'…'`, `echo -e` and printf that stand for a character (bash(1), QUOTING). */
export function decodeEscapes(text: string): string {
	return text.replaceAll(
		/\\(?:x([0-9a-fA-F]{1,2})|[uU]([0-9a-fA-F]{1,6})|0?([0-7]{1,3}))/g,
		(_whole, hex: string | undefined, unicode: string | undefined, octal: string | undefined) => {
			const code =
				octal === undefined
					? Number.parseInt(hex ?? unicode ?? '0', 16)
					: Number.parseInt(octal, 8);
			return code <= 0x10ffff ? String.fromCodePoint(code) : '';
		},
	);
}
