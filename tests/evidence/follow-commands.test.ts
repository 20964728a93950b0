import {beforeEach, describe, expect, test} from 'vitest';
import {
	type CommandEvent,
	type CommandFollower,
	createCommandFollower,
} from '../../src/evidence/follow-commands.js';
import type {Foreground} from '../../src/evidence/read-foreground.js';

const KEY = 'c0ffee';
const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** A timer that rings when the test says that time has passed. */
function createManualTimer() {
	let now = 0;
	let alarms: {readonly at: number; readonly ring: () => void}[] = [];
	return {
		timer: (milliseconds: number, ring: () => void) => {
			const alarm = {at: now + milliseconds, ring};
			alarms.push(alarm);
			return () => {
				alarms = alarms.filter((one) => one !== alarm);
			};
		},
		pass(milliseconds: number) {
			const end = now + milliseconds;
			for (;;) {
				const [next] = alarms.filter(({at}) => at <= end).sort((a, b) => a.at - b.at);
				if (!next) break;
				now = next.at;
				alarms = alarms.filter((one) => one !== next);
				next.ring();
			}
			now = end;
		},
	};
}

let clock: ReturnType<typeof createManualTimer>;
let events: CommandEvent[];
let follower: CommandFollower;
let foreground: Foreground;

beforeEach(() => {
	clock = createManualTimer();
	events = [];
	foreground = 'unknown';
	follower = createCommandFollower('shell', KEY, (event) => events.push(event), {
		foreground: () => foreground,
		timer: clock.timer,
	});
});

const put = (text: string): void => follower.output(Buffer.from(text));
const type = (text: string): void => follower.typed(Buffer.from(text));
const prompt = (pid: number, line = '', status = 0): void =>
	put(`\u001b]7777;${KEY};prompt;${status};${pid};${base64(line)};/dev/pts/0\u0007$ `);
const run = (pid: number): void => put(`\u001b]7777;${KEY};run;${pid}\u0007`);

/** Types a line at the prompt of a marked shell, which echoes it and runs it. */
function enter(pid: number, line: string, output = ''): void {
	type(`${line}\r`);
	put(`${line}\r\n`);
	run(pid);
	put(output);
}

const lastCommand = () => {
	const last = events.at(-1);
	return last && 'command' in last ? last.command : undefined;
};

describe('with marks', () => {
	test('the first prompt has no command', () => {
		prompt(57);
		expect(events).toEqual([{event: 'prompt', tab: 'shell', command: undefined}]);
	});

	test('a command is its line of the history, its status and its output without the echo', () => {
		prompt(57);
		enter(57, 'ls -l', 'a\r\n\u001b[31mb\u001b[0m\r\n');
		prompt(57, 'ls -l', 2);
		expect(lastCommand()).toEqual({
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
		prompt(57);
		enter(57, 'ls', 'a');
		prompt(57, 'ls');
		type('\r');
		prompt(57, 'ls');
		expect(lastCommand()).toBeUndefined();
		expect(events).toHaveLength(3);
	});

	test('what is typed into a running command is told apart from what it prints', () => {
		prompt(57);
		enter(57, 'cat');
		type('hello\r');
		put('hello\r\nhello\r\n');
		prompt(57, 'cat');
		expect(lastCommand()).toMatchObject({typed: 'hello\n', output: 'hello\nhello\n'});
	});

	test('a command that runs on is told of, and again, with what it has printed', () => {
		prompt(57);
		enter(57, 'ping x', 'one\r\n');
		clock.pass(249);
		expect(events).toHaveLength(1);
		clock.pass(1);
		put('two\r\n');
		clock.pass(500);
		expect(events.slice(1)).toMatchObject([
			{event: 'running', command: {line: 'ping x', status: undefined, output: 'one\n'}},
			{event: 'running', command: {line: 'ping x', status: undefined, output: 'one\ntwo\n'}},
		]);
		prompt(57, 'ping x', 130);
		clock.pass(10_000);
		expect(events).toHaveLength(4);
	});

	test('the line of a running command that was recalled or completed is read from its echo', () => {
		prompt(57);
		type('\u001b[A\r');
		put('sleep 9\r\n');
		run(57);
		clock.pass(250);
		expect(lastCommand()).toMatchObject({line: 'sleep 9'});
	});

	test('a flood keeps its first and its last', () => {
		prompt(57);
		enter(57, 'seq', 'first\r\n');
		for (let index = 0; index < 100; index += 1) put('x'.repeat(64 * 1024));
		put('\r\nlast\r\n');
		prompt(57, 'seq');
		const output = lastCommand()?.output ?? '';
		expect(output.startsWith('first\n')).toBe(true);
		expect(output.endsWith('\nlast\n')).toBe(true);
		expect(output.length).toBeLessThan(257 * 1024);
	});

	test('a shell that ends is told, and starts anew', () => {
		prompt(57);
		enter(57, 'exit 3');
		put(`\u001b]7777;${KEY};ended;3\u0007`);
		expect(events.at(-1)).toEqual({event: 'ended', tab: 'shell', status: 3});
		prompt(90);
		expect(events.at(-1)).toEqual({event: 'prompt', tab: 'shell', command: undefined});
	});
});

describe('a shell inside the shell', () => {
	beforeEach(() => {
		prompt(57);
		enter(57, 'unshare -u bash');
		prompt(60);
	});

	test('shows its first prompt while what started it still runs', () => {
		expect(events.at(-1)).toMatchObject({
			event: 'prompt',
			command: {line: 'unshare -u bash', status: undefined, shellPid: 57},
		});
	});

	test('has commands of its own', () => {
		enter(60, 'hostname', 'heron\r\n');
		prompt(60, 'hostname');
		expect(lastCommand()).toMatchObject({
			line: 'hostname',
			status: 0,
			output: 'heron\n',
			shellPid: 60,
		});
	});

	test('ends what started it when it ends', () => {
		enter(60, 'exit 3', 'exit\r\n');
		prompt(57, 'unshare -u bash', 3);
		expect(lastCommand()).toMatchObject({line: 'unshare -u bash', status: 3, shellPid: 57});
		enter(57, 'ls');
		prompt(57, 'ls');
		expect(lastCommand()).toMatchObject({line: 'ls', status: 0});
	});

	test('may have the same number as the one that it was started from', () => {
		enter(60, 'unshare -pf bash');
		prompt(1);
		enter(1, 'unshare -pf bash');
		prompt(1);
		expect(lastCommand()).toMatchObject({line: 'unshare -pf bash', status: undefined});
		enter(1, 'ls', 'a');
		prompt(1, 'ls');
		expect(lastCommand()).toMatchObject({line: 'ls', status: 0});
	});
});

describe('where marks are lost', () => {
	beforeEach(() => prompt(57));

	test('a command is what was typed and what came until it was quiet', () => {
		enter(57, 'sh');
		put('# ');
		type('uname -r\r');
		put('uname -r\r\n');
		clock.pass(200);
		put('6.18\r\n# ');
		clock.pass(299);
		expect(events.filter(({event}) => event === 'quiet')).toEqual([]);
		clock.pass(1);
		expect(events.findLast(({event}) => event === 'quiet')).toMatchObject({
			command: {line: 'uname -r', output: 'uname -r\n6.18\n', status: undefined, marked: false},
		});
	});

	test('a shell that gives no marks is told when it shows its prompt', () => {
		enter(57, 'sh', '# ');
		clock.pass(300);
		expect(events.findLast(({event}) => event === 'quiet')).toMatchObject({
			command: {line: 'sh', status: undefined, output: '# ', marked: true},
		});
		const told = events.length;
		clock.pass(5000);
		expect(events).toHaveLength(told);
	});

	test('a marked command that is quiet for a while is no shell', () => {
		enter(57, 'make', 'step 1\r\n');
		clock.pass(1000);
		put('costs 5 $ \r\n# ');
		put('and so on');
		clock.pass(1000);
		expect(events.some(({event}) => event === 'quiet')).toBe(false);
	});

	test('a command that prints more later is told again with all of it', () => {
		type('slow\r');
		put('slow\r\none\r\n');
		clock.pass(300);
		put('two\r\n');
		clock.pass(300);
		expect(lastCommand()).toMatchObject({line: 'slow', output: 'slow\none\ntwo\n'});
		expect(events.filter(({event}) => event === 'quiet')).toHaveLength(2);
	});

	test('a command whose shell shows a prompt and reads the keyboard has ended', () => {
		foreground = 'waits';
		type('uname -r\r');
		put('uname -r\r\n');
		clock.pass(29);
		put('6.18\r\n# ');
		clock.pass(30);
		expect(events.at(-1)).toMatchObject({event: 'quiet', command: {output: 'uname -r\n6.18\n'}});
		clock.pass(5000);
		expect(events).toHaveLength(2);
	});

	test('a prompt from before the Enter is no sign of an end', () => {
		foreground = 'waits';
		put('# ');
		type('sleep 9\r');
		put('sleep 9\r\n');
		clock.pass(299);
		expect(events).toHaveLength(1);
	});

	test('a command that is at work runs on, however quiet it is', () => {
		foreground = 'works';
		type('sleep 9\r');
		put('sleep 9\r\n');
		clock.pass(300);
		expect(events.at(-1)).toMatchObject({event: 'running', command: {line: 'sleep 9'}});
		clock.pass(5000);
		expect(events.some(({event}) => event === 'quiet')).toBe(false);
		put('# ');
		foreground = 'waits';
		clock.pass(30);
		expect(events.at(-1)).toMatchObject({event: 'quiet', command: {line: 'sleep 9'}});
	});

	test('a marked command that prints what looks like a prompt and works on is no shell', () => {
		foreground = 'works';
		enter(57, 'make', 'costs 5 $ ');
		clock.pass(5000);
		expect(events.some(({event}) => event === 'quiet')).toBe(false);
	});

	test('a line that was recalled from the history is not known', () => {
		type('\u001b[A\r');
		put('x\r\n');
		clock.pass(300);
		expect(lastCommand()).toMatchObject({line: '', marked: false});
	});

	test('nothing is told when a mark comes after all', () => {
		enter(57, 'ls', 'a');
		prompt(57, 'ls');
		clock.pass(1000);
		expect(events.some(({event}) => event === 'quiet')).toBe(false);
	});
});

test('nothing is told after it is closed', () => {
	prompt(57);
	enter(57, 'sleep 9');
	type('x\r');
	follower.close();
	clock.pass(10_000);
	expect(events).toHaveLength(1);
});
