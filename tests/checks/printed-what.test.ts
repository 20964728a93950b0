import {describe, expect, test} from 'vitest';
import {checkSchema} from '../../src/checks/judge.js';
import {command} from '../domain/evidence-of.js';
import {executing, having, judged, PID_NS, RELEASE, release} from './printed-evidence.js';

describe('what has to be printed', () => {
	test('says that nothing has been run', () => {
		expect(judged({...release, what: 'the kernel release'}, having())).toMatchObject({
			kind: 'not-yet',
			reason: 'The kernel release: nothing has been run yet.',
		});
	});

	test('names a terminal in which nothing has been run', () => {
		const verdict = judged({...release, tab: 'outside'}, having(command('uname -r', RELEASE)));
		expect(verdict.reason).toContain('nothing has been run yet in the terminal "outside"');
	});

	test.each([
		['a longer word', `${RELEASE}x`],
		['a longer number', `16.18.44-fc`],
	])('is a whole word, not %s', (_name, output) => {
		expect(judged(release, having(command('uname -r', output))).kind).toBe('not-yet');
	});

	test('may have to stand alone on its line', () => {
		const spec = {...release, whole: true};
		expect(judged(spec, having(command('a', `x ${RELEASE}`))).kind).toBe('not-yet');
		expect(judged(spec, having(command('a', `x\n${RELEASE}\r\n`))).kind).toBe('passed');
	});

	test('is a namespace by its link and by its inode number', () => {
		const spec = {fact: 'shell.ns.pid'};
		expect(judged(spec, having(command('readlink x', PID_NS))).kind).toBe('passed');
		expect(judged(spec, having(command('lsns', '4026531836 pid 3 bash'))).kind).toBe('passed');
		expect(judged(spec, having(command('lsns', '40265318361'))).kind).toBe('not-yet');
	});

	test('a digit of a value is not typed because it is in a longer number of the line', () => {
		const printed = (line: string) =>
			judged({pattern: 'Seccomp:\\s+[012]'}, having(command(line, 'Seccomp:\t0\n'))).kind;
		expect(printed('grep Seccomp /proc/self/status; sleep 700 &')).toBe('passed');
		expect(printed("printf 'Seccomp:\\t0'")).toBe('not-yet');
	});

	test('a short value is not typed because its digit stands in the line', () => {
		const spec = {fact: 'shell.pid-inside'};
		expect(judged(spec, having(command('ps -p 1 -o pid=', '  1'))).kind).toBe('passed');
		expect(judged(spec, having(command('echo 1', '1'))).kind).toBe('not-yet');
		expect(judged(spec, having(command('echo $$', '1'))).kind).toBe('passed');
	});

	const guess = command('echo 137', '137', executing('echo', '137'));
	test.each([
		['at once', [command('echo $?', '137', executing('echo', '137'))]],
		[
			'behind a command',
			[command('x || echo "it: $?"', 'it: 137', executing('echo', 'it:', '137'))],
		],
		['kept', [command('s=$?'), command('echo $s', '137', executing('echo', '137'))]],
	])('a status that the shell tells counts after a guess of it was typed: %s', (_name, runs) => {
		const spec = {pattern: '\\b137\\b'};
		expect(judged(spec, having(guess, ...runs)).kind).toBe('passed');
	});

	test.each([
		['by a subshell', [command('(exit 137)'), command('echo $?', '137', executing('echo', '137'))]],
		[
			'by a function',
			[command('f() { return 137; }'), command('f; echo $?', '137', executing('echo', '137'))],
		],
		[
			'beside it',
			[command('x=137'), command('echo $? $x', '0 137', executing('echo', '0', '137'))],
		],
	])('a status that was typed does not count: %s', (_name, runs) => {
		expect(judged({pattern: '\\b137\\b'}, having(...runs)).kind).toBe('not-yet');
	});

	test('several facts count over several commands', () => {
		const spec = {facts: ['shell.ns.pid', 'shell.ns.net'], what: 'two labels'};
		const first = command('readlink a', PID_NS);
		expect(judged(spec, having(first))).toMatchObject({
			kind: 'not-yet',
			reason: '1 of 2 are printed so far; more of two labels are missing.',
			closeness: 0.5,
		});
		expect(judged({...spec, atLeast: 1}, having(first)).kind).toBe('passed');
		expect(judged(spec, having(first, command('readlink b', 'net:[4026531840]'))).kind).toBe(
			'passed',
		);
	});

	test('variables that double themselves are no burden', () => {
		const runs = [command('a=xy'), ...Array.from({length: 100}, () => command('a=$a$a; b=$a$a'))];
		const last = command('echo $a$b; ls', 'zz');
		expect(judged({text: 'zz'}, having(...runs, last)).kind).toBe('passed');
	});

	test('a pattern does not match typed text', () => {
		const spec = {pattern: 'Cannot allocate \\w+'};
		const text = 'Cannot allocate memory';
		expect(judged(spec, having(command('x &', `bash: fork: ${text}`))).kind).toBe('passed');
		expect(judged(spec, having(command(`echo ${text}`, text))).kind).toBe('not-yet');
	});

	test('a status, a terminal and a command line may be asked for, and the reason says which is wrong', () => {
		const run = having(command('uname -r', RELEASE));
		expect(judged({...release, status: 1}, run).reason).toContain('ended with');
		expect(judged({...release, status: 'nonzero'}, run).reason).toContain('ended with');
		expect(judged({...release, by: '^cat'}, run).reason).toContain('was printed by "uname -r"');
		const failed = having(command('uname -r', RELEASE, {status: 1}));
		expect(judged({...release, status: 'nonzero', by: '^cat'}, failed).reason).toContain(
			'was printed by "uname -r"',
		);
		const both = having(command('uname -r', RELEASE), command('ls', '', {tab: 'outside'}));
		expect(judged({...release, tab: 'outside'}, both).reason).toContain(
			'printed in the terminal "shell"',
		);
	});

	test('a fact that this host does not have cannot be told', () => {
		expect(judged({fact: 'cgroup.root'}, having(command('ls'))).kind).toBe('cannot-tell');
	});

	test('one of fact, facts, text and pattern has to be named', () => {
		const {error} = checkSchema.safeParse({printed: {fact: 'a', text: 'b'}});
		expect(error?.issues).toMatchObject([
			{path: ['printed'], message: 'Name one of fact, facts, text and pattern.'},
		]);
	});
});
