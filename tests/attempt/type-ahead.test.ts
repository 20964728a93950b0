import {beforeEach, expect, onTestFinished, test, vi} from 'vitest';
import {createTypeAhead, type TypeAhead} from '../../src/attempt/type-ahead.js';

let sent: string;
let typeAhead: TypeAhead;
beforeEach(() => {
	vi.useFakeTimers();
	sent = '';
	typeAhead = createTypeAhead((tab, bytes) => {
		sent += `${tab}:${Buffer.from(bytes).toString()} `;
	});
	onTestFinished(() => {
		typeAhead.close();
		vi.useRealTimers();
	});
});

const type = (text: string, tab = 'shell'): void => typeAhead.type(tab, Buffer.from(text));
const print = (text: string, tab = 'shell'): void => typeAhead.prints(tab, Buffer.from(text));
const MARK = '\u001b]7777;key;prompt\u0007';

/** The shell shows a prompt, its mark and its text in two pieces. */
function showPrompt(tab = 'shell'): void {
	typeAhead.prompts(tab);
	print(MARK, tab);
	print('$ ', tab);
}

test('waits for the prompt itself, and not for its mark alone', () => {
	type('l');
	typeAhead.starts('shell');
	type('s\r');
	print('motd\r\n');
	typeAhead.prompts('shell');
	print(MARK);
	expect(sent).toBe('');
	print('$ ');
	expect(sent).toBe('shell:ls\r ');
	type('id\r');
	showPrompt();
	expect(sent).toBe('shell:ls\r shell:id\r ');
});

test('each terminal waits for its own shell', () => {
	for (const tab of ['shell', 'outside']) typeAhead.starts(tab);
	type('one', 'outside');
	type('two');
	showPrompt();
	expect(sent).toBe('shell:two ');
	showPrompt('outside');
	expect(sent).toBe('shell:two outside:one ');
});

test('waits again when the shell has been replaced', () => {
	typeAhead.starts('shell');
	showPrompt();
	typeAhead.starts('shell');
	type('for the new one');
	expect(sent).toBe('');
	showPrompt();
	expect(sent).toBe('shell:for the new one ');
});

test('what follows a Ctrl-C waits for the prompt that comes after it', () => {
	typeAhead.starts('shell');
	type('given up\u0003kept\r');
	showPrompt();
	expect(sent).toBe('shell:given up\u0003 ');
	vi.advanceTimersByTime(999);
	expect(sent).toBe('shell:given up\u0003 ');
	// A shell that was about to read has the signal, and looks for it only with the next key.
	vi.advanceTimersByTime(1);
	expect(sent).toBe('shell:given up\u0003 shell:\u0003 ');
	// However long a busy host takes for it.
	vi.advanceTimersByTime(9_000);
	type('and more');
	expect(sent).toBe('shell:given up\u0003 shell:\u0003 ');
	showPrompt();
	expect(sent).toBe('shell:given up\u0003 shell:\u0003 shell:kept\rand more ');
	type('!');
	expect(sent).toContain('and more shell:! ');
});

test('an empty prompt does not keep it', () => {
	typeAhead.starts('shell');
	type('ls\r');
	typeAhead.prompts('shell');
	print(MARK);
	vi.advanceTimersByTime(200);
	expect(sent).toBe('shell:ls\r ');
});

test('a shell that hangs before its first prompt is reached by a Ctrl-C in the end', () => {
	typeAhead.starts('shell');
	type('\u0003');
	vi.advanceTimersByTime(9_999);
	expect(sent).toBe('');
	vi.advanceTimersByTime(1);
	expect(sent).toBe('shell:\u0003 ');
});

test('bytes are kept as they were when they were typed', () => {
	const bytes = Buffer.from('kept');
	typeAhead.type('shell', bytes);
	bytes.fill(0);
	typeAhead.starts('shell');
	showPrompt();
	expect(sent).toBe('shell:kept ');
});
