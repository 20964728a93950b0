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
	| 'marked'
	/** What has just been made. */
	| 'fresh';

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

/** What the terminal's background is. */
export type Scheme = 'dark' | 'light';

const COLOURLESS = {
	plain: {},
	strong: {bold: true},
	emphasis: {italic: true},
	quiet: {dimColor: true},
	title: {bold: true},
	rule: {dimColor: true},
	marked: {inverse: true},
} as const satisfies Partial<Record<Look, TextStyle>>;

/**
 * Colours of the terminal's own palette. No one of them can be read on a dark and on a light background, so each
 * has its own; that all of them reach 4.5:1 in the palettes that terminals come with is measured
 * (tests/ui/text/theme-contrast.test.ts). Bold text may be drawn in the bright variant of its colour.
 */
const COLOURED: Readonly<Record<Scheme, Readonly<Record<Look, TextStyle>>>> = {
	dark: {
		...COLOURLESS,
		code: {color: 'cyan'},
		heading: {color: 'cyan', bold: true},
		accent: {color: 'yellowBright', bold: true},
		key: {color: 'cyan', bold: true},
		passed: {color: 'green', bold: true},
		'not-yet': {color: 'cyan', bold: true},
		failed: {color: 'redBright', bold: true},
		'cannot-tell': {color: 'yellowBright', bold: true},
		fresh: {color: 'green', bold: true},
	},
	light: {
		...COLOURLESS,
		code: {color: 'blue'},
		heading: {color: 'blue', bold: true},
		accent: {color: 'magenta'},
		key: {color: 'blue', bold: true},
		passed: {color: 'blue', bold: true},
		'not-yet': {color: 'blue', bold: true},
		failed: {color: 'red'},
		'cannot-tell': {color: 'magenta'},
		fresh: {color: 'magenta'},
	},
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
	/** Undefined where nothing is known: dark, until the terminal tells its background. */
	readonly scheme?: Scheme | undefined;
	/** False where the terminal draws dim text too faint to be read. */
	readonly dim?: boolean;
}

export function createTheme({colour, unicode, scheme = 'dark', dim = true}: ThemeOptions): Theme {
	const coloured = COLOURED[scheme];
	const readable = dim ? coloured : {...coloured, quiet: {}};
	const looks = colour
		? readable
		: (Object.fromEntries(
				Object.entries(readable).map(([look, style]) => [look, withoutColour(style)]),
			) as Record<Look, TextStyle>);
	return {
		looks,
		symbols: unicode ? UNICODE : ASCII,
		walls: unicode ? UNICODE_WALLS : ASCII_WALLS,
	};
}

/**
 * The background, by the learner's own word or by the two colours that some terminals tell (rxvt, Konsole: the
 * last number is the background's, of sixteen; 7 and from 9 on they are light).
 */
function schemeOf(env: Readonly<Record<string, string | undefined>>): Scheme | undefined {
	const asked = env['CONTAINER_LESSONS_THEME'];
	if (asked === 'dark' || asked === 'light') return asked;
	const background = /;(\d+)$/.exec(env['COLORFGBG'] ?? '')?.[1];
	if (background === undefined) return undefined;
	return background === '7' || Number(background) > 8 ? 'light' : 'dark';
}

/**
 * What a terminal's answer to OSC 11 says: `rgb:ffff/ffff/dddd`, one to four digits a part (XParseColor(3)).
 * Undefined where it is no such answer. Where black reads better than white the background is light: by the
 * relative luminance of WCAG 2.1 that is so from 0.179 on.
 */
export function schemeOfAnswer(answer: string): Scheme | undefined {
	const parts = /rgba?:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})/i.exec(answer)?.slice(1);
	if (parts === undefined) return undefined;
	const [red = 0, green = 0, blue = 0] = parts.map((digits) => {
		const share = Number.parseInt(digits, 16) / (16 ** digits.length - 1);
		return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? 'light' : 'dark';
}

/** VS Code and Windows Terminal draw dim text at half its strength, the Linux console in dark grey. */
const drawsDimFaintly = (env: Readonly<Record<string, string | undefined>>): boolean =>
	env['TERM_PROGRAM'] === 'vscode' || Boolean(env['WT_SESSION']) || env['TERM'] === 'linux';

/** What the environment says of colour and characters (no-color.org; locale(7)). */
export function themeOptionsOf(env: Readonly<Record<string, string | undefined>>): ThemeOptions {
	const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
	return {
		colour: !env['NO_COLOR'],
		// A locale that is not set is nobody's choice: minimal hosts and containers have UTF-8 terminals too.
		unicode: locale === '' || /utf-?8/i.test(locale),
		scheme: schemeOf(env),
		dim: !drawsDimFaintly(env),
	};
}
