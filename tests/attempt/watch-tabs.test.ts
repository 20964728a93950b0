import {expect, test} from 'vitest';
import {textOf, watchTabs} from '../../src/attempt/watch-tabs.js';
import type {TabEvent} from '../../src/domain/ports.js';
import {markPrefix} from '../../src/domain/shell-mark.js';
import {command} from '../domain/evidence-of.js';
import {firstLesson} from '../session/sample-course.js';
import {createFakeAttempt} from './fake-attempt.js';

const running = (output: string): TabEvent => ({
	kind: 'running',
	tab: 'shell',
	command: command('chroot ~/box /bin/sh', output, {status: undefined}),
});
const prompt: TabEvent = {kind: 'prompt', tab: 'shell', command: undefined};

/** How often the shell was ready after these events. */
function readyAfter(events: readonly TabEvent[]): number {
	const attempt = createFakeAttempt(firstLesson.exercise);
	let tell: (event: TabEvent) => void = () => {};
	const onTabEvent = (listener: (event: TabEvent) => void) => {
		tell = listener;
		return () => {};
	};
	const tabs = watchTabs({...attempt, onTabEvent}, undefined);
	for (const event of events) tell(event);
	return tabs.shown('shell').ready;
}

test.each([
	['a prompt', [prompt], 1],
	['a command that runs and prints', [prompt, running('12 files\n')], 1],
	['the prompt of a shell without marks', [prompt, running('# ')], 2],
	['the same prompt, told again', [prompt, running('# '), running('# ls\n# ')], 2],
	['two such shells, one after the other', [prompt, running('$ '), prompt, running('# ')], 4],
] as const)('a script may go on after %s', (_what, events, times) => {
	expect(readyAfter(events)).toBe(times);
});

test('of a line without end a reason quotes the last words', async () => {
	const attempt = createFakeAttempt(firstLesson.exercise);
	const tabs = watchTabs(attempt, {columns: 80, rows: 24}, 1);
	for (let count = 0; count < 40; count++) attempt.terminal('shell').print('x'.repeat(100_000));
	attempt.terminal('shell').print(' the end');
	expect(tabs.shown('shell').output.length).toBeLessThan(300_000);
	const reason = await tabs.until(() => false, '"three"', 'shell').catch(String);
	expect(reason).toMatch(/it shows: … x+ the end$/);
	expect(String(reason).length).toBeLessThan(600);
	tabs.close();
});

test('what earlier waits have used up stays used up, however much is printed after it', () => {
	const attempt = createFakeAttempt(firstLesson.exercise);
	const tabs = watchTabs(attempt, {columns: 80, rows: 24});
	const shown = tabs.shown('shell');
	const line = '\u001b[31m12 files\u001b[m\r\n';
	attempt.terminal('shell').print(line.repeat(10_000));
	shown.read = textOf(shown.output).length;
	attempt.terminal('shell').print(`${line.repeat(6000)}over\r\n`);
	const rest = textOf(shown.output).slice(shown.read);
	expect(rest === `${'12 files\r\n'.repeat(6000)}over\r\n`).toBe(true);
	tabs.close();
});

test('what a tab shows is told without the marks of its shell', async () => {
	const attempt = createFakeAttempt(firstLesson.exercise);
	const tabs = watchTabs(attempt, {columns: 80, rows: 24}, 1);
	const line = Buffer.from('sleep 60 >&2 &').toString('base64');
	attempt
		.terminal('shell')
		.print(`one\r\n${markPrefix('key')}prompt;0;7;${line}+/=\u0007\u001b[1mtwo\u001b[m\r\n$ `);
	await expect(tabs.until(() => false, '"three"', 'shell')).rejects.toThrow(
		/it shows: one \| two \| \$$/,
	);
	tabs.close();
});
