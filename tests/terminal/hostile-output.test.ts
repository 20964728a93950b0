import {expect, test, vi} from 'vitest';
import {createScreen, type Screen} from '../../src/terminal/screen.js';

const SIZE = {columns: 40, rows: 6};

/** Every row as it goes to the outer terminal. */
const rowsOf = (screen: Screen): string =>
	Array.from({length: SIZE.rows}, (_, y) =>
		screen.row(y, {left: 0, columns: SIZE.columns, colour: true}),
	).join('');

/** What is left once attributes (SGR), places in the row (CHA) and blanks (ECH) are taken out. */
const withoutPaint = (painted: string): string =>
	// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for
	painted.replaceAll(/\u001b\[[\d;]*[mGX]/g, '');

const ANY_CONTROL = /\p{Cc}/u;

test.each([
	['the title of the window', '\u001b]0;owned\u0007\u001b]2;owned\u001b\\'],
	['the clipboard (OSC 52)', '\u001b]52;c;ZXZpbA==\u0007'],
	['a link to a file (OSC 8)', '\u001b]8;;file:///etc/passwd\u0007text\u001b]8;;\u0007'],
	['a link that starts a program', '\u001b]8;;ssh://-oProxyCommand=x\u0007text\u001b]8;;\u0007'],
	['a link with a control in it', '\u001b]8;;https://x/\u009c\u009b2J\u0007text\u001b]8;;\u0007'],
	['a link without end', `\u001b]8;;https://${'x'.repeat(5000)}\u0007text`],
	['a notification (OSC 9, 777)', '\u001b]9;owned\u0007\u001b]777;notify;a;b\u0007'],
	[
		'a device control string',
		'\u001bP$q"p\u001b\\\u001bP+q544e\u001b\\\u001bPtmux;\u001b\u001b]0;x\u0007\u001b\\',
	],
	[
		'an image (kitty, iTerm)',
		'\u001b_Gf=24,s=1,v=1;AAAA\u001b\\\u001b]1337;File=inline=1:AAAA\u0007',
	],
	[
		'eight-bit controls',
		Buffer.from('\u009b2J\u009d0;owned\u009c\u0090q\u009c', 'utf8').toString(),
	],
	[
		'modes, mouse and alternate screen',
		'\u001b[?1000h\u001b[?1049h\u001b[?2004h\u001b[?9001h\u001b>\u001bc',
	],
	[
		'scrollback and margins',
		'\u001b[3J\u001b[2;3r\u001b[?69h\u001b[999;999H\u001b[22t\u001b[8;1;1t',
	],
	['a string that never ends', `\u001b]0;${'x'.repeat(100_000)}`],
])('%s stays in the pane', (_name, hostile) => {
	const screen = createScreen(SIZE);
	screen.write(Buffer.from(`before ${hostile}`));
	expect(withoutPaint(rowsOf(screen))).not.toMatch(ANY_CONTROL);
	screen.close();
});

test('answers to what a program asks of its terminal go to that program', () => {
	const screen = createScreen(SIZE);
	const answers: string[] = [];
	let print: (bytes: Uint8Array) => void = () => {};
	screen.follow({
		onOutput: (listener) => {
			print = listener;
			return () => {};
		},
		write: (bytes) => void answers.push(Buffer.from(bytes).toString()),
	});
	print(Buffer.from('\u001b[c\u001b[6n\u001b[>c\u001b]10;?\u0007\u001b[21t\u001bP$qm\u001b\\'));
	expect(answers).toContain('\u001b[1;1R');
	// None of them ends a line: what was asked for is not run by a shell.
	expect(answers.join('')).not.toMatch(/[\r\n]/);
	expect(withoutPaint(rowsOf(screen))).not.toMatch(ANY_CONTROL);
	screen.close();
});

test('random bytes paint nothing but text, and nothing is said of them on the console', () => {
	// A linear congruential generator: the same bytes at each run.
	let state = 20_261_123;
	const next = (below: number): number => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
	const logged = ['error', 'warn', 'log', 'info'].map((name) =>
		vi.spyOn(console, name as 'error').mockImplementation(() => {}),
	);
	const screen = createScreen(SIZE);
	const likely = [0x1b, 0x5b, 0x5d, 0x50, 0x07, 0x9b, 0xc2, 0xe2, 0xf0, 0x3b, 0x30];
	for (let round = 0; round < 300; round += 1) {
		const bytes = Buffer.from(
			Array.from({length: 200}, () =>
				next(3) === 0 ? (likely[next(likely.length)] ?? 0) : next(256),
			),
		);
		screen.write(bytes);
		expect(withoutPaint(rowsOf(screen))).not.toMatch(ANY_CONTROL);
	}
	screen.close();
	for (const spy of logged) {
		expect(spy).not.toHaveBeenCalled();
		spy.mockRestore();
	}
});
