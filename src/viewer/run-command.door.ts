// Runs one of the viewer's planned commands on the host, confined to looking and to a few seconds.

import {spawn} from 'node:child_process';
import {accessSync, constants, lstatSync, realpathSync, statfsSync, statSync} from 'node:fs';
import {join} from 'node:path';
import process from 'node:process';
import type {AllowedPath, PathKind} from './allowed-paths.js';
import type {CommandPlan} from './plan-command.js';

export type RunPlan = Extract<CommandPlan, {kind: 'run'}>;

/** A running command. It is gone by the time `ended` settles. */
export interface RunningCommand {
	/** The exit status as a shell would give it. */
	readonly ended: Promise<number>;
	kill(): void;
}

/** Where programs are found first. Never a home, and not /usr/local, which others than root may fill. */
const USUAL_DIRECTORIES = ['/usr/bin', '/bin', '/usr/sbin', '/sbin'];
const MOST_OUTPUT = 256 * 1024;
const MOST_MS = 5000;
/**
 * A shell's statuses for found but not run, and not found (POSIX, Shell Command Language 2.8.2).
 */
const NOT_RUN = 126;
const NOT_FOUND = 127;

/** statfs(2): types of the file systems that only the kernel fills. */
const PROC = 0x9fa0;
const CGROUP = 0x27e0eb;
const CGROUP2 = 0x63677270;
/** The directory with the v1 hierarchies, and links from `cpu` to `cpu,cpuacct`. */
const TMPFS = 0x01021994;
const CGROUPS = '/sys/fs/cgroup';

/**
 * Runs a planned command as it is, without a shell, and passes on what it prints. It gets no input,
 * none of the learner's environment, `/` as its directory and five seconds, and ends with this
 * program.
 *
 * @param directories where programs are besides the usual: only root can write there
 */
export function runCommand(
	{program, args, noNewPrivs}: RunPlan,
	columns: number,
	tell: (bytes: Uint8Array) => void,
	directories: readonly string[],
): RunningCommand {
	const searched = [
		...new Set([
			...USUAL_DIRECTORIES,
			...directories.filter((directory) => !directory.startsWith('/usr/local/')),
		]),
	];
	const say = (sentence: string, status: number): RunningCommand => {
		tell(Buffer.from(`${sentence}\n`));
		return {ended: Promise.resolve(status), kill: () => {}};
	};
	const file = findProgram(program, searched);
	if (file === undefined) return say(`${program}: command not found`, NOT_FOUND);
	const words: string[] = [];
	for (const argument of args) {
		if (typeof argument === 'string') {
			words.push(argument);
			continue;
		}
		const looked = lookAt(argument.path, argument.kinds);
		if (looked.path === undefined) return say(`${program}: ${looked.why}`, NOT_RUN);
		words.push(looked.path);
	}
	const guard = guardOf(noNewPrivs, searched);
	const [command = file, ...before] = [...guard, file];
	const child = spawn(command, [...before, ...words], {
		cwd: '/',
		env: {PATH: searched.join(':'), LANG: 'C.UTF-8', COLUMNS: String(columns)},
		stdio: ['ignore', 'pipe', 'pipe'],
		shell: false,
	});
	let told = 0;
	const kill = (): void => {
		child.kill('SIGKILL');
	};
	const pass = (bytes: Buffer): void => {
		if (told >= MOST_OUTPUT) return;
		const part = bytes.subarray(0, MOST_OUTPUT - told);
		told += part.length;
		tell(part);
		if (told < MOST_OUTPUT) return;
		tell(Buffer.from(`\n${program} was ended: no more than ${MOST_OUTPUT / 1024} kB are shown.\n`));
		kill();
	};
	child.stdout.on('data', pass);
	child.stderr.on('data', pass);
	const timer = setTimeout(() => {
		tell(Buffer.from(`\n${program} was ended after ${MOST_MS / 1000} s.\n`));
		kill();
	}, MOST_MS);
	const ended = new Promise<number>((resolve) => {
		child.on('error', (error) => {
			clearTimeout(timer);
			tell(Buffer.from(`${program}: ${error.message}\n`));
			resolve(NOT_RUN);
		});
		child.on('close', (code) => {
			clearTimeout(timer);
			resolve(code ?? 128 + 9);
		});
	});
	return {ended, kill};
}

function findProgram(name: string, directories: readonly string[]): string | undefined {
	return directories
		.map((directory) => join(directory, name))
		.find((path) => {
			try {
				accessSync(path, constants.X_OK);
				return statSync(path).isFile();
			} catch {
				return false;
			}
		});
}

/**
 * What a command is started through: util-linux's setpriv, by which the kernel ends it with this
 * program.
 */
function guardOf(noNewPrivs: boolean, directories: readonly string[]): readonly string[] {
	const setpriv = findProgram('setpriv', directories);
	// busybox's has neither option.
	if (setpriv === undefined || realpathSync(setpriv).endsWith('busybox')) return [];
	return [setpriv, '--pdeathsig', 'KILL', ...(noNewPrivs ? ['--no-new-privs'] : []), '--'];
}

type Looked = {readonly path: string} | {readonly path: undefined; readonly why: string};

/** Whether the path is what its spelling says: on a kernel file system, and this user's. */
function lookAt(allowed: AllowedPath, kinds: readonly PathKind[]): Looked {
	const {path} = allowed;
	try {
		switch (allowed.kind) {
			case 'proc':
				return statfsSync('/proc').type === PROC ? {path} : no('/proc is not that of the kernel.');
			case 'process':
				return lstatSync(`/proc/${allowed.pid}`).uid === process.geteuid?.()
					? {path}
					: no(`process ${allowed.pid} belongs to somebody else, so it is not looked at here.`);
			case 'system': {
				const found = statSync(path);
				const isOpen = (found.mode & 0o004) !== 0;
				const fits = allowed.type === 'directory' ? found.isDirectory() : found.isFile();
				return isOpen && fits
					? {path}
					: no(`${path} is not a ${allowed.type} that everybody may read.`);
			}
			case 'cgroup':
				return lookAtCgroup(path, kinds);
		}
	} catch {
		return no(`${path}: No such file or directory`);
	}
}

/** Where the path leads, with all links followed, must lie in a control group hierarchy, too. */
function lookAtCgroup(path: string, kinds: readonly PathKind[]): Looked {
	const real = realpathSync(path);
	const kind = lstatSync(real).isDirectory() ? 'directory' : 'file';
	const type = statfsSync(real).type;
	const isGroup = type === CGROUP || type === CGROUP2 || (type === TMPFS && kind === 'directory');
	if (!isGroup || (real !== CGROUPS && !real.startsWith(`${CGROUPS}/`))) {
		return no(`${path} leads out of the control groups, so it is not looked at here.`);
	}
	return kinds.includes(kind) ? {path: real} : no(`${path} is a ${kind}.`);
}

const no = (why: string): Looked => ({path: undefined, why});
