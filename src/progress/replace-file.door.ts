// Replaces a file by a new one of the same name in one step: whatever happens, one of the two is there whole.
import {randomBytes} from 'node:crypto';
import {
	closeSync,
	constants,
	fchmodSync,
	fchownSync,
	fdatasyncSync,
	fstatSync,
	fsyncSync,
	openSync,
	readdirSync,
	readFileSync,
	renameSync,
	unlinkSync,
} from 'node:fs';
import {basename, dirname, join} from 'node:path';
import Conf from 'conf';
import {ifNot} from './error-code.js';
import type {Owner} from './progress-place.js';
import {NotSaved} from './saving-warnings.js';

/** Windows has no names for them. */
const {O_NOFOLLOW = 0, O_NONBLOCK = 0} = constants;

const PRIVATE_FILE = 0o600;
/** What conf takes for "no mode asked for". */
const ANY_MODE = 0o666;

/** The rest of a draft's name: drawn by us, then by conf while it writes. */
const DRAFT_END = /^\.draft-[0-9a-f]{16}(\.tmp-[0-9a-f]+)?$/;

const removeFile = (path: string): void => ifNot('ENOENT', () => unlinkSync(path));

/** The name a draft has beside the file that it may become; nobody can know it before. */
const draftOf = (path: string): string => `${path}.draft-${randomBytes(8).toString('hex')}`;

/**
 * Writes the file that is to replace `path`: whole, on the disk, private, and its owner's. `commit`
 * puts it in its place; it fails where the draft has been swept away.
 */
export function writeDraft(path: string, text: string, owner: Owner | undefined) {
	const draft = draftOf(path);
	const discard = (): void => removeFile(draft);
	try {
		writeByConf(draft, text, owner);
		finish(draft, text, owner);
	} catch (error) {
		discard();
		throw error;
	}
	return {
		commit(): void {
			renameSync(draft, path);
			syncFolder(dirname(path));
		},
		discard,
	};
}

/**
 * How conf writes depends on the environment (with SNAP set, in place), and it does not look how
 * much was written. Here it may: it writes a file that is nobody's progress yet.
 */
function writeByConf(draft: string, text: string, owner: Owner | undefined): void {
	const conf = new Conf<Record<string, unknown>>({
		cwd: dirname(draft),
		configName: basename(draft),
		fileExtension: '',
		// With another mode conf would chmod(2) a path, which under sudo somebody could exchange for a link.
		configFileMode: owner === undefined ? PRIVATE_FILE : ANY_MODE,
		serialize: () => text,
	});
	conf.store = {};
}

function finish(draft: string, text: string, owner: Owner | undefined): void {
	const file = openSync(draft, constants.O_RDWR | O_NOFOLLOW | O_NONBLOCK);
	try {
		// What has a second name, or is no file, somebody else has put here, for root to give away.
		const stats = fstatSync(file);
		if (!stats.isFile() || stats.nlink !== 1) throw new NotSaved('somebody else writes there');
		// A disk that has just filled up leaves half a file.
		if (readFileSync(file, 'utf8') !== text) throw new NotSaved('the disk is full');
		fchmodSync(file, PRIVATE_FILE);
		if (owner !== undefined) fchownSync(file, owner.uid, owner.gid);
		fdatasyncSync(file);
	} finally {
		closeSync(file);
	}
}

/** fsync(2): that the name is on the disk takes a sync of the folder, where a folder can be synced. */
function syncFolder(path: string): void {
	try {
		const folder = openSync(path, 'r');
		try {
			fsyncSync(folder);
		} finally {
			closeSync(folder);
		}
	} catch {
		// The file itself is safe, under its old text or its new one.
	}
}

/**
 * Removes the drafts for `path`, left by whoever was killed while saving, or was stopped and has
 * lost the lock: what they then commit is gone.
 */
export function sweepDrafts(path: string): void {
	const start = basename(path);
	for (const name of readdirSync(dirname(path))) {
		if (!name.startsWith(start) || !DRAFT_END.test(name.slice(start.length))) continue;
		removeFile(join(dirname(path), name));
	}
}
