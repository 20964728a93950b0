import {describe, expect, test} from 'vitest';
import type {Execution} from '../../src/domain/execution.js';
import type {ShellMark} from '../../src/domain/shell-mark.js';
import {createTraceFollower, type TabTrace} from '../../src/evidence/follow-trace.js';

const SHELL = {shell: '20.1', pid: 20};
const mark: Extract<ShellMark, {kind: 'prompt'}> = {
	kind: 'prompt',
	status: 0,
	shellPid: SHELL.pid,
	line: '',
	pipeline: [0],
	shell: SHELL.shell,
	isTold: true,
	job: 0,
};
const record = (command: string, slot = 0): string =>
	['+', slot, SHELL.shell, SHELL.pid, '0', '/', command].join('\u001f').concat('\n');
const PROMPT = record('__lesson_prompt') + record('set +Tx');

function follow() {
	const follower = createTraceFollower();
	const tab = follower.tab(0);
	return {
		follower,
		tab,
		tell: (...texts: readonly string[]) => follower.output(Buffer.from(texts.join(''))),
	};
}
const toldBefore = (tab: TabTrace): Promise<readonly string[] | undefined> =>
	new Promise((resolve) =>
		tab.until(mark, (told) => resolve(told?.map(({words}: Execution) => words.join(' ')))),
	);

test('what was executed before a prompt is told with its mark, whichever comes first', async () => {
	const {tab, tell} = follow();
	tell(record('uname -r'), PROMPT);
	expect(await toldBefore(tab)).toEqual(['uname -r']);
	const later = toldBefore(tab);
	tell(record('id'), PROMPT);
	expect(await later).toEqual(['id']);
});

test('a job from before tells how its own commands ended, not the command at the prompt', async () => {
	const {tab, tell} = follow();
	const ofJob = (command: string, status: number): string =>
		['+', 0, SHELL.shell, 31, status, '/', command].join('\u001f').concat('\n');
	tell(ofJob('sleep 1', 0), PROMPT);
	expect(await toldBefore(tab)).toEqual(['sleep 1']);
	tell(record('true'), ofJob('echo it has failed', 1), PROMPT);
	const statuses = new Promise((resolve) =>
		tab.until(mark, (told) => resolve(told?.map(({status}) => status))),
	);
	expect(await statuses).toEqual([0, undefined]);
});

test('a job that begins to tell only in the next line is marked there', async () => {
	const {tab, tell} = follow();
	const by = (pid: number, command: string): string =>
		['+', 0, SHELL.shell, pid, '0', '/', command].join('\u001f').concat('\n');
	tell(by(31, 'sleep 1'), PROMPT);
	await new Promise((resolve) => tab.until({...mark, job: 32}, resolve));
	tell(by(32, 'sleep 2'), by(33, 'sleep 3'), by(31, 'sleep 4'));
	const late = (told: readonly Execution[] | undefined) =>
		told?.filter(({isLate}) => isLate).map(({words}) => words.join(' '));
	expect(late(tab.soFar())).toEqual(['sleep 2']);
	tell(PROMPT);
	expect(await new Promise((resolve) => tab.until(mark, (told) => resolve(late(told))))).toEqual([
		'sleep 2',
	]);
});

test('what comes too late is told of no prompt, and the next one has its own again', async () => {
	const {tab, tell} = follow();
	tell(record('sleep 1'));
	expect(await toldBefore(tab)).toBeUndefined();
	tell(PROMPT, record('id'), PROMPT);
	expect(await toldBefore(tab)).toEqual(['id']);
});

test('is settled when no prompt waits for what was executed before it', async () => {
	const {follower, tab, tell} = follow();
	await follower.settled();
	const order: string[] = [];
	const told = toldBefore(tab).then(() => order.push('told'));
	const settled = follower.settled().then(() => order.push('settled'));
	await Promise.resolve();
	expect(order).toEqual([]);
	tell(record('id'), PROMPT);
	await Promise.all([told, settled]);
	expect(order).toEqual(['told', 'settled']);
});

describe('a record', () => {
	test('may be cut anywhere, and a word may go over lines', async () => {
		const {tab, tell} = follow();
		for (const character of record("printf 'a\nb'") + PROMPT) tell(character);
		expect(await toldBefore(tab)).toEqual(['printf a\nb']);
	});

	test('that runs is told before anything comes after it', () => {
		const {tab, tell} = follow();
		tell(record('sleep 100'));
		expect(tab.soFar().map(({words}) => words.join(' '))).toEqual(['sleep 100']);
	});

	test('of megabytes and many lines is kept by its beginning, in little time', async () => {
		const {tab, tell} = follow();
		const begun = performance.now();
		tell(record(`echo 'x${'\n'.repeat(100)}`).trimEnd());
		for (let chunk = 0; chunk < 64; chunk += 1) tell('\n'.repeat(64 * 1024));
		tell("'\n", record('id'), PROMPT);
		expect((await toldBefore(tab))?.at(-1)).toBe('id');
		// Read line by line, each time from the quote on, it takes minutes.
		expect(performance.now() - begun).toBeLessThan(5000);
	});

	test('of another tab is told there', async () => {
		const {tab, tell} = follow();
		tell(record('id', 1), record('uname'), PROMPT);
		expect(await toldBefore(tab)).toEqual(['uname']);
	});
});
