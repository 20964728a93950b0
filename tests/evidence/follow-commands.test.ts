import {beforeEach, describe, expect, test} from 'vitest';
import {type FollowedTab, followTab, MARK_KEY} from './followed-tab.js';

let tab: FollowedTab;
beforeEach(() => {
	tab = followTab();
});

describe('with marks', () => {
	test('the first prompt has no command', () => {
		tab.prompt(57);
		expect(tab.events).toEqual([{kind: 'prompt', tab: 'shell', command: undefined}]);
	});

	test('a command is its line of the history, its status and its output without the echo', () => {
		tab.prompt(57);
		tab.enter(57, 'ls -l', 'a\r\n\u001b[31mb\u001b[0m\r\n');
		tab.prompt(57, 'ls -l', 2);
		expect(tab.lastCommand()).toEqual({
			id: 2,
			executed: undefined,
			tab: 'shell',
			line: 'ls -l',
			status: 2,
			output: 'a\nb\n',
			typed: '',
			shellPid: 57,
			marked: true,
		});
	});

	test('an empty Enter and Ctrl-C are prompts without a command', () => {
		tab.prompt(57);
		tab.enter(57, 'ls', 'a');
		tab.prompt(57, 'ls');
		tab.type('\r');
		tab.prompt(57, 'ls');
		expect(tab.lastCommand()).toBeUndefined();
		expect(tab.events).toHaveLength(3);
	});

	test('a shell that can keep no line is not new where it has told what it executed', () => {
		tab.prompt(57);
		tab.enter(57, 'umount -l /old', 'done\r\n');
		tab.put(`\u001b]7777;${MARK_KEY};prompt;0;57;;0;57.1;1\u0007# `);
		expect(tab.lastCommand()).toMatchObject({line: 'umount -l /old', status: 0, output: 'done\n'});
	});

	test('what is typed into a running command is told apart from what it prints', () => {
		tab.prompt(57);
		tab.enter(57, 'cat');
		tab.type('hello\r');
		tab.put('hello\r\nhello\r\n');
		tab.prompt(57, 'cat');
		expect(tab.lastCommand()).toMatchObject({typed: 'hello\n', output: 'hello\nhello\n'});
	});

	test('what is typed before the shell has said that the command begins is typed into it', () => {
		tab.prompt(57);
		tab.type('cat\r');
		tab.type('hello\r');
		tab.run(57);
		tab.put('hello\r\nhello\r\n');
		tab.prompt(57, 'cat');
		expect(tab.lastCommand()).toMatchObject({line: 'cat', typed: 'hello\n'});
	});

	test('a command whose line was typed while another ran may read what was typed with it', () => {
		tab.prompt(57);
		tab.enter(57, 'sleep 2');
		tab.type('cat\rhello\r');
		tab.prompt(57, 'sleep 2');
		tab.run(57);
		tab.prompt(57, 'cat');
		expect(tab.lastCommand()).toMatchObject({line: 'cat', typed: 'cat\nhello\n'});
		tab.enter(57, 'uname -r', '6.1\r\n');
		tab.prompt(57, 'uname -r');
		expect(tab.lastCommand()).toMatchObject({line: 'uname -r', typed: ''});
	});

	test('a command that runs on is told of, and again, with what it has printed', () => {
		tab.prompt(57);
		tab.enter(57, 'ping x', 'one\r\n');
		tab.pass(249);
		expect(tab.events).toHaveLength(1);
		tab.pass(1);
		tab.put('two\r\n');
		tab.pass(500);
		expect(tab.events.slice(1)).toMatchObject([
			{kind: 'running', command: {line: 'ping x', status: undefined, output: 'one\n'}},
			{kind: 'running', command: {line: 'ping x', status: undefined, output: 'one\ntwo\n'}},
		]);
		tab.prompt(57, 'ping x', 130);
		tab.pass(10_000);
		expect(tab.events).toHaveLength(4);
	});

	test('a command that waits is told of once a second, then less often, until it prints or reads', () => {
		tab.prompt(57);
		tab.enter(57, 'sleep 9');
		const told = (milliseconds: number): number => {
			const before = tab.events.length;
			tab.pass(milliseconds);
			return tab.events.length - before;
		};
		expect(told(750)).toBe(2);
		expect(told(4000)).toBe(4);
		expect(told(15_000)).toBe(8);
		expect(told(60_000)).toBeLessThanOrEqual(16);
		tab.put('x\r\n');
		expect(told(500)).toBe(1);
		told(60_000);
		tab.type('y\r');
		expect(told(500)).toBe(1);
	});

	test('a command that prints without end is told of as often as one that waits, not less', () => {
		tab.prompt(57);
		tab.enter(57, 'yes');
		for (let tenths = 0; tenths < 100; tenths++) {
			tab.put('y\r\n');
			tab.pass(100);
		}
		expect(tab.events.length).toBeGreaterThan(10);
	});

	test('the line of a running command that was recalled or completed is read from its echo', () => {
		tab.prompt(57);
		tab.type('\u001b[A\r');
		tab.put('sleep 9\r\n');
		tab.run(57);
		tab.pass(250);
		expect(tab.lastCommand()).toMatchObject({line: 'sleep 9'});
	});

	test('a flood keeps its first and its last', () => {
		tab.prompt(57);
		tab.enter(57, 'seq', 'first\r\n');
		for (let index = 0; index < 100; index += 1) tab.put('x'.repeat(64 * 1024));
		tab.put('\r\nlast\r\n');
		tab.prompt(57, 'seq');
		const output = tab.lastCommand()?.output ?? '';
		expect(output.startsWith('first\n')).toBe(true);
		expect(output.endsWith('\nlast\n')).toBe(true);
		expect(output.length).toBeLessThan(257 * 1024);
	});

	test('a shell that ends is told, and starts anew', () => {
		tab.prompt(57);
		tab.enter(57, 'exit 3');
		tab.put(`\u001b]7777;${MARK_KEY};ended;3\u0007`);
		expect(tab.events.at(-1)).toEqual({kind: 'ended', tab: 'shell', status: 3});
		tab.prompt(90);
		expect(tab.events.at(-1)).toEqual({kind: 'prompt', tab: 'shell', command: undefined});
	});
});

describe('a shell inside the shell', () => {
	beforeEach(() => {
		tab.prompt(57);
		tab.enter(57, 'unshare -u bash');
		tab.prompt(60);
	});

	test('shows its first prompt while what started it still runs', () => {
		expect(tab.events.at(-1)).toMatchObject({
			kind: 'prompt',
			command: {line: 'unshare -u bash', status: undefined, shellPid: 57},
		});
	});

	test('has commands of its own', () => {
		tab.enter(60, 'hostname', 'heron\r\n');
		tab.prompt(60, 'hostname');
		expect(tab.lastCommand()).toMatchObject({
			line: 'hostname',
			status: 0,
			output: 'heron\n',
			shellPid: 60,
		});
	});

	test('ends what started it when it ends', () => {
		tab.enter(60, 'exit 3', 'exit\r\n');
		tab.prompt(57, 'unshare -u bash', 3);
		expect(tab.lastCommand()).toMatchObject({line: 'unshare -u bash', status: 3, shellPid: 57});
		tab.enter(57, 'ls');
		tab.prompt(57, 'ls');
		expect(tab.lastCommand()).toMatchObject({line: 'ls', status: 0});
	});

	test('may have the same number as the one that it was started from', () => {
		tab.enter(60, 'unshare -pf bash');
		tab.prompt(1);
		tab.enter(1, 'unshare -pf bash');
		tab.prompt(1);
		expect(tab.lastCommand()).toMatchObject({line: 'unshare -pf bash', status: undefined});
		tab.enter(1, 'ls', 'a');
		tab.prompt(1, 'ls');
		expect(tab.lastCommand()).toMatchObject({line: 'ls', status: 0});
	});
});

test('nothing is told after it is closed', () => {
	tab.prompt(57);
	tab.enter(57, 'sleep 9');
	tab.type('x\r');
	tab.close();
	tab.pass(10_000);
	expect(tab.events).toHaveLength(1);
});
