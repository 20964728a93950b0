/** What a piece of text is; how that looks is decided here alone. */
export type Look =
	| 'plain'
	| 'strong'
	| 'emphasis'
	| 'code'
	| 'quiet'
	| 'title'
	| 'heading'
	| 'accent'
	| 'key'
	| 'rule'
	| 'passed'
	| 'not-yet'
	| 'failed'
	| 'cannot-tell'
	| 'marked';

/** The properties of Ink's Text that a look may set. */
export interface TextStyle {
	readonly color?: string;
	readonly bold?: boolean;
	readonly italic?: boolean;
	readonly underline?: boolean;
	readonly dimColor?: boolean;
	readonly inverse?: boolean;
}

/** Characters that carry meaning beside the colour, each one column wide. */
export interface Symbols {
	readonly passed: string;
	readonly notYet: string;
	readonly failed: string;
	readonly cannotTell: string;
	readonly pointer: string;
	readonly chosen: string;
	readonly open: string;
	readonly core: string;
	readonly done: string;
	readonly seen: string;
	readonly bullet: string;
	readonly bar: string;
	readonly rule: string;
	/** Where a bar begins below a rule. */
	readonly tee: string;
	readonly ellipsis: string;
	readonly up: string;
	readonly down: string;
	readonly left: string;
	readonly right: string;
}

/** What the walls of an X-ray are drawn with, each one column wide. */
interface WallSymbols {
	readonly row: string;
	readonly side: string;
	readonly topLeft: string;
	readonly topRight: string;
	readonly bottomLeft: string;
	readonly bottomRight: string;
	/** Where a wall ends and the next begins. */
	readonly leftTee: string;
	readonly rightTee: string;
	/** Where a wall stands on a row. */
	readonly foot: string;
	/** Before a process that its parent forked. */
	readonly fork: string;
	readonly full: string;
	readonly empty: string;
}

export interface Theme {
	readonly looks: Readonly<Record<Look, TextStyle>>;
	readonly symbols: Symbols;
	readonly walls: WallSymbols;
}

// The sixteen colours of the terminal's own palette, which its owner has made readable on their
// background; yellow and the bright ones are not, on many light ones. Text keeps the default colour.
const COLOURED: Readonly<Record<Look, TextStyle>> = {
	plain: {},
	strong: {bold: true},
	emphasis: {italic: true},
	code: {color: 'cyan'},
	quiet: {dimColor: true},
	title: {bold: true},
	heading: {color: 'blue', bold: true},
	accent: {color: 'magenta', bold: true},
	key: {color: 'cyan', bold: true},
	rule: {dimColor: true},
	passed: {color: 'green', bold: true},
	'not-yet': {color: 'blue', bold: true},
	failed: {color: 'red', bold: true},
	'cannot-tell': {color: 'magenta', bold: true},
	marked: {inverse: true},
};

const withoutColour = ({color, ...style}: TextStyle): TextStyle =>
	// What only a colour would set apart is underlined instead.
	color === undefined || style.bold === true ? style : {...style, underline: true};

const UNICODE: Symbols = {
	passed: '✓',
	notYet: '…',
	failed: '✗',
	cannotTell: '?',
	pointer: '❯',
	chosen: '●',
	open: '○',
	core: '★',
	done: '●',
	seen: '◐',
	bullet: '•',
	bar: '│',
	rule: '─',
	tee: '┬',
	ellipsis: '…',
	up: '↑',
	down: '↓',
	left: '←',
	right: '→',
};

const ASCII: Symbols = {
	passed: '+',
	notYet: '-',
	failed: 'x',
	cannotTell: '?',
	pointer: '>',
	chosen: '*',
	open: 'o',
	core: '*',
	done: '#',
	seen: '~',
	bullet: '-',
	bar: '|',
	rule: '-',
	tee: '+',
	ellipsis: '~',
	up: 'Up',
	down: 'Down',
	left: 'Left',
	right: 'Right',
};

const UNICODE_WALLS: WallSymbols = {
	row: '─',
	side: '│',
	topLeft: '┌',
	topRight: '┐',
	bottomLeft: '└',
	bottomRight: '┘',
	leftTee: '├',
	rightTee: '┤',
	foot: '┴',
	fork: '└',
	full: '█',
	empty: '░',
};

const ASCII_WALLS: WallSymbols = {
	row: '-',
	side: '|',
	topLeft: '+',
	topRight: '+',
	bottomLeft: '+',
	bottomRight: '+',
	leftTee: '+',
	rightTee: '+',
	foot: '+',
	fork: '`',
	full: '#',
	empty: '.',
};

export interface ThemeOptions {
	/** False where NO_COLOR is set. */
	readonly colour: boolean;
	/** False where the locale is not UTF-8. */
	readonly unicode: boolean;
}

export function createTheme({colour, unicode}: ThemeOptions): Theme {
	const looks = colour
		? COLOURED
		: (Object.fromEntries(
				Object.entries(COLOURED).map(([look, style]) => [look, withoutColour(style)]),
			) as Record<Look, TextStyle>);
	return {
		looks,
		symbols: unicode ? UNICODE : ASCII,
		walls: unicode ? UNICODE_WALLS : ASCII_WALLS,
	};
}

/** What the environment says of colour and characters (no-color.org; locale(7)). */
export function themeOptionsOf(env: Readonly<Record<string, string | undefined>>): ThemeOptions {
	const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
	return {
		colour: !env['NO_COLOR'],
		// A locale that is not set is nobody's choice: minimal hosts and containers have UTF-8 terminals too.
		unicode: locale === '' || /utf-?8/i.test(locale),
	};
}
