// Starts a planned sandbox, and sees to it that its end leaves nothing on the host.

import {type ChildProcess, spawn} from 'node:child_process';
import {closeSync, openSync, readdirSync, readFileSync} from 'node:fs';
import {dirname} from 'node:path';
import process from 'node:process';
import {Duplex, Readable} from 'node:stream';
import {complaintOf} from '../domain/complaint.js';
import type {Sandbox, SandboxCgroup, SandboxEnd} from '../domain/sandbox.js';
import {UserError} from '../domain/user-error.js';
import {makeCgroups, removeCgroups} from './cgroup-directories.door.js';
import {INSIDE_FD, terminalNumber} from './inside-scripts.js';
import {type Janitor, startJanitor} from './janitor.door.js';
import type {SandboxPlan} from './plan-sandbox.js';
import {createTabSocket} from './sandbox-terminal.js';
import {createScriptRunner} from './script-runner.js';
import {watchMemory} from './watch-memory.door.js';

const START_MS = 20_000;
const RUN_MS = 5000;
const DOCTOR = 'Run container-lessons doctor: it says what this machine lacks and what mends it.';

/**
 * Starts a planned sandbox and resolves when its tabs are waiting. Where it does not come up,
 * throws a UserError with what the sandbox complained of; a StartTooSlow where it was not refused but
 * took too long, or where `signal` ended the wait.
 *
 * Call it on the main thread: the death signal is sent when the thread that spawned it ends
 * (prctl(2)).
 */
export async function runPlan(plan: SandboxPlan, signal?: AbortSignal): Promise<Sandbox> {
	const directories = plan.cgroup.directories.map(({path}) => path);
	// What is below another one is removed with it.
	const tops = directories.filter((path) => !directories.includes(dirname(path)));
	let janitor: Janitor | undefined;
	const tidy = async () => {
		await removeCgroups(tops);
		janitor?.end();
	};
	try {
		// Before there is anything to tidy up: from here on this program may be killed at any moment.
		if (tops.length > 0) janitor = startJanitor(tops, plan.env['PATH']);
		makeCgroups(plan.cgroup.directories, plan.ownedBy);
		const child = spawnPlan(plan);
		return await awaitSandbox(plan, child, janitor, tidy, signal);
	} catch (error) {
		await tidy();
		throw isSystemError(error)
			? new UserError(`The sandbox could not start: ${error.message}.`, DOCTOR)
			: error;
	}
}

/** It may come up the next time: nothing was refused. */
export class StartTooSlow extends UserError {}

const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
	error instanceof Error && 'errno' in error;

async function awaitSandbox(
	plan: SandboxPlan,
	child: ChildProcess,
	janitor: Janitor | undefined,
	tidy: () => Promise<void>,
	signal: AbortSignal | undefined,
): Promise<Sandbox> {
	const complaints = collectTail(readable(child, INSIDE_FD.diagnostics));
	const run = duplex(child, INSIDE_FD.run);
	const trace = readable(child, INSIDE_FD.trace);
	// Nobody may be listening yet, and a shell that can't write waits.
	trace.resume();
	const runner = createScriptRunner(plan.markKey, run, readable(child, INSIDE_FD.runErrors));
	const tabs = INSIDE_FD.tabs.map((fd) =>
		createTabSocket(plan.markKey, duplex(child, fd), async (terminal, {rows, columns}) => {
			await runner.run(`stty -F /dev/pts/${terminal} rows ${rows} cols ${columns}`, RUN_MS);
		}),
	);
	let closing = false;
	let tooMuch = '';
	const exited = new Promise<string>((resolve) => {
		child.once('error', (error) => resolve(error.message));
		child.once('exit', (code, signal) => resolve(signal ?? `status ${code}`));
	});
	const ended = exited.then(async (how): Promise<SandboxEnd> => {
		runner.ended();
		destroyStreams(child);
		await tidy();
		if (closing) return {kind: 'closed'};
		const why = tooMuch || complaints() || `its first process ended (${how})`;
		return {
			kind: 'died',
			why: `The sandbox is gone: ${why}.`,
			nextStep: 'Reset the exercise to get a new one.',
		};
	});

	let initPid = 0;
	let group = '';
	const ready = new Promise<'ready'>((resolve) => {
		let isReady = false;
		onLine(readable(child, INSIDE_FD.progress), (line) => {
			const [word, first = '', second = ''] = line.split(' ');
			if (word === 'tty') tabs[Number(first)]?.terminalIs(terminalNumber(Number(second)));
			// From here on the learner's programs run beside those that hold this socket, and may get
			// hold of it (pidfd_getfd(2)): a pid reported now must not be signalled.
			if (isReady) return;
			if (word === 'init') initPid = Number(first);
			if (word === 'cgroup') group = line.slice('cgroup '.length);
			if (word === 'ready') {
				isReady = true;
				resolve('ready');
			}
		});
	});
	const kill = () => {
		child.stdin?.destroy();
		// The pid still means it: unshare, which would reap it, has not exited.
		if (child.exitCode === null && child.signalCode === null) {
			if (initPid > 0) killQuietly(initPid);
			else child.kill('SIGKILL');
		}
	};
	const close = () => {
		closing = true;
		kill();
	};
	const endFor = (why: string) => () => {
		tooMuch = why;
		kill();
	};
	janitor?.onCrowded(endFor('it made more control groups than this machine can spare'));
	// Beside a control group, too: v2 may have given none of memory, and says nothing of it.
	const unwatch = watchMemory(endFor('this machine had hardly any memory left'));
	void exited.then(unwatch);
	const timer = setTimeout(close, START_MS);
	signal?.addEventListener('abort', close);
	if (signal?.aborted) close();
	const started = await Promise.race([ready, exited]);
	clearTimeout(timer);
	signal?.removeEventListener('abort', close);
	if (closing) {
		await ended;
		throw new StartTooSlow('The sandbox could not start: it took too long.', DOCTOR);
	}
	if (started !== 'ready') {
		await ended;
		throw new UserError(`The sandbox could not start: ${complaints() || started}.`, DOCTOR);
	}
	return {
		initPid,
		owner: plan.ownedBy,
		markKey: plan.markKey,
		cgroups: plan.cgroup.groups.map((at): SandboxCgroup => ({...at, path: at.path || group})),
		startTerminal(slot, view, size) {
			const tab = tabs[slot];
			if (tab === undefined)
				throw new Error(`a sandbox has ${tabs.length} tabs, not a tab ${slot}`);
			return tab.start(view, size);
		},
		onTrace(listener) {
			trace.on('data', listener);
			return () => trace.off('data', listener);
		},
		run: (script, timeoutMs = RUN_MS) => runner.run(script, timeoutMs),
		ended,
		async close() {
			close();
			await ended;
		},
	};
}

function spawnPlan(plan: SandboxPlan): ChildProcess {
	const nothing = openSync('/dev/null', 'r+');
	try {
		const stdio: ('pipe' | 'ignore' | number)[] = Array.from(
			{length: INSIDE_FD.trace + 1},
			() => 'pipe',
		);
		for (const fd of leakingDescriptors()) {
			while (stdio.length < fd) stdio.push('ignore');
			stdio[fd] ??= nothing;
		}
		return spawn(plan.command, plan.args, {
			cwd: '/',
			env: {...plan.env},
			stdio,
			// A session of its own: no controlling terminal to reach, no Ctrl-C meant for this program.
			detached: true,
			...plan.spawnAs,
		});
	} finally {
		closeSync(nothing);
	}
}

/**
 * Descriptors this program inherited without close-on-exec (flags 02000000 in fdinfo,
 * proc_pid_fdinfo(5)): node passes them on, so something harmless must cover them.
 */
function leakingDescriptors(): readonly number[] {
	return readdirSync('/proc/self/fd')
		.map(Number)
		.filter((fd) => {
			try {
				const flags = /^flags:\s+([0-7]+)/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8'));
				return fd > 2 && (Number.parseInt(flags?.[1] ?? '0', 8) & 0o2000000) === 0;
			} catch {
				return false;
			}
		})
		.toSorted((a, b) => a - b);
}

const LONGEST_LINE = 4096;

/** Tells each line; of one that never ends, only the last part is kept. */
function onLine(stream: Readable, tell: (line: string) => void): void {
	let unfinished = '';
	stream.on('data', (chunk: Buffer) => {
		const lines = (unfinished + chunk.toString('utf8')).split('\n');
		unfinished = lines.pop()?.slice(-LONGEST_LINE) ?? '';
		for (const line of lines) tell(line);
	});
}

/** What the sandbox complained of, so that a message can name the cause. */
function collectTail(stream: Readable): () => string {
	let tail = '';
	stream.on('data', (chunk: Buffer) => {
		tail = (tail + chunk.toString('utf8')).slice(-2000);
	});
	return () => complaintOf(tail);
}

function readable(child: ChildProcess, fd: number): Readable {
	const stream = child.stdio[fd];
	if (!(stream instanceof Readable)) throw new Error(`descriptor ${fd} is not a pipe`);
	stream.on('error', () => {});
	return stream;
}

function duplex(child: ChildProcess, fd: number): Duplex {
	const stream = child.stdio[fd];
	if (!(stream instanceof Duplex)) throw new Error(`descriptor ${fd} is not a socket`);
	// Writing to a tab whose sandbox is gone is not the writer's fault: `ended` tells.
	stream.on('error', () => {});
	return stream;
}

function destroyStreams(child: ChildProcess): void {
	for (const stream of child.stdio) stream?.destroy();
}

function killQuietly(pid: number): void {
	try {
		process.kill(pid, 'SIGKILL');
	} catch {
		// It ended by itself between the check and the signal.
	}
}
