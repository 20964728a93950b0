import {describe, expect, test} from 'vitest';
import {paintRow, type RowPlace} from '../../src/terminal/frame.js';
import {createEmulator, looksOf} from './emulator.js';

const TEN: RowPlace = {left: 0, columns: 10, colour: true};

async function painted(printed: string, place: RowPlace = TEN): Promise<string> {
	const {terminal, write} = createEmulator(10, 2);
	await write(printed);
	const buffer = terminal.buffer.active;
	return paintRow(buffer.getLine(0), place, buffer.getNullCell());
}

describe('a row of cells becomes text', () => {
	test.each<[claim: string, printed: string, row: string]>([
		['blank rows are erased', '', '\x1b[10X'],
		['few blanks are written', 'abcdefgh', 'abcdefgh  '],
		['many blanks are erased', 'ab', 'ab\x1b[8X'],
		['blanks between words stay', 'a   b', 'a   b\x1b[5X'],
		['attributes end where the text ends', '\x1b[1mab\x1b[0mc', '\x1b[1mab\x1b[0mc\x1b[7X'],
		['one style follows another', '\x1b[31ma\x1b[32mb', '\x1b[31ma\x1b[0m\x1b[32mb\x1b[0m\x1b[8X'],
		['bright colours', '\x1b[94;101mab', '\x1b[94;101mab\x1b[0m\x1b[8X'],
		['256 colours', '\x1b[38;5;208;48;5;17ma', '\x1b[38;5;208;48;5;17ma\x1b[0m\x1b[9X'],
		['true colours', '\x1b[38;2;1;2;3ma', '\x1b[38;2;1;2;3ma\x1b[0m\x1b[9X'],
		['a coloured background keeps its blanks', '\x1b[44m  \x1b[0m', '\x1b[44m  \x1b[0m\x1b[8X'],
		['every attribute', '\x1b[1;2;3;4;5;7;8;9;53ma', '\x1b[1;2;3;4;5;7;8;9;53ma\x1b[0m\x1b[9X'],
		['the column is said after what is not ASCII', 'aé!', 'aé\x1b[3G!\x1b[7X'],
		['the column is said after wide characters', '日a', '日\x1b[3Ga\x1b[7X'],
		['every underline', '\x1b[4:3;58:5:9ma', '\x1b[4;4:3;58:5:9ma\x1b[0m\x1b[9X'],
		['its true colour', '\x1b[4;58:2::1:2:3ma', '\x1b[4;58:2::1:2:3ma\x1b[0m\x1b[9X'],
		['half of a wide character is a blank', '漢字\x1b[2G\x1b[@', '   字\x1b[6G\x1b[5X'],
		['blanks of one style do not wander into the next', 'a \x1b[7mb', 'a \x1b[7mb\x1b[0m\x1b[7X'],
	])('%s', async (_claim, printed, row) => {
		expect(await painted(printed)).toBe(row);
	});

	test('without colour the attributes stay', async () => {
		expect(await painted('\x1b[1;31;44mab', {...TEN, colour: false})).toBe(
			'\x1b[1mab\x1b[0m\x1b[8X',
		);
	});

	test('columns are counted on the outer terminal', async () => {
		expect(await painted('é', {...TEN, left: 30})).toBe('é\x1b[32G\x1b[9X');
	});

	test('a narrower place cuts the row', async () => {
		expect(await painted('abcdefgh', {...TEN, columns: 3})).toBe('abc');
	});

	test('a wide character on the edge is left out whole', async () => {
		expect(await painted('ab日', {...TEN, columns: 3})).toBe('ab ');
	});

	test('a wider place is blank beyond the row', async () => {
		expect(await painted('abcdefghij', {...TEN, columns: 20})).toBe('abcdefghij\x1b[10X');
	});

	test('a row that is not there is blank', () => {
		const {terminal} = createEmulator(10, 2);
		expect(paintRow(undefined, TEN, terminal.buffer.active.getNullCell())).toBe('\x1b[10X');
	});
});

// What real programs print: the emulator that is fed with the rows must look like the one that was
// fed with the bytes.
const RECORDED: readonly [program: string, bytes: string][] = [
	[
		'ls --color',
		'\x1b[0m\x1b[01;34mbin\x1b[0m  \x1b[01;36mlib\x1b[0m -> usr/lib  \x1b[30;42mtmp\x1b[0m\r\n',
	],
	['a prompt being edited', '\x1b[32mlearner\x1b[0m:~$ ls\x1b[K\b\b\x1b[1Pcat\x1b[1@x'],
	[
		'top, inverse header',
		'\x1b[H\x1b[J\x1b[7m  PID USER   \x1b[27m\x1b[K\r\n\x1b[1m    1 root\x1b[m\x1b[K',
	],
	[
		'vim on a short file',
		'\x1b[?1049h\x1b[H\x1b[2J\x1b[1;1Hhello\x1b[2;1H\x1b[94m~\x1b[3;1H~\x1b[m\x1b[4;1H\x1b[7m -- INSERT --\x1b[m',
	],
	['background colour erase', '\x1b[44m\x1b[2J\x1b[2;3Hblue\x1b[m'],
	['wide, combining and emoji', '日本語 e\u0301 🎉 ok\r\nпривет'],
	['line drawing', '\x1b(0lqqk\x1b(B\r\n\x1b(0x  x\x1b(B'],
	['a row as wide as the screen', `${'#'.repeat(24)}\x1b[7m${'='.repeat(24)}\x1b[m`],
];

describe('painting shows what the program showed', () => {
	test.each(RECORDED)('%s', async (_program, bytes) => {
		const inner = createEmulator(24, 4);
		const outer = createEmulator(40, 8);
		await inner.write(bytes);
		await outer.write(`\x1b[?7l${'x'.repeat(40)}\r\n`.repeat(8));
		const buffer = inner.terminal.buffer.active;
		for (let y = 0; y < 4; y++) {
			const place = {left: 5, columns: 24, colour: true};
			const row = paintRow(buffer.getLine(buffer.viewportY + y), place, buffer.getNullCell());
			await outer.write(`\x1b[${y + 2};6H${row}`);
		}
		for (let y = 0; y < 4; y++) {
			const seen = outer.terminal.buffer.active;
			const line = looksOf(seen.getLine(seen.viewportY + y + 1));
			expect(line.slice(5, 29)).toEqual(looksOf(buffer.getLine(buffer.viewportY + y)));
		}
	});
});
