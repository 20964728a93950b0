import {expect, test} from 'vitest';
import {holdTyping} from '../../src/attempt/hold-typing.js';
import {firstLesson} from '../session/sample-course.js';
import {createFakeAttempt} from './fake-attempt.js';

const SIZE = {columns: 80, rows: 12};

function open() {
	const attempt = createFakeAttempt(firstLesson.exercise);
	let settle = (): void => {};
	const done = new Promise<void>((resolve) => {
		settle = resolve;
	});
	const held = holdTyping(attempt, done);
	held.openTab('shell', SIZE);
	const written = (): string => attempt.terminal('shell').written;
	const type = (text: string): void => held.type('shell', Buffer.from(text));
	return {held, type, written, settle, done, attempt};
}

test('what is typed while steps are done again arrives after them, in its order', async () => {
	const {type, written, settle, done} = open();
	type('cat /proc/version');
	type('\r');
	expect(written()).toBe('');
	settle();
	await done;
	type('exit\r');
	expect(written()).toBe('cat /proc/version\rexit\r');
});

test('an answer waits as well', async () => {
	const {held, attempt, settle, done} = open();
	held.answer('1');
	expect(attempt.answered).toEqual([]);
	settle();
	await done;
	expect(attempt.answered).toEqual(['1']);
});

test('Ctrl-C does not wait, for what is being done again may hang', () => {
	const {type, written} = open();
	type('x');
	type('\u0003');
	expect(written()).toBe('x\u0003');
});
