// Keeps progress through crashes, full disks, other running copies and broken files.
import {homedir} from 'node:os';
import {join, resolve} from 'node:path';
import type {ProgressPort} from '../domain/ports.js';
import {NO_PROGRESS, type Progress} from '../domain/progress.js';
import {readText} from '../files/read-text.door.js';
import {mergeProgress} from './exchange.js';
import {progressOf, type Stored, storedOf} from './format.js';
import {isNewer, migrate} from './migrations.js';
import {type ProgressPlace, placeProgress} from './progress-place.js';
import {createStore, type StoredFiles} from './progress-store.door.js';
import {NotSaved, saySetAside, sayUnsaved} from './saving-warnings.js';

function surroundingPlace(): ProgressPlace {
	const uid = process.getuid?.();
	return placeProgress({
		platform: process.platform,
		env: process.env,
		home: homedir(),
		uid,
		passwd: uid === 0 ? (readText('/etc/passwd') ?? '') : '',
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

	function loadOrRecover(files: StoredFiles): Stored {
		const loaded = files.load();
		if (loaded !== undefined) return migrate(loaded);
		const {stored, asideAt, fromBackup} = files.recover();
		setAside = saySetAside(asideAt, fromBackup);
		return migrate(stored);
	}

	/** Reads or writes the files; a failure becomes a warning and leaves memory as it is. */
	function guarded(act: (files: StoredFiles) => void): void {
		try {
			store.locked(act);
			unsavedWarning = undefined;
		} catch (error) {
			unsavedWarning = sayUnsaved(place.directory, error);
		}
	}

	/** Brings memory up to date with what is stored, and returns that. */
	function refresh(files: StoredFiles): Stored {
		const stored = loadOrRecover(files);
		const inFile = progressOf(stored);
		current = unsaved ? mergeProgress(current, inFile) : inFile;
		if (isNewer(stored)) throw new NotSaved('a newer container-lessons wrote what is there');
		return stored;
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
	guarded(refresh);

	return {
		file: join(place.directory, 'progress.json'),
		read() {
			// Another program may have saved since; if that can't be read, memory is the best there is.
			const loaded = unsaved ? undefined : loadQuietly();
			if (loaded !== undefined) current = progressOf(loaded);
			return current;
		},
		update(change) {
			let saved: Progress | undefined;
			// May run more than once: memory has the change only when the file has it.
			guarded((files) => {
				const stored = refresh(files);
				const changed = change(current);
				files.save(storedOf(changed, stored));
				saved = changed;
			});
			unsaved = saved === undefined;
			current = saved ?? change(current);
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
