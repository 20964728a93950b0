import {expect, test} from 'vitest';
import {createPromptFinder} from '../../src/domain/parse-marks.js';
import {markPrefix} from '../../src/domain/shell-mark.js';

const prompt = `${markPrefix('k1')}prompt;0;7;bHM=\u0007`;
const run = `${markPrefix('k1')}run;7\u0007`;
const stream = `before${prompt}$ ls\r\n${run}a \u001b[1mb\u001b[0m é\r\n${prompt}$ `;

/** Parts as text, neighbouring bytes joined, prompts as a pilcrow. */
function read(chunks: readonly Uint8Array[]): string {
	const split = createPromptFinder();
	return Buffer.concat(
		chunks
			.flatMap((chunk) => [...split(chunk)])
			.map((part) => (part.kind === 'prompt' ? Buffer.from('¶') : part.bytes)),
	).toString('utf8');
}

const expected = 'before¶$ ls\r\na \u001b[1mb\u001b[0m é\r\n¶$ ';

test('marks are taken out and prompts are found', () => {
	expect(read([Buffer.from(stream)])).toBe(expected);
});

test('it does not matter where the stream is cut', () => {
	const bytes = Buffer.from(stream);
	for (let cut = 1; cut < bytes.length; cut += 1) {
		expect(read([bytes.subarray(0, cut), bytes.subarray(cut)])).toBe(expected);
	}
	expect(read([...bytes].map((byte) => Uint8Array.of(byte)))).toBe(expected);
});

test('what only begins like a mark is output', () => {
	expect(read([Buffer.from('\u001b]0;title\u0007 \u001b]777')])).toBe('\u001b]0;title\u0007 ');
	expect(read([Buffer.from('\u001b]777'), Buffer.from('8;x')])).toBe('\u001b]7778;x');
});
