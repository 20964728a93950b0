import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {buildSync} from 'esbuild';
import {afterAll, afterEach, beforeAll, describe, expect, test} from 'vitest';
import {openTui, type Tui} from '../e2e/tui.js';

let directory: string;
let program: string;
const open: Tui[] = [];

beforeAll(() => {
	directory = mkdtempSync(join(tmpdir(), 'container-lessons-test-'));
	program = join(directory, 'program.mjs');
	buildSync({
		entryPoints: [join(import.meta.dirname, 'real-terminal-program.ts')],
		outfile: program,
		bundle: true,
		platform: 'node',
		format: 'esm',
	});
});
afterAll(() => rmSync(directory, {recursive: true}));
afterEach(async () => {
	for (const tui of open.splice(0)) await tui.close();
});

/** Starts it below a shell that says afterwards how it ended and what the terminal is like. */
async function started(what: string): Promise<{tui: Tui; pid: number}> {
	const node = process.execPath;
	const script = `echo before; stty -a >${directory}/before
"${node}" "${program}" ${what}; echo "status $?"
stty -a >${directory}/after; cmp ${directory}/before ${directory}/after && echo same settings; read line`;
	const tui = openTui(['bash', '-c', script]);
	open.push(tui);
	await tui.until(/ready 80x24, pid \d+[.]/);
	const pid = Number(/pid (\d+)[.]/.exec(tui.screen())?.[1]);
	return {tui, pid};
}

/** The terminal is as it was before: screen, settings, modes. */
async function expectRestored(tui: Tui, status: number): Promise<void> {
	await tui.until(`status ${status}`);
	await tui.until('same settings');
	expect(tui.screen().split('\n')[0]).toBe('before');
	expect(tui.screen()).not.toContain('ready');
	expect(tui.isAlternate()).toBe(false);
	expect(tui.cursor()).toBeDefined();
	const bytes = tui.rawBytes();
	for (const mode of ['1049', '2004']) {
		expect(bytes.lastIndexOf(`\x1b[?${mode}l`)).toBeGreaterThan(
			bytes.lastIndexOf(`\x1b[?${mode}h`),
		);
	}
	expect(bytes).not.toContain('\x1b[3J');
}

describe('the terminal is given back', () => {
	test.each<[way: string, status: number]>([
		['close', 0],
		['exit', 3],
		['throw', 1],
		['reject', 1],
	])('after %s', async (way, status) => {
		const {tui} = await started(way);
		expect(tui.isAlternate()).toBe(true);
		tui.send('q');
		await expectRestored(tui, status);
	});

	test('and an error is printed on the screen that the learner comes back to', async () => {
		const {tui} = await started('throw');
		tui.send('q');
		await tui.until('Error: a bug');
		await expectRestored(tui, 1);
	});

	test.each<[signal: NodeJS.Signals, status: number]>([
		['SIGTERM', 143],
		['SIGHUP', 129],
		['SIGINT', 130],
		['SIGQUIT', 131],
	])('after %s, which still ends the program', async (signal, status) => {
		const {tui, pid} = await started('wait');
		process.kill(pid, signal);
		// bash says 128 + n only of a program that the signal has ended.
		await expectRestored(tui, status);
		expect(tui.rawBytes()).toContain('cleaned up');
	});

	test('at once by a second signal, when cleaning up takes long', async () => {
		const {tui, pid} = await started('hang');
		process.kill(pid, 'SIGTERM');
		await tui.until('cleaned up');
		process.kill(pid, 'SIGTERM');
		await expectRestored(tui, 143);
	});
});

test('a window that is closed does not cut the cleaning up short', async () => {
	const file = join(directory, 'cleaned-up');
	const node = process.execPath;
	// The terminal inside is gone as soon as script is.
	const tui = openTui(['script', '-qec', `"${node}" "${program}" slow "${file}"`, '/dev/null']);
	open.push(tui);
	await tui.until(/ready 80x24, pid \d+[.]/);
	process.kill(tui.pid, 'SIGKILL');
	await expect.poll(() => existsSync(file)).toBe(true);
});

describe('while it is taken over', () => {
	test('keys come as bytes, one by one, control keys too', async () => {
		const {tui} = await started('wait');
		tui.send('\x03');
		await tui.until('typed 03');
		tui.send('ä');
		await tui.until('typed c3a4');
	});

	test('a new size is told', async () => {
		const {tui} = await started('wait');
		tui.resize(100, 30);
		await tui.until('size 100x30');
	});

	test('it can be stopped and continued', async () => {
		const {tui, pid} = await started('wait');
		process.kill(pid, 'SIGTSTP');
		await tui.until((screen) => screen.startsWith('before'));
		expect(tui.isAlternate()).toBe(false);
		// Continued before it has stopped, it would stop afterwards (proc_pid_stat(5), field 3).
		await expect.poll(() => readFileSync(`/proc/${pid}/stat`, 'utf8')).toContain(') T ');
		process.kill(pid, 'SIGCONT');
		await tui.until('resumed');
		expect(tui.isAlternate()).toBe(true);
	});
});

test('without a terminal there is a sentence and a way on', async () => {
	const tui = openTui([
		'bash',
		'-c',
		`"${process.execPath}" "${program}" close </dev/null; echo "status $?"`,
	]);
	open.push(tui);
	await tui.until('This is not a terminal.');
	await tui.until('status 1');
	expect(tui.isAlternate()).toBe(false);
});
