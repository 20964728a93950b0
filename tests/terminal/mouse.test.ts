import {describe, expect, test} from 'vitest';
import {createInputAdjuster} from '../../src/terminal/adjust-input.js';
import {type MouseEvent, mouseBytes, parseMouse} from '../../src/terminal/mouse.js';

const MODES = {applicationCursorKeys: false, bracketedPaste: false};

describe('what a terminal says of the mouse', () => {
	test.each<[claim: string, sent: string, event: Partial<MouseEvent> | undefined]>([
		['a press', '\x1b[<0;1;1M', {kind: 'press', button: 0, place: {x: 0, y: 0}}],
		['its release', '\x1b[<0;80;24m', {kind: 'release', button: 0, place: {x: 79, y: 23}}],
		['a drag', '\x1b[<32;300;2M', {kind: 'drag', button: 0, place: {x: 299, y: 1}}],
		['the right button, with Ctrl', '\x1b[<18;1;1M', {kind: 'press', button: 2}],
		['the wheel up', '\x1b[<64;5;6M', {kind: 'wheel', button: 0}],
		['the wheel down', '\x1b[<65;5;6M', {kind: 'wheel', button: 1}],
		['a wheel to the side is none of ours', '\x1b[<66;5;6M', undefined],
		['a further button neither', '\x1b[<128;5;6M', undefined],
		['no place before the first', '\x1b[<0;0;1M', undefined],
		['a key', '\x1b[A', undefined],
		['too many numbers', '\x1b[<0;1;1;1M', undefined],
	])('%s', (_claim, sent, event) => {
		const parsed = parseMouse(sent);
		if (event === undefined) expect(parsed).toBeUndefined();
		else expect(parsed).toMatchObject(event);
	});

	test.each(['\x1b[<0;10;5M', '\x1b[<64;10;5M', '\x1b[<99999;x'])(
		'%j never reaches a shell, wherever it is cut',
		(sent) => {
			for (let cut = 1; cut < sent.length; cut++) {
				const adjuster = createInputAdjuster();
				const parts = [sent.slice(0, cut), sent.slice(cut)].flatMap((chunk) =>
					adjuster.adjust(Buffer.from(chunk), MODES),
				);
				expect(parts.filter(({kind}) => kind === 'shell')).toEqual([]);
			}
		},
	);

	test('what is typed before and behind it does', () => {
		const parts = createInputAdjuster().adjust(Buffer.from('l\x1b[<0;10;5Ms'), MODES);
		expect(parts.map(({kind}) => kind)).toEqual(['shell', 'mouse', 'shell']);
	});
});

describe('what a program is told that asked for it', () => {
	const event = parseMouse('\x1b[<0;10;5M') as MouseEvent;
	const told = (of: MouseEvent, drags: boolean, isSgr: boolean, x = 2): string =>
		Buffer.from(mouseBytes(of, {x, y: 1}, {drags, isSgr})).toString('latin1');
	const drag = parseMouse('\x1b[<32;10;5M') as MouseEvent;
	const release = parseMouse('\x1b[<0;10;5m') as MouseEvent;

	test('the place on its own screen, in the form it asked for', () => {
		expect(told(event, false, true)).toBe('\x1b[<0;3;2M');
		expect(told(release, false, true)).toBe('\x1b[<0;3;2m');
		expect(told(event, false, false)).toBe('\x1b[M #"');
		expect(told(release, false, false)).toBe('\x1b[M##"');
	});

	test('no drag where it asked for buttons alone', () => {
		expect(told(drag, false, true)).toBe('');
		expect(told(drag, true, true)).toBe('\x1b[<32;3;2M');
	});

	test('nothing where the old form has no number for the column', () => {
		expect(told(event, false, false, 222)).not.toBe('');
		expect(told(event, false, false, 223)).toBe('');
	});
});
