// The files of one learner's progress: read, replaced and backed up by one program at a time.
import {constants, copyFileSync, linkSync, readlinkSync, realpathSync, unlinkSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {readWhole} from '../files/read-whole.door.js';
import {ifNot} from './error-code.js';
import {parseStored, type Stored} from './format.js';
import {inFolder} from './progress-folder.door.js';
import type {ProgressPlace} from './progress-place.js';
import {sweepDrafts, writeDraft} from './replace-file.door.js';
import {NotSaved, WITHOUT_SUDO} from './saving-warnings.js';
import {createLocker, type Lock} from './take-lock.door.js';

/** How often to start over when the lock was taken away; once has taken ten seconds of standstill. */
const MOST_TRIES = 5;

/** The lock was taken away: what was read may be old by now, and nothing was written. */
class Overtaken extends Error {
	override readonly name = 'Overtaken';
}

/** What may be done while the lock is held. Every method may throw. */
export interface StoredFiles {
	/** What is stored; undefined where the file is broken. */
	load(): Stored | undefined;
	/** Replaces what is stored. What was there is the backup from then on. */
	save(stored: Stored): void;
	/** Sets a broken file aside for the backup. Returns what that held, and where the broken file is now. */
	recover(): {readonly stored: Stored; readonly asideAt: string; readonly fromBackup: boolean};
}

/** The files of a place. */
export function createStore(place: ProgressPlace) {
	const locker = createLocker();
	return {
		/**
		 * Does something under the lock, and once more from the start where that was taken away before
		 * anything was written. Throws what `act` throws, and NotSaved.
		 */
		locked(act: (files: StoredFiles) => void): void {
			for (let tries = 0; tries < MOST_TRIES; tries++) {
				try {
					inFolder(place, (folder) => {
						const lock = locker.take(join(folder, 'progress.lock'));
						try {
							act(openFiles(place, folder, lock));
						} finally {
							lock.release();
						}
					});
					return;
				} catch (error) {
					if (!(error instanceof Overtaken)) throw error;
				}
			}
			throw new NotSaved('another program holds it');
		},
		/** What is stored, read without the lock: a file is only ever replaced whole. */
		load: (): Stored | undefined =>
			inFolder(place, (folder) => loadFile(place, fileIn(place, folder))),
	};
}

/** The file itself. A person may keep it elsewhere and put a link here; root follows none of theirs. */
function fileIn({owner}: ProgressPlace, folder: string): string {
	const path = join(folder, 'progress.json');
	if (owner !== undefined) return path;
	const real = ifNot('ENOENT', () => realpathSync(path));
	if (real !== undefined) return real;
	try {
		// A link to a file that is not there yet.
		return resolve(folder, readlinkSync(path));
	} catch {
		return path;
	}
}

/** The text of a file; undefined where there is none. */
function readFile({owner}: ProgressPlace, path: string): string | undefined {
	const read = ifNot('ENOENT', () => readWhole(path, owner === undefined ? 'follow' : 'refuse'));
	if (read === undefined) return undefined;
	if ('unfit' in read) {
		throw new NotSaved(
			`progress.json is ${read.unfit}`,
			owner === undefined ? 'Move it away.' : WITHOUT_SUDO,
		);
	}
	if (owner !== undefined && read.uid !== owner.uid) {
		throw new NotSaved('progress.json belongs to somebody else', WITHOUT_SUDO);
	}
	return read.text;
}

/** Some file systems know only one name of a file; then it is copied, and never for somebody else. */
function giveSecondName({owner}: ProgressPlace, file: string, name: string): void {
	try {
		linkSync(file, name);
	} catch (error) {
		if (owner !== undefined) throw error;
		copyFileSync(file, name, constants.COPYFILE_EXCL);
	}
}

function loadFile(place: ProgressPlace, path: string): Stored | undefined {
	const text = readFile(place, path);
	return text === undefined ? {} : parseStored(text);
}

/**
 * The lock keeps programs apart, and two things make sure of it when it was taken away from one that
 * was only stopped: who takes it sweeps the drafts of all others, and who commits a draft has made it
 * before looking whether the lock is still its own. So either that look fails, or the commit does.
 */
function openFiles(place: ProgressPlace, folder: string, lock: Lock): StoredFiles {
	const file = fileIn(place, folder);
	const backup = join(folder, 'progress.backup.json');
	sweepDrafts(file);
	sweepDrafts(backup);

	/** The older backup is better than no saving, so a failure is none of saving. */
	function keepBackup(text: string): void {
		try {
			writeDraft(backup, text, place.owner).commit();
		} catch {}
	}

	function replace(stored: Stored, before: string | undefined): void {
		let draft: ReturnType<typeof writeDraft> | undefined;
		try {
			draft = writeDraft(file, JSON.stringify(stored, undefined, '\t'), place.owner);
			if (before !== undefined) keepBackup(before);
			if (!lock.isOurs()) throw new Overtaken();
			draft.commit();
		} catch (error) {
			draft?.discard();
			throw lock.isOurs() ? error : new Overtaken();
		}
	}

	return {
		load: () => loadFile(place, file),
		save: (stored) => replace(stored, readFile(place, file)),
		recover() {
			const date = new Date().toISOString().replaceAll(':', '-');
			const name = `progress.broken-${date}.json`;
			const aside = join(dirname(file), name);
			const stored = readBackup();
			// The file keeps its name until another stands in its place, so that a kill never leaves none.
			giveSecondName(place, file, aside);
			try {
				replace(stored ?? {}, undefined);
			} catch (error) {
				unlinkSync(aside);
				throw error;
			}
			const asideAt = place.owner === undefined ? aside : join(place.directory, name);
			return {stored: stored ?? {}, asideAt, fromBackup: stored !== undefined};
		},
	};

	function readBackup(): Stored | undefined {
		try {
			const text = readFile(place, backup);
			return text === undefined ? undefined : parseStored(text);
		} catch {
			return undefined;
		}
	}
}
