// What counts as printed by a command: its programs' names, and files it wrote.
import {expect, test} from 'vitest';
import {command} from '../domain/evidence-of.js';
import {executing, having, judged, RELEASE, release} from './printed-evidence.js';

test('the name of a program that was started is not typed text, as an operand is', () => {
	const spec = {pattern: '^bash$'};
	const script = command('bash ~/v1.sh', 'bash\n', executing('bash', '/home/learner/v1.sh'));
	expect(judged(spec, having(script)).kind).toBe('passed');
	const text = {
		executed: [
			{words: ['unshare', 'bash', '-c', 'cat comm'], directory: '/', status: 0},
			{words: ['cat', 'comm'], directory: '/', status: 0, isInner: true as const},
			{words: ['exec', 'bash'], directory: '/', status: undefined, isInner: true as const},
		],
	};
	expect(
		judged(spec, having(command("unshare bash -c 'cat comm; exec bash'", 'bash', text))).kind,
	).toBe('passed');
	expect(judged(spec, having(command('echo bash', 'bash', executing('echo', 'bash')))).kind).toBe(
		'not-yet',
	);
	const set = command('d=bash; echo $d', 'bash', {
		executed: ['d=bash', 'echo bash'].map((text) => ({
			words: text.split(' '),
			directory: '/',
			status: 0,
		})),
	});
	expect(judged(spec, having(set)).kind).toBe('not-yet');
	const told = command('printf 1', '1', executing('printf', '1'));
	expect(judged({text: '1'}, having(told)).kind).toBe('not-yet');
	expect(judged(spec, having(command('bash; echo bash', 'bash', executing('bash')))).kind).toBe(
		'not-yet',
	);
});

test('what a command put into a file was printed by it, too', () => {
	const spec = {...release, by: '^uname'};
	const asked = command('{ uname -r; } > /tmp/v1 2>&1', '', executing('uname', '-r'));
	expect(judged(spec, having(asked, command('cat /tmp/v1', RELEASE))).kind).toBe('passed');
	expect(judged(spec, having(asked, command('cat /tmp/v2', RELEASE))).kind).toBe('not-yet');
	expect(judged(spec, having(command('uname -r'), command('cat f', RELEASE))).kind).toBe('not-yet');
	const other = [command('cat version > f'), command('cat f', RELEASE)];
	expect(judged(spec, having(...other)).kind).toBe('not-yet');
	const elsewhere = [asked, command('cat /tmp/v1', RELEASE, {shellPid: 99})];
	expect(judged(spec, having(...elsewhere)).kind).toBe('not-yet');
	const late = [command('cat f', RELEASE), command('uname -r > f')];
	expect(judged(spec, having(...late)).kind).toBe('not-yet');
});

test('a shell that was launched is no text that a later echo could have from there', () => {
	const spec = {pattern: '^bash$'};
	const read = command('read -r name < comm');
	const echoed = command('echo "$name"', 'bash', executing('echo', 'bash'));
	const after = (line: string) => judged(spec, having(command(line), read, echoed)).kind;
	expect(after('unshare -rpf --mount-proc bash')).toBe('passed');
	expect(after('set -- bash')).toBe('not-yet');
	expect(after('unshare -r echo bash')).toBe('not-yet');
});

test('max is a limit, and no end of the name of its file', () => {
	const spec = {text: 'max'};
	const asks = (line: string, output: string) => judged(spec, having(command(line, output))).kind;
	expect(asks('cat memory.max', 'max\n')).toBe('passed');
	expect(asks('grep -H . /sys/fs/cgroup/memory.max', '/sys/fs/cgroup/memory.max:max\n')).toBe(
		'passed',
	);
	expect(asks('ls memory.*', 'memory.max\n')).toBe('not-yet');
	expect(asks('echo max', 'max\n')).toBe('not-yet');
});

test('where output goes is not typed text', () => {
	const spec = {pattern: 'NoNewPrivs:\\s+1$'};
	const asks = (line: string) => judged(spec, having(command(line, 'NoNewPrivs:\t1'))).kind;
	expect(asks('grep NoNewPrivs /proc/self/status 2>&1 | tee /tmp/v1')).toBe('passed');
	expect(asks('grep NoNewPrivs /proc/self/status >&1')).toBe('passed');
	expect(asks('echo NoNewPrivs: 1 | tee f')).toBe('not-yet');
	expect(asks("echo NoNewPrivs: > f; echo 1 >> f; paste -sd '\t' f")).toBe('not-yet');
});

test('a job of an earlier line that tells of itself only now has not printed what this line did', () => {
	const spec = {pattern: 'real', by: '^unshare'};
	const job = {words: ['unshare', '-U', 'sleep', '9'], directory: '/', status: undefined};
	const timed = (isLate?: true) =>
		command('time true', 'real', {executed: [isLate ? {...job, isLate} : job]});
	expect(judged(spec, having(timed())).kind).toBe('passed');
	expect(judged(spec, having(timed(true))).kind).toBe('not-yet');
});

test('what a program quotes is what it read', () => {
	const spec = {pattern: 'Cpus_allowed_list\\W+\\d+-\\d+$'};
	const asks = (line: string, output: string) => judged(spec, having(command(line, output))).kind;
	const list = "['Cpus_allowed_list:\\t0-3\\n', 'Threads:\\t1\\n']\n";
	expect(asks('python3 list.py', list)).toBe('passed');
	expect(
		asks('printf \'%q\\n\' "$(grep list status)"', "$'Cpus_allowed_list:\\t0-3\\nThreads:\\t1'"),
	).toBe('passed');
	expect(asks("echo 'Cpus_allowed_list:\\t0-3'", 'Cpus_allowed_list:\\t0-3')).toBe('not-yet');
	expect(asks("printf '%s\\n' 'Cpus_allowed_list:\\t0-3'", 'Cpus_allowed_list:\\t0-3')).toBe(
		'not-yet',
	);
});

test('a relative name in the program of an interpreter is below the directory, too', () => {
	const words = ['python3', '-c', 'print(open("pids.events").read())'];
	const read = command('python3', 'max 5', {executed: [{words, directory: '/box', status: 0}]});
	const by = (path: string) => ({pattern: 'max \\d', by: `^python3 .*"${path}"`});
	expect(judged(by('/box/pids.events'), having(read)).kind).toBe('passed');
	expect(judged(by('/other/pids.events'), having(read)).kind).toBe('not-yet');
});

test('what may have been typed counts where the right command has printed it', () => {
	const spec = {pattern: '\\b256\\b', typed: true, by: '^cat '};
	const written = command('echo 256 > max', '', executing('echo', '256'));
	const seen = command('cat max', '256', executing('cat', 'max'));
	expect(judged(spec, having(written, seen)).kind).toBe('passed');
	expect(
		judged(spec, having(written, command('echo 256', '256', executing('echo', '256')))).kind,
	).toBe('not-yet');
});

test('a reason quotes the beginning of a command that is long or has several rows', () => {
	const reasonOf = (line: string): string =>
		judged({...release, by: '^cat'}, having(command(line, RELEASE))).reason ?? '';
	expect(reasonOf('python3 - <<END\nprint(1)\nEND')).toContain('by "python3 - <<END …", not');
	const long = reasonOf(`perl -e '${'x'.repeat(200)}'`);
	expect(long).toContain(`"perl -e 'xxx`);
	expect(long).toMatch(/x …", not/);
	expect(long.length).toBeLessThan(160);
});
