import {describe, expect, test} from 'vitest';
import {command, evidenceOf, moment} from '../domain/evidence-of.js';
import {verdictOf} from './verdict-of.js';

const facts = new Map([
	['shell.pid-inside', '331'],
	['kernel.boot-id', '490aa5d3-8252-4e90-9e91-72b2f4ccabc5'],
	['kernel.release', '6.18.44-fc'],
	['film', 'boluka'],
]);
const kindOf = (fact: string, line: string, output: string): string =>
	verdictOf({printed: {fact}}, evidenceOf([moment(command(line, output))], {facts})).kind;

const count = (from: number, to: number, between: string): string =>
	Array.from({length: to - from + 1}, (_, index) => from + index).join(between);

describe('a number in a row of counted ones does not count', () => {
	test.each(['\n', ' ', ', '])('joined by %j', (between) => {
		expect(kindOf('shell.pid-inside', 'seq', count(1, 900, between))).toBe('not-yet');
	});

	test('and in a list of what is there it does, also beside neighbours', () => {
		expect(kindOf('shell.pid-inside', 'ls /proc', '1 28 29 330 331 332 meminfo')).toBe('passed');
		expect(kindOf('shell.pid-inside', 'seq 20; ls /proc', `${count(1, 20, '\n')}\n331`)).toBe(
			'passed',
		);
	});
});

test('a random id is the same one in capitals and without its dashes', () => {
	expect(kindOf('kernel.boot-id', 'tr -d -', '490aa5d382524e909e9172b2f4ccabc5')).toBe('passed');
	expect(kindOf('kernel.boot-id', 'tr a-f A-F', '490AA5D3-8252-4E90-9E91-72B2F4CCABC5')).toBe(
		'passed',
	);
});

test('a long value that was cut out of a longer typed word was typed', () => {
	const line = `python3 -c "print('x6.18.44-fcx'[1:-1])"`;
	expect(kindOf('kernel.release', line, '6.18.44-fc')).toBe('not-yet');
	expect(kindOf('film', `python3 -c "print('bolukax'[:-1])"`, 'boluka')).toBe('not-yet');
});
