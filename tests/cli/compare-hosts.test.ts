import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import {comparisonLines, parseHost} from '../../src/cli/compare-hosts.js';
import {readCourseSource} from '../../src/content/read-course.door.js';
import {coreOf} from '../../src/domain/core-of.js';
import {PROGRAM} from '../e2e/program.js';

const {course} = await readCourseSource(`${import.meta.dirname}/../..`);
const finding = (id: string, ok: boolean, ...unlocks: readonly string[]) => ({
	id,
	title: id,
	ok,
	found: '',
	unlocks,
});
const limit = (step: string, runsHere: string, ...missing: readonly string[]) => ({
	step,
	runsHere,
	missing,
});
const CORE = coreOf(course).lessons[0];
const coreStep = `${CORE?.id}/${CORE?.exercise.steps[0]?.id}`;

/** As `doctor --json` writes it. */
const written = (rest: object = {}): object => ({
	hostClass: 'full',
	summary: '',
	findings: [finding('tools', true, 'tool:ip')],
	meets: [],
	hostName: 'ada',
	steps: {done: 95, observed: 0, none: 0},
	limitedSteps: [],
	exitCode: 0,
	...rest,
});
const parse = (value: unknown) => parseHost(JSON.stringify(value), 'a-file', course);

test('one that can do all', () => {
	expect(parse(written())).toEqual({
		name: 'ada',
		hostClass: 'full',
		steps: {done: 95, observed: 0, none: 0},
		doesCore: true,
		missing: [],
	});
});

describe('what is missing is said in a word', () => {
	test.each([
		{
			host: 'without limits, which only some lessons need',
			rest: {
				steps: {done: 93, observed: 2, none: 0},
				findings: [
					finding('cgroup-write', false, 'cgroup-write'),
					finding('tool-ping', false, 'tool:ping'),
				],
				limitedSteps: [
					limit('080/nearest', 'observed', 'cgroup-write'),
					limit('090/spec', 'observed', 'cgroup-write'),
				],
			},
			seen: {doesCore: true, steps: {done: 93, observed: 2, none: 0}, missing: ['limits']},
		},
		{
			host: 'a sandbox, and a step of the core that can not even be observed',
			rest: {
				findings: [finding('node-inside', false, 'tool:node')],
				limitedSteps: [limit(coreStep, 'not', 'tool:node')],
			},
			seen: {doesCore: false, missing: ['node inside']},
		},
		{
			host: 'no namespaces: the rest follows from that',
			rest: {
				hostClass: 'observe',
				findings: [
					finding('sandbox', false, 'user-namespaces'),
					finding('user-namespaces', false, 'user-namespaces'),
					finding('proc', false, 'pid-namespaces'),
				],
				limitedSteps: [limit(coreStep, 'observed', 'user-namespaces', 'pid-namespaces')],
			},
			seen: {doesCore: false, missing: ['user namespaces']},
		},
		{
			host: 'a masked /proc',
			rest: {
				hostClass: 'no-proc',
				findings: [
					finding('sandbox', false, 'user-namespaces'),
					finding('proc', false, 'pid-namespaces'),
				],
				limitedSteps: [limit(coreStep, 'observed', 'user-namespaces')],
			},
			seen: {doesCore: false, missing: ['a /proc of its own']},
		},
		{
			host: 'a tool that every sandbox is made with',
			rest: {
				hostClass: 'no-tools',
				findings: [finding('sandbox-tool-pivot_root', false, 'user-namespaces', 'tool:pivot_root')],
				limitedSteps: [limit(coreStep, 'not', 'user-namespaces')],
			},
			seen: {doesCore: false, missing: ['pivot_root']},
		},
		{
			host: 'too slow to tell',
			rest: {isUnsure: true},
			seen: {doesCore: false, missing: ['an answer in time']},
		},
		{
			host: 'written by a version that counted nothing and gave no name',
			rest: {steps: undefined, hostName: undefined},
			seen: {name: 'a-file', doesCore: true},
		},
	])('$host', ({rest, seen}) => {
		expect(parse(written(rest))).toMatchObject(seen);
	});
});

test.each([
	'',
	'{',
	'null',
	'[]',
	'{"hostClass": "full"}',
	'{"hostClass": "full", "findings": [1], "limitedSteps": []}',
])('%j is not what doctor writes', (text) => {
	expect(parseHost(text, 'a-file', course)).toBeUndefined();
});

test('the table is one row a host, and says how many can do the core path', () => {
	const ada = parse(written());
	const bob = parse(
		written({
			hostName: 'bobs-laptop',
			hostClass: 'observe',
			steps: {done: 0, observed: 1, none: 0},
			findings: [finding('user-namespaces', false, 'user-namespaces')],
			limitedSteps: [limit(coreStep, 'observed', 'user-namespaces')],
		}),
	);
	expect(comparisonLines([ada, bob].flatMap((host) => host ?? []))).toEqual([
		'host         class    done/observed/none  core  missing',
		'ada          full     95/0/0              yes',
		'bobs-laptop  observe  0/1/0               no    user namespaces',
		'',
		'1 of 2 hosts can do the core path.',
	]);
});

describe('the command', () => {
	const folder = mkdtempSync(join(tmpdir(), 'container-lessons-compare-'));
	afterAll(() => rmSync(folder, {recursive: true}));
	const write = (name: string, text: string): string => {
		writeFileSync(join(folder, name), text);
		return join(folder, name);
	};
	const compare = (files: readonly string[], input = '') =>
		spawnSync(process.execPath, [PROGRAM, 'doctor', '--compare', ...files], {
			encoding: 'utf8',
			input,
		});

	test('reads files and standard input, and ends with 0 where all can do the core path', () => {
		const file = write('ada.json', JSON.stringify(written()));
		const {status, stdout} = compare([file, '-'], JSON.stringify(written({hostName: 'bob'})));
		expect(stdout).toMatch(/^ada .*\nbob /m);
		expect(stdout).toContain('2 of 2 hosts');
		expect(status).toBe(0);
	});

	test('has a sentence for a file that is none of doctor, and for one that is not there, and ends with 1', () => {
		const good = write('good.json', JSON.stringify(written()));
		const bad = write('bad.json', 'npm ERR!');
		const {status, stdout, stderr} = compare([bad, join(folder, 'gone.json'), good]);
		expect(stderr).toContain('bad.json" is not what "doctor --json" writes');
		expect(stderr).toContain('gone.json" can\'t be read (ENOENT)');
		expect(stdout).toContain('1 of 1 host can do the core path.');
		expect(status).toBe(1);
	});

	test('ends with 1 where one of them can not', () => {
		const file = write('slow.json', JSON.stringify(written({isUnsure: true})));
		expect(compare([file]).status).toBe(1);
	});

	test('without a file there is nothing to compare', () => {
		const {status, stderr} = compare([]);
		expect(stderr).toContain('compare');
		expect(status).toBe(64);
	});
});
