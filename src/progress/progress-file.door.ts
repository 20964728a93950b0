// Keeps progress through crashes, full disks, other running copies and broken files.

import {
	closeSync,
	copyFileSync,
	lchownSync,
	linkSync,
	mkdirSync,
	openSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	unlinkSync,
	writeFileSync,
} from 'node:fs';
import {homedir, hostname} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import Conf from 'conf';
import type {ProgressPort} from '../domain/ports.js';
import {NO_PROGRESS, type Progress} from '../domain/progress.js';
import {mergeProgress} from './exchange.js';
import {formatHolder, isStale, parseHolder, WAIT_AT_MOST_MS} from './file-lock.js';
import {parseStored, progressOf, type Stored, storedOf} from './format.js';
import {isNewer, migrate} from './migrations.js';
import {type ProgressPlace, placeProgress} from './progress-place.js';
import {NotSaved, saySetAside, sayUnsaved} from './saving-warnings.js';

const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;
const RETRY_MS = 5;

const codeOf = (error: unknown): unknown =>
	error instanceof Error && 'code' in error ? error.code : undefined;

/** The result of `act`; undefined where there is no such file. */
function ifThere<T>(act: () => T): T | undefined {
	try {
		return act();
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return undefined;
		throw error;
	}
}

/** Node's only way to wait synchronously. */
function pause(milliseconds: number): void {
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** kill(2) with signal 0 only asks whether a process exists; EPERM: it does, under another user. */
function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return codeOf(error) === 'EPERM';
	}
}

/** Makes the folder, and hands what it made to the person it is for. */
function makeFolder({directory, owner}: ProgressPlace): void {
	const first = mkdirSync(directory, {recursive: true, mode: PRIVATE_FOLDER});
	if (owner === undefined) return;
	for (let path = directory; first !== undefined; path = dirname(path)) {
		lchownSync(path, owner.uid, owner.gid);
		if (path === first) break;
	}
	// A link in somebody's home must not lead root into writing to a folder that isn't theirs.
	if (statSync(directory).uid !== owner.uid) throw new NotSaved('it belongs to somebody else');
}

/** Removes a stale lock, by renaming: of two programs that find it stale, only one gets it. */
function removeIfStale(lock: string): void {
	const text = ifThere(() => readFileSync(lock, 'utf8'));
	const age = ifThere(() => Date.now() - statSync(lock).mtimeMs);
	if (text === undefined || age === undefined) return;
	if (!isStale({holder: parseHolder(text), age, host: hostname(), isAlive})) return;
	const taken = `${lock}.${process.pid}`;
	ifThere(() => {
		renameSync(lock, taken);
		// Another program was faster and has locked again: give its lock back.
		if (readFileSync(taken, 'utf8') !== text) linkSync(taken, lock);
	});
	rmSync(taken, {force: true});
}

function tryLock(lock: string, text: string): boolean {
	let file: number;
	try {
		file = openSync(lock, 'wx', PRIVATE_FILE);
	} catch (error) {
		if (codeOf(error) === 'EEXIST') return false;
		throw error;
	}
	try {
		writeFileSync(file, text);
	} catch (error) {
		unlinkSync(lock);
		throw error;
	} finally {
		closeSync(file);
	}
	return true;
}

function withLock<T>(lock: string, act: () => T): T {
	const text = formatHolder({pid: process.pid, host: hostname(), at: Date.now()});
	const deadline = performance.now() + WAIT_AT_MOST_MS;
	while (!tryLock(lock, text)) {
		removeIfStale(lock);
		if (performance.now() > deadline) throw new NotSaved('another program holds it');
		pause(RETRY_MS);
	}
	try {
		return act();
	} finally {
		rmSync(lock, {force: true});
	}
}

/** The files of one place. Every method may throw; whoever writes must hold the lock. */
function createStore(place: ProgressPlace) {
	const {directory, owner} = place;
	const file = join(directory, 'progress.json');
	const backup = join(directory, 'progress.backup.json');
	const lock = join(directory, 'progress.lock');
	const give = (path: string): void => {
		if (owner !== undefined) lchownSync(path, owner.uid, owner.gid);
	};

	/** A hard link takes no room on a full disk; file systems without links get a copy. */
	function keepBackup(): void {
		const fresh = `${backup}.${process.pid}`;
		ifThere(() => {
			try {
				linkSync(file, fresh);
			} catch (error) {
				if (codeOf(error) === 'ENOENT') throw error;
				copyFileSync(file, fresh);
			}
			give(fresh);
			renameSync(fresh, backup);
		});
		// rename(2) does nothing, and leaves both names, where they are the same file already.
		rmSync(fresh, {force: true});
	}

	return {
		file,
		locked<T>(act: () => T): T {
			makeFolder(place);
			return withLock(lock, act);
		},
		/** What is stored; undefined where the file is broken. */
		load(): Stored | undefined {
			const text = ifThere(() => readFileSync(file, 'utf8'));
			return text === undefined ? {} : parseStored(text);
		},
		/** Sets a broken file aside. Returns what the backup holds, and where the broken file is now. */
		recover(): {readonly stored: Stored; readonly asideAt: string; readonly fromBackup: boolean} {
			const date = new Date().toISOString().replaceAll(':', '-');
			const asideAt = join(directory, `progress.broken-${date}.json`);
			renameSync(file, asideAt);
			const text = ifThere(() => readFileSync(backup, 'utf8'));
			const stored = text === undefined ? undefined : parseStored(text);
			return {stored: stored ?? {}, asideAt, fromBackup: stored !== undefined};
		},
		save(stored: Stored): void {
			keepBackup();
			const conf = new Conf<Record<string, unknown>>({
				cwd: directory,
				configName: 'progress',
				configFileMode: PRIVATE_FILE,
				accessPropertiesByDotNotation: false,
			});
			conf.store = {...stored};
			give(file);
			// conf does not check how much was written: a disk that has just filled up leaves half a file.
			if (parseStored(readFileSync(file, 'utf8')) === undefined) {
				renameSync(backup, file);
				throw new NotSaved('the disk is full');
			}
		},
	};
}

function surroundingPlace(): ProgressPlace {
	const uid = process.getuid?.();
	return placeProgress({
		platform: process.platform,
		env: process.env,
		home: homedir(),
		uid,
		passwd: uid === 0 ? (ifThere(() => readFileSync('/etc/passwd', 'utf8')) ?? '') : '',
	});
}

/**
 * Opens the learner's progress in `dir`, by default their configuration folder. Never throws: a
 * file that can't be read or written becomes a warning, and this run's progress stays in memory.
 */
export function openProgress({dir}: {readonly dir?: string | undefined} = {}): ProgressPort {
	const place =
		dir === undefined ? surroundingPlace() : {directory: resolve(dir), owner: undefined};
	const store = createStore(place);
	let current: Progress = NO_PROGRESS;
	/** Something of `current` is not in the file. */
	let unsaved = false;
	let setAside: string | undefined;
	let unsavedWarning: string | undefined;

	function loadOrRecover(): Stored {
		const loaded = store.load();
		if (loaded !== undefined) return migrate(loaded);
		const {stored, asideAt, fromBackup} = store.recover();
		setAside = saySetAside(asideAt, fromBackup);
		if (fromBackup) store.save(stored);
		return migrate(stored);
	}

	/** Reads or writes the file; a failure becomes a warning and leaves memory as it is. */
	function guarded(act: () => void): void {
		try {
			act();
			unsavedWarning = undefined;
		} catch (error) {
			unsavedWarning = sayUnsaved(place.directory, error);
		}
	}

	function refresh(): void {
		const stored = loadOrRecover();
		const inFile = progressOf(stored);
		current = unsaved ? mergeProgress(current, inFile) : inFile;
		if (isNewer(stored)) throw new NotSaved('a newer container-lessons wrote what is there');
	}

	function loadQuietly(): Stored | undefined {
		try {
			const loaded = store.load();
			return loaded && migrate(loaded);
		} catch {
			return undefined;
		}
	}

	// Locked although it only reads, so that a host that can't save says so before anything is done.
	guarded(() => store.locked(refresh));

	return {
		file: store.file,
		read() {
			// Another program may have saved since; if that can't be read, memory is the best there is.
			const loaded = unsaved ? undefined : loadQuietly();
			if (loaded !== undefined) current = progressOf(loaded);
			return current;
		},
		update(change) {
			let changed = false;
			guarded(() =>
				store.locked(() => {
					refresh();
					current = change(current);
					changed = true;
					unsaved = true;
					store.save(storedOf(current, migrate(store.load() ?? {})));
					unsaved = false;
				}),
			);
			if (!changed) {
				current = change(current);
				unsaved = true;
			}
			return current;
		},
		get isSaved() {
			return !unsaved;
		},
		get warning() {
			const warnings = [setAside, unsavedWarning].filter((warning) => warning !== undefined);
			return warnings.length === 0 ? undefined : warnings.join(' ');
		},
	};
}
