import {describe, expect, test} from 'vitest';
import {createMarkParser, type TerminalPiece} from '../../src/domain/parse-marks.js';
import type {ShellMark} from '../../src/domain/shell-mark.js';

const KEY = 'c0ffee';
const mark = (text: string): string => `\u001b]7777;${KEY};${text}\u0007`;
const base64 = (text: string): string => Buffer.from(text).toString('base64');

const prompt: ShellMark = {
	kind: 'prompt',
	status: 2,
	shellPid: 57,
	line: 'ls ü;\nls',
	pipeline: [0, 2],
	shell: '57.4711',
	isTold: true,
	job: 61,
};
const promptText = mark(`prompt;2;57;${base64('ls ü;\nls')};0 2;57.4711;1;61`);

/** Marks, and the bytes between them put together. */
function read(chunks: readonly Uint8Array[]): readonly (ShellMark | string)[] {
	const parse = createMarkParser(KEY);
	const read: (ShellMark | string)[] = [];
	const bytes: Uint8Array[] = [];
	const flush = (): void => {
		const text = Buffer.concat(bytes.splice(0)).toString('latin1');
		if (text !== '') read.push(text);
	};
	for (const piece of chunks.flatMap((chunk): readonly TerminalPiece[] => parse(chunk))) {
		if (piece.kind === 'output') bytes.push(piece.bytes);
		else {
			flush();
			read.push(piece.mark);
		}
	}
	flush();
	return read;
}

const stream = Buffer.concat([
	Buffer.from('\u001b]0;title\u0007$ ls\r\n', 'latin1'),
	Buffer.from(mark('run;57'), 'latin1'),
	// Not UTF-8, beginnings of a mark that are none, and another sandbox's mark.
	Buffer.from([0xff, 0x00, 0x1b, 0x5d, 0x37, 0x1b]),
	Buffer.from('\u001b]7777;beef;run;1\u0007\u001b]7777;c0ff\u001b]77', 'latin1'),
	Buffer.from(promptText, 'latin1'),
	Buffer.from('$ ', 'latin1'),
	Buffer.from(mark('ended;1'), 'latin1'),
]);
const expected = [
	'\u001b]0;title\u0007$ ls\r\n',
	{kind: 'run', shellPid: 57},
	'\u00ff\u0000\u001b]7\u001b\u001b]7777;beef;run;1\u0007\u001b]7777;c0ff\u001b]77',
	prompt,
	'$ ',
	{kind: 'ended', status: 1},
];

describe('marks are taken out and every other byte is left as it was', () => {
	test('in one chunk', () => {
		expect(read([stream])).toEqual(expected);
	});

	test('with the stream cut in two anywhere', () => {
		for (let cut = 0; cut <= stream.length; cut += 1) {
			expect(read([stream.subarray(0, cut), stream.subarray(cut)]), `cut at ${cut}`).toEqual(
				expected,
			);
		}
	});

	test('byte by byte', () => {
		expect(read([...stream].map((byte) => Buffer.from([byte])))).toEqual(expected);
	});
});

describe('what only looks like a mark is output', () => {
	test.each([
		['another key', '\u001b]7777;other;run;5\u0007'],
		['an unknown word', mark('stop;5')],
		['a missing field', mark('prompt;0;5')],
		['a field too many', mark('prompt;0;5;bHM=;0;57.1;1;0;x')],
		['a number that is none', mark('run;x')],
	])('%s', (_name, text) => {
		expect(read([Buffer.from(`a${text}b`, 'latin1')])).toEqual([`a${text}b`]);
	});

	test('a beginning without an end does not hold the output back for ever', () => {
		const endless = Buffer.from(`${mark('run;1').slice(0, -1)}${'x'.repeat(600 * 1024)}`, 'latin1');
		expect(read([endless])).toEqual([endless.toString('latin1')]);
	});
});

test('a long command line comes whole', () => {
	const line = 'echo '.repeat(20_000).trim();
	const text = Buffer.from(mark(`prompt;0;1;${base64(line)}`), 'latin1');
	expect(read([text.subarray(0, 70_000), text.subarray(70_000)])).toMatchObject([{line}]);
});
