import {beforeEach, describe, expect, test} from 'vitest';
import {type FollowedTab, followTab} from './followed-tab.js';

let tab: FollowedTab;
beforeEach(() => {
	tab = followTab();
});

describe('a first shell that gives no marks', () => {
	test('is told as a first prompt, once it waits for its keyboard', () => {
		tab.foreground = 'works';
		tab.put('bare$ ');
		tab.pass(299);
		expect(tab.events).toEqual([]);
		tab.foreground = 'waits';
		tab.pass(1000);
		expect(tab.events).toEqual([{kind: 'prompt', tab: 'shell', command: undefined}]);
		tab.pass(5000);
		tab.put('bare$ ');
		tab.pass(5000);
		expect(tab.events).toHaveLength(1);
	});

	test('is not seen in what is printed before the first mark', () => {
		tab.foreground = 'waits';
		tab.put('Welcome.\r\n');
		tab.pass(5000);
		expect(tab.events).toEqual([]);
		tab.prompt(57);
		tab.pass(5000);
		expect(tab.events).toHaveLength(1);
	});
});

describe('where marks are lost', () => {
	beforeEach(() => tab.prompt(57));

	test('a command is what was typed and what came until it was quiet', () => {
		tab.enter(57, 'sh');
		tab.put('# ');
		tab.type('uname -r\r');
		tab.put('uname -r\r\n');
		tab.pass(200);
		tab.put('6.18\r\n# ');
		tab.pass(299);
		expect(tab.events.filter(({kind: event}) => event === 'quiet')).toEqual([]);
		tab.pass(1);
		expect(tab.events.findLast(({kind: event}) => event === 'quiet')).toMatchObject({
			command: {line: 'uname -r', output: 'uname -r\n6.18\n', status: undefined, marked: false},
		});
	});

	test('a shell that gives no marks is told when it shows its prompt', () => {
		tab.enter(57, 'sh', '# ');
		tab.pass(300);
		expect(tab.events.findLast(({kind: event}) => event === 'quiet')).toMatchObject({
			command: {line: 'sh', status: undefined, output: '# ', marked: true},
		});
		const told = tab.events.length;
		tab.pass(5000);
		expect(tab.events).toHaveLength(told);
	});

	test('a marked command that is quiet for a while is no shell', () => {
		tab.enter(57, 'make', 'step 1\r\n');
		tab.pass(1000);
		tab.put('costs 5 $ \r\n# ');
		tab.put('and so on');
		tab.pass(1000);
		expect(tab.events.some(({kind: event}) => event === 'quiet')).toBe(false);
	});

	test('a command that prints more later is told again with all of it', () => {
		tab.type('slow\r');
		tab.put('slow\r\none\r\n');
		tab.pass(300);
		tab.put('two\r\n');
		tab.pass(300);
		expect(tab.lastCommand()).toMatchObject({line: 'slow', output: 'slow\none\ntwo\n'});
		expect(tab.events.filter(({kind: event}) => event === 'quiet')).toHaveLength(2);
	});

	test('a command whose shell shows a prompt and reads the keyboard has ended', () => {
		tab.foreground = 'waits';
		tab.type('uname -r\r');
		tab.put('uname -r\r\n');
		tab.pass(29);
		tab.put('6.18\r\n# ');
		tab.pass(30);
		expect(tab.events.at(-1)).toMatchObject({
			kind: 'quiet',
			command: {output: 'uname -r\n6.18\n'},
		});
		tab.pass(5000);
		expect(tab.events).toHaveLength(2);
	});

	test('a line that the shell has had no turn to read is not at its end', () => {
		tab.foreground = 'waits';
		tab.type('exit\r');
		tab.put('exit');
		tab.pass(1000);
		expect(tab.events).toHaveLength(1);
		tab.put('\r\n# ');
		tab.pass(30);
		expect(tab.events.at(-1)).toMatchObject({kind: 'quiet', command: {line: 'exit'}});
	});

	test('what shows no end of a line is told after some seconds all the same', () => {
		tab.foreground = 'waits';
		tab.type('secret\r');
		tab.pass(5000);
		expect(tab.events.filter(({kind: event}) => event === 'quiet')).toHaveLength(1);
	});

	test('a prompt from before the Enter is no sign of an end', () => {
		tab.foreground = 'waits';
		tab.put('# ');
		tab.type('sleep 9\r');
		tab.put('sleep 9\r\n');
		tab.pass(299);
		expect(tab.events).toHaveLength(1);
	});

	test('a command that is at work runs on, however quiet it is', () => {
		tab.foreground = 'works';
		tab.type('sleep 9\r');
		tab.put('sleep 9\r\n');
		tab.pass(300);
		expect(tab.events.at(-1)).toMatchObject({kind: 'running', command: {line: 'sleep 9'}});
		tab.pass(5000);
		expect(tab.events.some(({kind: event}) => event === 'quiet')).toBe(false);
		tab.put('# ');
		tab.foreground = 'waits';
		tab.pass(30);
		expect(tab.events.at(-1)).toMatchObject({kind: 'quiet', command: {line: 'sleep 9'}});
	});

	test('a marked command that prints what looks like a prompt and works on is no shell', () => {
		tab.foreground = 'works';
		tab.enter(57, 'make', 'costs 5 $ ');
		tab.pass(5000);
		expect(tab.events.some(({kind: event}) => event === 'quiet')).toBe(false);
	});

	test('a line that was recalled from the history is not known', () => {
		tab.type('\u001b[A\r');
		tab.put('x\r\n');
		tab.pass(300);
		expect(tab.lastCommand()).toMatchObject({line: '', marked: false});
	});

	test('nothing is told when a mark comes after all', () => {
		tab.enter(57, 'ls', 'a');
		tab.prompt(57, 'ls');
		tab.pass(1000);
		expect(tab.events.some(({kind: event}) => event === 'quiet')).toBe(false);
	});
});
