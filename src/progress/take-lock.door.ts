// Takes the lock on the progress file, and takes it away from whoever will never release it.
import {randomUUID} from 'node:crypto';
import {closeSync, openSync, readlinkSync, symlinkSync, unlinkSync, writeFileSync} from 'node:fs';
import {hostname} from 'node:os';
import {parseStat} from '../domain/proc.js';
import {readLink, readText} from '../files/read-text.door.js';
import {readWhole} from '../files/read-whole.door.js';
import {codeOf, ifNot} from './error-code.js';
import {decideWait, fateOf, formatHolder, parseHolder, type Started} from './file-lock.js';
import {NotSaved} from './saving-warnings.js';

const RETRY_MS = 5;

/** Errno codes of a file system that has no symbolic links (symlink(2)). */
const NO_LINKS: readonly unknown[] = ['EPERM', 'ENOSYS', 'EOPNOTSUPP', 'ENOTSUP', 'EINVAL'];

export interface Lock {
	/** Whether nobody has taken it away meanwhile. */
	isOurs(): boolean;
	release(): void;
}

/** Node's only way to wait synchronously. */
function pause(milliseconds: number): void {
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** The boot id changes with each start of a kernel, the other is that of the PID namespace. */
const WHERE = [
	readText('/proc/sys/kernel/random/boot_id')?.trim() ?? hostname(),
	readLink('/proc/self/ns/pid') ?? '',
].join(' ');

function startOf(pid: number): Started {
	const text = readText(`/proc/${pid}/stat`);
	if (text !== undefined) {
		const {state, startTime} = parseStat(text);
		// A zombie or a dead process releases nothing any more (proc_pid_stat(5)).
		return state === 'Z' || state === 'X' ? 'gone' : startTime;
	}
	try {
		// kill(2): signal 0 only asks whether it exists. /proc may be mounted with hidepid.
		process.kill(pid, 0);
		return undefined;
	} catch (error) {
		return codeOf(error) === 'ESRCH' ? 'gone' : undefined;
	}
}

const ownStart = startOf(process.pid);

/**
 * Makes the lock, which is a symbolic link that leads nowhere: symlink(2) makes it with its text in
 * one step, so that a kill leaves all of it or none. False where there is one.
 */
function makeLock(path: string, text: string): boolean {
	try {
		if (process.platform === 'win32') return makeLockFile(path, text);
		symlinkSync(text, path);
		return true;
	} catch (error) {
		if (codeOf(error) === 'EEXIST') return false;
		if (NO_LINKS.includes(codeOf(error))) return makeLockFile(path, text);
		throw error;
	}
}

function makeLockFile(path: string, text: string): boolean {
	const file = ifNot('EEXIST', () => openSync(path, 'wx', 0o600));
	if (file === undefined) return false;
	try {
		writeFileSync(file, text);
		return true;
	} catch (error) {
		unlinkSync(path);
		throw error;
	} finally {
		closeSync(file);
	}
}

/** The text of the lock; undefined where there is none. */
function readLock(path: string): string | undefined {
	try {
		return readlinkSync(path);
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return undefined;
		const read = ifNot('ENOENT', () => readWhole(path, 'refuse'));
		return read && ('text' in read ? read.text : read.unfit);
	}
}

function removeLock(path: string, text: string): void {
	// Whoever locked again between these two will notice before writing (progress-store.door).
	if (readLock(path) === text) ifNot('ENOENT', () => unlinkSync(path));
}

/** Takes locks; remembers for how long it has seen the same one. `now` never goes back. */
export function createLocker(now = (): number => performance.now()) {
	let seen: {readonly text: string; readonly since: number} | undefined;

	return {
		/** Waits for it; throws NotSaved where another program goes on holding it. */
		take(path: string): Lock {
			const started = typeof ownStart === 'number' ? ownStart : undefined;
			const text = formatHolder({pid: process.pid, started, where: WHERE, id: randomUUID()});
			const begun = now();
			while (!makeLock(path, text)) {
				const found = readLock(path) ?? '';
				if (found !== seen?.text) seen = {text: found, since: now()};
				const fate = fateOf(parseHolder(seen.text), WHERE, startOf);
				const todo = decideWait(fate, now() - seen.since, now() - begun);
				if (todo === 'give-up') throw new NotSaved('another program holds it');
				if (todo === 'take-away') removeLock(path, seen.text);
				else pause(RETRY_MS);
			}
			return {
				isOurs: () => readLock(path) === text,
				release: () => removeLock(path, text),
			};
		},
	};
}
