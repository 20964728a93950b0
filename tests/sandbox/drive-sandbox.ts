import {type ChildProcess, spawn} from 'node:child_process';
import {
	chmodSync,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	rmSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {build} from 'esbuild';
import type {TabView} from '../../src/domain/exercise.js';
import type {SandboxCgroup, ScriptResult, TerminalSize} from '../../src/domain/sandbox.js';
import {MARK_OSC} from '../../src/domain/shell-mark.js';

export type Request =
	| {readonly do: 'run'; readonly script: string; readonly timeoutMs?: number}
	| {readonly do: 'start'; readonly slot: number; readonly view: TabView}
	| {readonly do: 'write'; readonly slot: number; readonly base64: string}
	| {readonly do: 'resize'; readonly slot: number; readonly size: TerminalSize}
	| {readonly do: 'close'};

/** A shell in a tab, waited for by its marks and, where there are none, by what it prints. */
export interface DrivenShell {
	/** Types a line, waits for the next prompt, gives what was printed between. */
	command(line: string): Promise<{readonly output: string; readonly status: number}>;
	send(text: string | Uint8Array): void;
	/** Everything since the last look that this was called for, once the pattern is in it. */
	waitFor(pattern: RegExp): Promise<string>;
	resize(size: TerminalSize): Promise<void>;
}

export interface DrivenBox {
	/** The program that opened the box, to be killed. */
	readonly program: ChildProcess;
	readonly initPid: number;
	/** On the host. */
	readonly uid: number;
	readonly cgroups: readonly SandboxCgroup[];
	run(script: string, timeoutMs?: number): Promise<ScriptResult>;
	shell(slot: number, view: TabView): Promise<DrivenShell>;
	/** Resolves with what `Box.ended` said. */
	readonly ended: Promise<{readonly end: string; readonly why?: string}>;
	/** Fails when a control group that was made for it is left. */
	close(): Promise<void>;
}

/** One line of the program's output. */
interface Said {
	readonly end: {readonly end: string; readonly why?: string};
	readonly slot: number;
	readonly base64: string;
	readonly id: number;
	readonly result: unknown;
	readonly error?: string;
}

const DEADLINE_MS = 15_000;

let built: Promise<string> | undefined;

/** Where the program stands as plain JavaScript that any user may read. */
function buildProgram(): Promise<string> {
	built ??= (async () => {
		const directory = mkdtempSync(join(tmpdir(), 'container-lessons-test-'));
		chmodSync(directory, 0o755);
		process.once('exit', () => rmSync(directory, {recursive: true}));
		const outfile = join(directory, 'sandbox-program.mjs');
		await build({
			entryPoints: [join(import.meta.dirname, 'sandbox-program.ts')],
			bundle: true,
			platform: 'node',
			format: 'esm',
			outfile,
			logLevel: 'error',
		});
		return outfile;
	})();
	return built;
}

/** Opens a sandbox from a process of its own; `uid` runs that as somebody else, which takes root. */
export async function driveBox(
	uid?: number,
	options: {readonly wrap?: readonly string[]; readonly env?: NodeJS.ProcessEnv} = {},
): Promise<DrivenBox> {
	const as =
		uid === undefined ? [] : ['setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups'];
	const [command = process.execPath, ...args] = [
		...(options.wrap ?? []),
		...as,
		process.execPath,
		await buildProgram(),
	];
	const program = spawn(command, args, {
		cwd: '/',
		stdio: ['pipe', 'pipe', 'pipe'],
		env: {PATH: process.env['PATH'], ...options.env},
	});
	let complaints = '';
	program.stderr.on('data', (chunk) => {
		complaints += chunk;
	});
	const answers = new Map<number, {resolve(result: never): void; reject(error: Error): void}>();
	const shells = new Map<number, (chunk: Buffer) => void>();
	let endedWith: (end: {end: string; why?: string}) => void = () => {};
	const ended = new Promise<{end: string; why?: string}>((resolve) => {
		endedWith = resolve;
	});
	const opened = await new Promise<{
		initPid: number;
		uid: number;
		markKey: string;
		cgroups: SandboxCgroup[];
	}>((resolve, reject) => {
		program.once('exit', () => reject(new Error(`the box program ended: ${complaints}`)));
		const receive: {readonly [event: string]: (said: Said) => void} = {
			open: resolve as (said: unknown) => void,
			ended: ({end}) => endedWith(end),
			output: ({slot, base64}) => shells.get(slot)?.(Buffer.from(base64, 'base64')),
			answer: ({id, result, error}) => {
				const waiting = answers.get(id);
				if (error === undefined) waiting?.resolve(result as never);
				else waiting?.reject(new Error(error));
			},
		};
		createInterface({input: program.stdout}).on('line', (line) => {
			const said = JSON.parse(line);
			receive[said.event]?.(said);
		});
	});
	let count = 0;
	const ask = <T>(request: Request) =>
		new Promise<T>((resolve, reject) => {
			count += 1;
			answers.set(count, {resolve, reject});
			program.stdin.write(`${JSON.stringify({...request, id: count})}\n`);
		});
	return {
		program,
		initPid: opened.initPid,
		uid: opened.uid,
		cgroups: opened.cgroups,
		ended,
		run: (script, timeoutMs) =>
			ask<ScriptResult>({do: 'run', script, ...(timeoutMs === undefined ? {} : {timeoutMs})}),
		async shell(slot, view) {
			const shell = createShell(
				opened.markKey,
				(base64) => void ask({do: 'write', slot, base64}),
				(size) => ask({do: 'resize', slot, size}),
			);
			shells.set(slot, shell.receive);
			await ask({do: 'start', slot, view});
			await shell.waitFor(/;prompt;/);
			return shell;
		},
		async close() {
			if (program.exitCode !== null || program.signalCode !== null) return;
			await ask({do: 'close'});
			const exited = new Promise((resolve) => program.once('exit', resolve));
			program.kill('SIGKILL');
			await exited;
			const left = groupsMadeFor(opened).filter((path) => existsSync(path));
			if (left.length > 0) throw new Error(`${left.join(' and ')} was left behind`);
		},
	};
}

/** Where the control groups stand that were made for a box; a scope of systemd is removed by systemd. */
export const groupsMadeFor = ({cgroups}: Pick<DrivenBox, 'cgroups'>): readonly string[] =>
	cgroups.flatMap(({path}) => /^.*\/container-lessons-[^/]+/.exec(path)?.[0] ?? []);

function createShell(
	key: string,
	write: (base64: string) => void,
	resize: (size: TerminalSize) => Promise<void>,
): DrivenShell & {receive(chunk: Buffer): void} {
	let seen = '';
	let changed: () => void = () => {};
	const promptMark = new RegExp(
		`\\u001b\\]${MARK_OSC};${key};prompt;(\\d+);\\d+;[^\\u0007]*\\u0007`,
	);
	const runMark = new RegExp(`\\u001b\\]${MARK_OSC};${key};run;\\d+\\u0007`);
	const send = (text: string | Uint8Array) => write(Buffer.from(text).toString('base64'));
	const take = async (pattern: RegExp): Promise<{before: string; match: RegExpExecArray}> => {
		const deadline = Date.now() + DEADLINE_MS;
		for (;;) {
			const match = pattern.exec(seen);
			if (match !== null) {
				const before = seen.slice(0, match.index + match[0].length);
				seen = seen.slice(before.length);
				return {before, match};
			}
			const left = deadline - Date.now();
			if (left <= 0)
				throw new Error(`${pattern} did not come; the terminal shows ${JSON.stringify(seen)}`);
			await new Promise<void>((resolve) => {
				const timer = setTimeout(resolve, left);
				changed = () => {
					clearTimeout(timer);
					resolve();
				};
			});
		}
	};
	return {
		receive(chunk) {
			seen += chunk.toString('utf8');
			changed();
		},
		send,
		resize,
		async waitFor(pattern) {
			return (await take(pattern)).before;
		},
		async command(line) {
			send(`${line}\n`);
			await take(runMark);
			const {before, match} = await take(promptMark);
			const output = before.slice(0, before.length - match[0].length);
			return {output: output.replaceAll('\r\n', '\n'), status: Number(match[1])};
		},
	};
}

/** Words of sh that come to the pids, as a shell inside counts, of all programs of that name. */
export const pidsNamed = (name: string): string =>
	`$(grep -lsx ${name} /proc/[0-9]*/comm | tr -dc '0-9\\n')`;

/** Pids on the host of everything that lives in the PID namespace of `initPid`, zombies left out. */
export const livingIn = (pidNamespace: string): readonly string[] =>
	readdirSync('/proc').filter((name) => {
		if (!/^\d+$/.test(name)) return false;
		try {
			const lives = ['pid', 'pid_for_children'].some(
				(kind) => readlinkSync(`/proc/${name}/ns/${kind}`) === pidNamespace,
			);
			return lives && !/^State:\s*[ZX]/m.test(readFileSync(`/proc/${name}/status`, 'utf8'));
		} catch {
			// It has ended meanwhile, or is somebody else's.
			return false;
		}
	});

/** Asks again until it holds; fails with what was last seen. */
export async function eventually<T>(look: () => T, holds: (seen: T) => boolean): Promise<T> {
	const deadline = Date.now() + DEADLINE_MS;
	for (;;) {
		const seen = look();
		if (holds(seen)) return seen;
		if (Date.now() > deadline) throw new Error(`still ${JSON.stringify(seen)}`);
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}
