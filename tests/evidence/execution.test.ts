import {describe, expect, test} from 'vitest';
import type {Execution} from '../../src/domain/execution.js';
import {shareWatchedBox} from './watched-sandbox.js';

const box = shareWatchedBox({shell: 'learner', outside: 'root'});

const executed = async (line: string, tab = 'shell'): Promise<readonly Execution[]> => {
	const command = await box().run(tab, line);
	if (command?.executed === undefined) throw new Error(`nothing was told of ${line}`);
	return command.executed;
};
const told = async (line: string, tab?: string): Promise<readonly string[]> =>
	(await executed(line, tab)).map(({words, status}) => `${words.join(' ')} [${status ?? '?'}]`);

describe('what a shell executed', () => {
	test.each([
		['an alias', "alias say='printf x'\nsay", ['printf x [0]']],
		[
			'a function',
			'f() { cat /proc/uptime >/dev/null; return 3; }\nf',
			['f [?]', 'cat /proc/uptime [0]', 'return 3 [3]'],
		],
		[
			'the status of each of several',
			'false; true; (exit 4); true',
			['false [1]', 'true [0]', 'exit 4 [4]', 'true [0]'],
		],
		[
			'a refusal that is covered by ||',
			'date -s now 2>/dev/null || echo refused',
			['date -s now [1]', 'echo refused [0]'],
		],
		['both ends of a pipe', 'date -s now 2>&1 | cat', ['cat [0]', 'date -s now [1]']],
		[
			'a loop',
			'for s in 1 2; do test $s = 1; done',
			['for s in 1 2 [?]', 'test 1 = 1 [0]', 'for s in 1 2 [?]', 'test 2 = 1 [1]'],
		],
		[
			'a loop over the names of commands, whose head is none',
			'for c in false true; do $c; done; case $c in true) : ;; esac',
			['false [1]', 'true [0]', ': [0]'],
		],
		['a substitution', 'x=$(uname -s); : $x', ['uname -s [0]', 'x=Linux [0]', ': Linux [0]']],
		[
			'words with blanks, quotes and newlines',
			"printf '%s' \"a b\" \"it's\" $'c\\nd'",
			["printf %s a b it's c\nd [0]"],
		],
	])('%s', async (_, lines, expected) => {
		const all = lines.split('\n');
		for (const line of all.slice(0, -1)) await box().run('shell', line);
		// The parts of a pipe run at the same time, and are told in either order.
		const seen = (await told(all.at(-1) ?? '')).toSorted();
		// Whether a compound command itself is told differs from bash to bash; what it ran does not.
		expect(seen.filter((one) => !/^(f|for) /.test(one))).toEqual(
			expected.filter((one) => !/^(f|for) /.test(one)).toSorted(),
		);
	});

	test('inside bash -c, a script file and a second tab', async () => {
		expect(await told("bash -c 'date -s now 2>/dev/null; true'")).toContain('date -s now [1]');
		expect(await told("/usr/bin/bash -c 'cd /; ls -d .'")).toContain('ls -d . [0]');
		await box().run('shell', "printf 'cd /proc\\ncat uptime\\nfalse\\n' >~/s; chmod +x ~/s");
		const script = await executed('bash ~/s');
		expect(script).toContainEqual(
			expect.objectContaining({words: ['cat', 'uptime'], directory: '/proc', status: 0}),
		);
		expect(await told('bash ~/s')).toContain('false [1]');
		expect(await told('false', 'outside')).toEqual(['false [1]']);
	});

	test('inside a shell in new namespaces, and of the line that started it', async () => {
		box().type('shell', 'unshare -Urpf --mount-proc bash\r');
		const entered = await box().until('prompt', ({kind}) => kind === 'prompt');
		expect(entered).toMatchObject({
			command: {executed: [{words: ['unshare', '-Urpf', '--mount-proc', 'bash']}]},
		});
		expect(await told('false')).toEqual(['false [1]']);
		expect(await told('exit 3')).toContain('exit 3 [3]');
	});

	test('is not told of a program of the system that is a script', async () => {
		expect(await told('ldd /bin/true >/dev/null')).toEqual(['ldd /bin/true [0]']);
	});
});

describe("the learner's own", () => {
	test('set -x prints on the terminal, and the trace goes on after set +x', async () => {
		await box().run('shell', 'set -x');
		const own = await box().run('shell', 'echo own');
		expect(own?.output).toBe('+ echo own\nown\n');
		expect(own?.executed).toBeUndefined();
		await box().run('shell', 'set +x');
		expect(await told('echo again')).toEqual(['echo again [0]']);
	});

	test('bash -x prints its trace, and so does a script with set -x', async () => {
		expect((await box().run('shell', "bash -xc 'echo a'"))?.output).toBe('+ echo a\na\n');
		await box().run('shell', "printf 'set -x\\necho b\\n' >~/t");
		expect((await box().run('shell', 'bash ~/t'))?.output).toBe('+ echo b\nb\n');
	});

	test('DEBUG trap stays, runs once for a command, and can be taken away', async () => {
		await box().run('shell', "trap 'echo about: $BASH_COMMAND' DEBUG");
		const under = await box().run('shell', 'true');
		expect(under?.output).toBe('about: true\n');
		expect(under?.executed?.map(({words}) => words.join(' '))).toContain('true');
		await box().run('shell', 'trap - DEBUG');
		expect((await box().run('shell', 'true'))?.output).toBe('');
		expect(await told('false')).toEqual(['false [1]']);
	});

	test('$_ and $? are as ever', async () => {
		expect((await box().run('shell', 'echo one two >/dev/null; echo $_'))?.output).toBe('two\n');
		await box().run('shell', 'false');
		expect((await box().run('shell', 'echo $?'))?.output).toBe('1\n');
	});

	test('scripts in the background leave the terminal to the shell', async () => {
		await box().run('shell', "printf 'x=$(true)\\nsleep 0.2\\nexec sleep 0.4\\n' >~/b");
		for (let round = 0; round < 5; round += 1) {
			await box().run('shell', 'bash ~/b &');
			box().type('shell', 'echo still here\r');
			const event = await box().until('prompt', ({kind}) => kind === 'prompt' || kind === 'ended');
			expect(event).toMatchObject({kind: 'prompt', command: {output: 'still here\n'}});
			await box().run('shell', 'wait');
		}
	});

	test('loop that spins is told to begin with, and then runs at full speed', async () => {
		const loop = 'for ((i = 0; i < 300000; i++)); do :; done';
		const timed = async (line: string): Promise<number> => {
			const started = process.hrtime.bigint();
			await box().run('shell', line);
			return Number(process.hrtime.bigint() - started) / 1e6;
		};
		const ratios: number[] = [];
		for (let round = 0; round < 3; round += 1) {
			const plain = await timed(`env -i HOME=/ bash --norc -c '${loop}'`);
			ratios.push((await timed(`bash -c '${loop}'`)) / plain);
		}
		// The trace alone would make it ten times as slow; what is measured exactly is in the bench.
		expect(Math.min(...ratios)).toBeLessThan(1.3);
	});
});

test('what a job prints after the prompt belongs to the line that started it', async () => {
	const command = await box().run('shell', '(sleep 0.3; echo later) &');
	const event = await box().until('late', ({kind}) => kind === 'late');
	expect(event).toMatchObject({command: {id: command?.id, line: '(sleep 0.3; echo later) &'}});
	expect(event.kind === 'late' && event.command.output).toMatch(/later\n/);
	expect(event.kind === 'late' && event.command.output).not.toMatch(/@/);
});
