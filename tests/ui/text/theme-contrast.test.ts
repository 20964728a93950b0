import {describe, expect, test} from 'vitest';
import {createTheme, type Look, type Scheme, themeOptionsOf} from '../../../src/ui/text/theme.js';
import {AA, contrast} from '../../contrast.js';

interface Palette {
	readonly name: string;
	readonly scheme: Scheme;
	readonly page: string;
	readonly text: string;
	/** What tells the program which terminal it is. */
	readonly env: Readonly<Record<string, string>>;
	/** How much of dim text is the text's own colour, the rest is the page's; a colour where it has one for it. */
	readonly dim: number | string;
	/** Bold text takes the bright colour, by default. */
	readonly boldIsBright: boolean;
	readonly colours: Readonly<Record<string, string>>;
}

const XTERM = {
	...{red: '#cd0000', green: '#00cd00', blue: '#0000ee', magenta: '#cd00cd', cyan: '#00cdcd'},
	...{redBright: '#ff0000', greenBright: '#00ff00', blueBright: '#5c5cff'},
	...{magentaBright: '#ff00ff', cyanBright: '#00ffff', yellowBright: '#ffff00'},
};
const VTE = {
	...{red: '#c01c28', green: '#26a269', blue: '#12488b', magenta: '#a347ba', cyan: '#2aa1b3'},
	...{redBright: '#f66151', greenBright: '#33d17a', blueBright: '#2a7bde'},
	...{magentaBright: '#c061cb', cyanBright: '#33c7de', yellowBright: '#e9ad0c'},
};
const LINUX = {
	...{red: '#aa0000', green: '#00aa00', blue: '#0000aa', magenta: '#aa00aa', cyan: '#00aaaa'},
	...{redBright: '#ff5555', greenBright: '#55ff55', blueBright: '#5555ff'},
	...{magentaBright: '#ff55ff', cyanBright: '#55ffff', yellowBright: '#ffff55'},
};
const CAMPBELL = {
	...{red: '#c50f1f', green: '#13a10e', blue: '#0037da', magenta: '#881798', cyan: '#3a96dd'},
	...{redBright: '#e74856', greenBright: '#16c60c', blueBright: '#3b78ff'},
	...{magentaBright: '#b4009e', cyanBright: '#61d6d6', yellowBright: '#f9f1a5'},
};
const CODE_DARK = {
	...{red: '#cd3131', green: '#0dbc79', blue: '#2472c8', magenta: '#bc3fbc', cyan: '#11a8cd'},
	...{redBright: '#f14c4c', greenBright: '#23d18b', blueBright: '#3b8eea'},
	...{magentaBright: '#d670d6', cyanBright: '#29b8db', yellowBright: '#f5f543'},
};
const CODE_LIGHT = {
	...{red: '#cd3131', green: '#107c10', blue: '#0451a5', magenta: '#bc05bc', cyan: '#0598bc'},
	...{redBright: '#cd3131', greenBright: '#14ce14', blueBright: '#0451a5'},
	...{magentaBright: '#bc05bc', cyanBright: '#0598bc', yellowBright: '#b5ba00'},
};

const VSCODE = {TERM_PROGRAM: 'vscode'};
const WINDOWS = {WT_SESSION: '0'};
/** The palettes that these terminals come with. */
const PALETTES: readonly Palette[] = [
	{
		name: 'xterm, reverse video',
		scheme: 'dark',
		page: '#000000',
		text: '#e5e5e5',
		env: {},
		dim: 2 / 3,
		boldIsBright: true,
		colours: XTERM,
	},
	{
		name: 'xterm',
		scheme: 'light',
		page: '#ffffff',
		text: '#000000',
		env: {},
		dim: 2 / 3,
		boldIsBright: true,
		colours: XTERM,
	},
	{
		name: 'GNOME Terminal, dark',
		scheme: 'dark',
		page: '#1e1e1e',
		text: '#ffffff',
		env: {},
		dim: 2 / 3,
		boldIsBright: false,
		colours: VTE,
	},
	{
		name: 'GNOME Terminal, light',
		scheme: 'light',
		page: '#ffffff',
		text: '#1e1e1e',
		env: {},
		dim: 2 / 3,
		boldIsBright: false,
		colours: VTE,
	},
	{
		name: 'the Linux console',
		scheme: 'dark',
		page: '#000000',
		text: '#aaaaaa',
		env: {TERM: 'linux'},
		dim: '#555555',
		boldIsBright: true,
		colours: LINUX,
	},
	{
		name: 'Windows Terminal, Campbell',
		scheme: 'dark',
		page: '#0c0c0c',
		text: '#cccccc',
		env: WINDOWS,
		dim: 1 / 2,
		boldIsBright: true,
		colours: CAMPBELL,
	},
	{
		name: 'VS Code, Dark+',
		scheme: 'dark',
		page: '#1e1e1e',
		text: '#cccccc',
		env: VSCODE,
		dim: 1 / 2,
		boldIsBright: true,
		colours: CODE_DARK,
	},
	{
		name: 'VS Code, Light+',
		scheme: 'light',
		page: '#ffffff',
		text: '#333333',
		env: VSCODE,
		dim: 1 / 2,
		boldIsBright: true,
		colours: CODE_LIGHT,
	},
];

const mixed = (text: string, page: string, share: number): string =>
	`#${[1, 3, 5]
		.map((at) => [text, page].map((colour) => Number.parseInt(colour.slice(at, at + 2), 16)))
		.map(([own = 0, other = 0]) => Math.round(own * share + other * (1 - share)))
		.map((part) => part.toString(16).padStart(2, '0'))
		.join('')}`;

/** Lines are no text; all else is read. */
const NO_TEXT: readonly Look[] = ['rule'];

/** Every colour in which the terminal may draw the look. */
function drawn(look: Look, palette: Palette): readonly string[] {
	const {scheme, text, page, dim, boldIsBright, colours, env} = palette;
	const {looks} = createTheme({...themeOptionsOf(env), colour: true, scheme});
	const {color, bold, dimColor} = looks[look];
	const own = color === undefined ? text : (colours[color] ?? '');
	const faint = typeof dim === 'string' ? dim : mixed(own, page, dim);
	const bright = colours[`${color?.replace('Bright', '')}Bright`] ?? own;
	return [dimColor ? faint : own, ...(bold && boldIsBright ? [bright] : [])];
}

describe.each(PALETTES)('in the palette of $name', (palette) => {
	const looks = Object.keys(createTheme({colour: true, unicode: true}).looks) as Look[];

	test.each(looks.filter((look) => !NO_TEXT.includes(look)))('%s can be read: 4.5:1', (look) => {
		for (const colour of drawn(look, palette)) {
			expect(colour).toMatch(/^#[0-9a-f]{6}$/);
			expect(contrast(colour, palette.page)).toBeGreaterThanOrEqual(AA);
		}
	});
});

test('the contrast of two colours is that of the standard’s own examples', () => {
	expect(contrast('#ffffff', '#000000')).toBeCloseTo(21, 5);
	expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

test.each([
	[{}, undefined],
	[{COLORFGBG: '15;0'}, 'dark'],
	[{COLORFGBG: '0;15'}, 'light'],
	[{COLORFGBG: '0;default;7'}, 'light'],
	[{COLORFGBG: '7;8'}, 'dark'],
	[{COLORFGBG: '0;15', CONTAINER_LESSONS_THEME: 'dark'}, 'dark'],
	[{CONTAINER_LESSONS_THEME: 'light'}, 'light'],
] as const)('of %o the background is taken to be %s', (env, scheme) => {
	expect(themeOptionsOf(env).scheme).toBe(scheme);
});
