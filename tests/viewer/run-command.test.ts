import {spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {build} from 'esbuild';
import {afterAll, describe, expect, test} from 'vitest';
import type {AllowedPath} from '../../src/viewer/allowed-paths.js';
import type {Argument} from '../../src/viewer/plan-command.js';
import {runCommand} from '../../src/viewer/run-command.door.js';
import {gone} from '../e2e/program.js';

/** Runs what no line of the prompt could: the door has to hold by itself. */
function start(
	program: string,
	args: readonly Argument[] = [],
	directories: readonly string[] = [],
) {
	let output = '';
	const tell = (bytes: Uint8Array): void => {
		output += Buffer.from(bytes).toString();
	};
	const plan = {kind: 'run', program, args, noNewPrivs: false} as const;
	const run = runCommand(plan, 80, tell, directories);
	return {...run, output: () => output};
}

async function outcomeOf(program: string, args: readonly Argument[] = []) {
	const run = start(program, args);
	const status = await run.ended;
	return {status, output: run.output()};
}

const at = (path: AllowedPath): Argument => ({path, kinds: ['file', 'directory', 'link']});

describe('a command that is run to look', () => {
	test('has nothing of the learner in its environment', async () => {
		const {output} = await outcomeOf('env');
		expect(output.replaceAll(/=.*/g, '').trim().split('\n').sort()).toEqual([
			'COLUMNS',
			'LANG',
			'PATH',
		]);
		expect(output).not.toContain('/home');
	});

	test('is found where this host has its tools besides, after the usual places', async () => {
		const directory = mkdtempSync(join(tmpdir(), 'container-lessons-test-'));
		try {
			for (const name of ['uname', 'only-here']) {
				writeFileSync(join(directory, name), '#!/bin/sh\necho from the store\n', {mode: 0o755});
			}
			const there = start('only-here', [], [directory]);
			expect(await there.ended).toBe(0);
			expect(there.output()).toBe('from the store\n');
			const usual = start('uname', [], [directory]);
			expect(await usual.ended).toBe(0);
			expect(usual.output()).toBe('Linux\n');
			expect((await outcomeOf('only-here')).status).toBe(127);
		} finally {
			rmSync(directory, {recursive: true});
		}
	});

	test('stands at / and has no input', async () => {
		expect((await outcomeOf('pwd')).output).toBe('/\n');
		expect(await outcomeOf('cat')).toEqual({status: 0, output: ''});
	});

	test('has no shell before it', async () => {
		expect((await outcomeOf('echo', ['$(id)', '>', '*'])).output).toBe('$(id) > *\n');
	});

	test('tells its status, and that it is not there', async () => {
		expect((await outcomeOf('false')).status).toBe(1);
		expect(await outcomeOf('no-such-program')).toEqual({
			status: 127,
			output: 'no-such-program: command not found\n',
		});
	});

	test('is ended when it prints without end', async () => {
		const {status, output} = await outcomeOf('yes');
		expect(status).toBe(137);
		expect(output.length).toBeLessThan(300_000);
		expect(output).toContain('no more than 256 kB');
	});

	test('is ended when it does not end', async () => {
		const {status, output} = await outcomeOf('sleep', ['60']);
		expect(status).toBe(137);
		expect(output).toContain('ended after 5 s');
	}, 15_000);

	test('can be ended', async () => {
		const run = start('sleep', ['60']);
		run.kill();
		expect(await run.ended).toBe(137);
	});
});

describe('a path that is not what its spelling says', () => {
	test.each<[string, AllowedPath, string]>([
		[
			'leads out of the control groups',
			{kind: 'cgroup', path: '/sys/fs/cgroup/../../../etc/passwd', type: 'any'},
			'leads out of the control groups',
		],
		[
			'is a file that not everybody may read',
			{kind: 'system', path: '/etc/shadow', type: 'file'},
			'that everybody may read',
		],
		[
			'is not there',
			{kind: 'cgroup', path: '/sys/fs/cgroup/no-such-group', type: 'any'},
			'No such file or directory',
		],
	])('%s', async (_, path, why) => {
		const {status, output} = await outcomeOf('cat', ['--', at(path)]);
		expect(status).toBe(126);
		expect(output).toContain(why);
	});

	test('is of a process of somebody else', async (ctx) => {
		const isRoot = process.getuid?.() === 0;
		const other = isRoot
			? spawn('setpriv', ['--reuid=24242', '--clear-groups', 'sleep', '60'], {stdio: 'ignore'})
			: undefined;
		const pid = other?.pid ?? 1;
		const uidOf = (): string =>
			/^Uid:\t(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '';
		try {
			if (!isRoot && uidOf() !== '0') return ctx.skip('process 1 is ours here');
			await expect.poll(uidOf).toBe(isRoot ? '24242' : '0');
			const path: AllowedPath = {kind: 'process', pid, path: `/proc/${pid}/ns/uts`, type: 'link'};
			const {status, output} = await outcomeOf('readlink', ['--', at(path)]);
			expect(output).toContain('belongs to somebody else');
			expect(status).toBe(126);
		} finally {
			other?.kill('SIGKILL');
		}
	});
});

describe('a program that is killed while a command runs', () => {
	const directory = mkdtempSync(join(tmpdir(), 'container-lessons-test-'));
	afterAll(() => rmSync(directory, {recursive: true}));

	test('takes the command with it', async () => {
		const file = join(directory, 'program.mjs');
		await build({
			stdin: {
				contents: `import {runCommand} from './src/viewer/run-command.door.js';
runCommand({kind: 'run', program: 'sleep', args: ['60'], noNewPrivs: false}, 80, () => {}, []);
process.stdout.write('started');`,
				resolveDir: join(import.meta.dirname, '../..'),
				loader: 'ts',
			},
			bundle: true,
			platform: 'node',
			format: 'esm',
			outfile: file,
			logLevel: 'error',
		});
		const program = spawn(process.execPath, [file], {stdio: ['ignore', 'pipe', 'ignore']});
		await new Promise((resolve) => program.stdout.once('data', resolve));
		const childrenOf = (): string =>
			readFileSync(`/proc/${program.pid}/task/${program.pid}/children`, 'utf8').trim();
		const isSleep = (): string => {
			const [child] = childrenOf().split(' ').filter(Boolean);
			return child === undefined ? '' : readFileSync(`/proc/${child}/comm`, 'utf8').trim();
		};
		await expect.poll(isSleep).toBe('sleep');
		const children = childrenOf().split(' ');
		program.kill('SIGKILL');
		await gone(children);
	});
});
