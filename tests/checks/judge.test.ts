import {describe, expect, test} from 'vitest';
import * as z from 'zod';
import {CHECK_KINDS, checkSchema, fillCheck, namesOf, tabsOf} from '../../src/checks/judge.js';
import {checkOf} from './verdict-of.js';

describe('a check in a file', () => {
	test.each([
		[{printed: {text: 'a'}, ran: {line: 'b'}}, [], 'names printed and ran'],
		[{}, [], 'names none'],
		[{all: [{printed: {text: 'a', colour: 'red'}}]}, ['all', 0, 'printed'], 'colour'],
		[{ran: {line: '('}}, ['ran', 'line'], 'This is no regular expression'],
		[{ran: {line: '(?<=a)b'}}, ['ran', 'line'], 'A pattern has no lookbehind.'],
		[{entered: {lacks: ['net_row']}}, ['entered', 'lacks', 0], 'net_raw'],
		[{file: {path: 'f'}}, ['file', 'path'], 'A path begins with / or ~/.'],
		[{cgroup: {path: '/g', pidsMax: '{{n}}5'}}, ['cgroup', 'pidsMax'], 'This is a number'],
		[{printed: 'a'}, ['printed'], 'expected object'],
		[null, [], 'expected object'],
	])('%j is refused at its place', (raw, path, message) => {
		const {error} = checkSchema.safeParse(raw);
		expect(error?.issues).toMatchObject([{path, message: expect.stringContaining(message)}]);
	});

	test('becomes a kind and its spec, at every depth', () => {
		expect(checkOf({all: [{any: [{ran: {line: 'a'}}]}]})).toEqual({
			kind: 'all',
			spec: [{kind: 'any', spec: [{kind: 'ran', spec: {line: 'a'}}]}],
		});
	});

	test.each([
		['{{milli}}', {quota: 250, period: 100_000}],
		['{{milli}}00', {quota: 25_000, period: 100_000}],
	])('may write a number as %s', (quota, cpuMax) => {
		const check = checkOf({cgroup: {path: '/g', cpuMax: {quota, period: 100_000}}});
		expect(fillCheck(check, new Map([['milli', '250']])).spec).toMatchObject({
			cpuMax: {quota: String(cpuMax.quota), period: cpuMax.period},
		});
	});

	test('survives being kept as JSON', () => {
		const check = checkOf({answered: {question: 'Which?', value: 5}});
		expect(JSON.parse(JSON.stringify(check))).toEqual(check);
	});
});

test('the schema for editors names every kind and refuses others', () => {
	const schema = JSON.stringify(z.toJSONSchema(checkSchema, {io: 'input'}));
	for (const kind of CHECK_KINDS) expect(schema).toContain(`"${kind}":`);
	expect(schema).toContain('"additionalProperties":false');
});

describe('templates', () => {
	const facts = new Map([
		['host', 'a.b'],
		['limit', '256'],
	]);

	test('are filled at every depth, and escaped in patterns', () => {
		const check = checkOf({
			all: [{printed: {pattern: '^{{host}}$'}}, {file: {path: '/{{host}}', matches: '{{host}}'}}],
		});
		expect(fillCheck(check, facts)).toEqual({
			kind: 'all',
			spec: [
				{kind: 'printed', spec: {pattern: '^a\\.b$'}},
				{kind: 'file', spec: {path: '/a.b', matches: 'a\\.b'}},
			],
		});
	});

	test('stay where there is no value', () => {
		const check = checkOf({printed: {text: '{{later}}'}});
		expect(fillCheck(check, facts)).toEqual(check);
	});

	test('are named, with the facts and the tabs that a check names outright', () => {
		const check = checkOf({
			any: [
				{printed: {facts: ['shell.pid', 'kernel.release'], tab: 'shell'}},
				{cgroup: {path: '/{{host}}', pidsMax: '{{limit}}'}},
				{mounted: {at: '/{{host}}', onlyIn: 'outside'}},
				{answered: {question: 'Which?', fact: 'host.uid'}},
			],
		});
		expect(namesOf(check)).toEqual(['shell.pid', 'kernel.release', 'host', 'limit', 'host.uid']);
		expect(tabsOf(check)).toEqual(['shell', 'outside']);
	});
});
