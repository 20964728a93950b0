import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, readFileSync} from 'node:fs';
import {createInterface} from 'node:readline';
import {afterEach, describe, expect, test} from 'vitest';
import {parseStatus} from '../../src/domain/proc.js';
import {createReader, type Reader} from '../../src/evidence/create-reader.door.js';
import {needRoot} from '../needs.js';
import {buildProgram, buildReader} from './build-program.js';

/** Never process 0, which stands for this very program's group. */
function signal({pid}: Reader, name: 'SIGSTOP' | 'SIGKILL'): number {
	if (pid === undefined) throw new Error('there is no reader');
	process.kill(pid, name);
	return pid;
}

const OWNER = {uid: 24_244, gid: 24_244};

const readers: Reader[] = [];
afterEach(() => {
	for (const reader of readers.splice(0)) reader.close();
});

async function openReader(deadline?: number): Promise<Reader> {
	const reader = createReader(await buildReader(), deadline);
	readers.push(reader);
	return reader;
}

const ownProcesses = (reader: Reader) => reader.askAs(undefined)('processes', process.pid, 1000);

/** Starts a program with a reader; resolves to the words of the line that begins like this. */
async function startProgram(first: string, more: readonly string[] = []) {
	const program = spawn(
		'setpriv',
		[
			...['--bounding-set', '-sys_ptrace', process.execPath],
			...[await buildProgram('reader-program.ts'), await buildReader(), ...more],
		],
		{stdio: ['ignore', 'pipe', 'inherit']},
	);
	for await (const line of createInterface({input: program.stdout})) {
		const told = line.split(' ');
		if (told[0] === first) return {program, told};
	}
	throw new Error(`the program said nothing of ${first}`);
}

/** A process that was killed stays as a zombie until its parent has heard of it. */
const isGone = (pid: number | undefined): boolean =>
	!existsSync(`/proc/${pid}`) || readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');

describe('the reader', () => {
	test('tells what the kernel tells, large numbers and maps as they are', async () => {
		const reader = await openReader();
		const told = await ownProcesses(reader);
		if (told.kind !== 'read') throw new Error(told.why);
		const [own] = told.value;
		const {capBnd} = parseStatus(readFileSync('/proc/self/status', 'utf8'));
		expect(own).toMatchObject({pid: process.pid, capBnd});
		const facts = await reader.askAs(undefined)(
			'facts',
			{initPid: process.pid, cgroups: []},
			undefined,
		);
		expect(facts.kind === 'read' && facts.value.get('kernel.release')).toBe(
			readFileSync('/proc/sys/kernel/osrelease', 'utf8').trim(),
		);
	});

	test('has the ids of the sandbox where root runs the program, and no rights of its own', async (context) => {
		needRoot(context);
		const reader = await openReader();
		await reader.askAs(OWNER)('processes', process.pid, 1000);
		const status = readFileSync(`/proc/${reader.pid}/status`, 'utf8');
		const {uids, gids, capEff} = parseStatus(status);
		expect({uids, gids, capEff}).toEqual({
			uids: Array(4).fill(OWNER.uid),
			gids: Array(4).fill(OWNER.gid),
			capEff: 0n,
		});
		expect(status).toMatch(/^Groups:\s*$/m);
		expect(status).toMatch(/^CapPrm:\s*0+$/m);
	});

	test('sees with those ids what root without CAP_SYS_PTRACE, as in a container, does not see', async (context) => {
		needRoot(context);
		const other = spawn('sleep', ['1000'], {...OWNER, stdio: 'ignore'});
		try {
			const namespacesAs = async (...uid: readonly string[]): Promise<readonly string[]> => {
				const {program, told} = await startProgram('answered', [String(other.pid), ...uid]);
				program.kill('SIGKILL');
				return told.slice(2).filter(Boolean);
			};
			expect(await namespacesAs()).toEqual([]);
			expect(await namespacesAs(String(OWNER.uid))).toContain('pid');
		} finally {
			other.kill('SIGKILL');
		}
	});

	test('that does not answer in time is killed, and another one answers the next question', async () => {
		const reader = await openReader(2500);
		await ownProcesses(reader);
		const pid = signal(reader, 'SIGSTOP');
		expect(await ownProcesses(reader)).toEqual({
			kind: 'unreadable',
			why: expect.stringMatching(/^The kernel did not answer in time/),
			isLate: true,
		});
		expect(reader.pid).not.toBe(pid);
		expect((await ownProcesses(reader)).kind).toBe('read');
		await expect.poll(() => isGone(pid)).toBe(true);
	});

	test('that was killed by somebody else is told, and started again', async () => {
		const reader = await openReader();
		await ownProcesses(reader);
		signal(reader, 'SIGSTOP');
		const asked = ownProcesses(reader);
		signal(reader, 'SIGKILL');
		expect(await asked).toEqual({
			kind: 'unreadable',
			why: 'The process that looks into the sandbox has ended (SIGKILL).',
		});
		expect((await ownProcesses(reader)).kind).toBe('read');
	});

	test('that can not be started is told as that, and not tried again and again', async () => {
		const reader = createReader('/nowhere/reader.js');
		readers.push(reader);
		const why = 'The process that looks into the sandbox has ended (status 1).';
		expect(await ownProcesses(reader)).toEqual({kind: 'unreadable', why});
		expect(await ownProcesses(reader)).toEqual({kind: 'unreadable', why});
		expect(reader.pid).toBeUndefined();
	});

	test('ends when it is closed', async () => {
		const reader = await openReader();
		await ownProcesses(reader);
		const {pid} = reader;
		reader.close();
		await expect.poll(() => isGone(pid)).toBe(true);
	});

	test.each([
		['has answered', 'answered'],
		['was only just started', 'started'],
	])('ends with the program, even one that is killed, when it %s', async (_when, when) => {
		const {program, told} = await startProgram(when);
		const exit = once(program, 'exit');
		const pid = Number(told[1]);
		expect(isGone(pid)).toBe(false);
		program.kill('SIGKILL');
		await exit;
		await expect.poll(() => isGone(pid)).toBe(true);
	});
});
