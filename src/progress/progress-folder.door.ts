// Opens the folder that holds progress, and under sudo without being led anywhere else.
import {
	closeSync,
	constants,
	fchownSync,
	fstatSync,
	mkdirSync,
	openSync,
	readdirSync,
} from 'node:fs';
import {codeOf, ifNot} from './error-code.js';
import type {Owner, ProgressPlace} from './progress-place.js';
import {NotSaved, WITHOUT_SUDO} from './saving-warnings.js';

const PRIVATE_FOLDER = 0o700;

/**
 * Makes the folder where it is missing, and gives `act` a path to it. Under sudo that path is of the
 * folder itself, open, so that nobody can put another in its place.
 */
export function inFolder<T>({directory, owner}: ProgressPlace, act: (folder: string) => T): T {
	if (owner === undefined) {
		mkdirSync(directory, {recursive: true, mode: PRIVATE_FOLDER});
		return act(directory);
	}
	const folder = openFor(owner, directory);
	try {
		return act(pathOf(folder));
	} finally {
		closeSync(folder);
	}
}

/** proc_pid_fd(5): what follows is looked up in the open folder itself. */
const pathOf = (folder: number): string => `/proc/self/fd/${folder}`;

/** Walks down to a person's folder, for root. Throws where it is not theirs, or links lead there. */
function openFor(owner: Owner, directory: string): number {
	let folder = openSync('/', constants.O_DIRECTORY);
	let path = '';
	try {
		for (const name of directory.split('/').filter((part) => part !== '')) {
			path += `/${name}`;
			const next = openNext(owner, folder, name, path);
			closeSync(folder);
			folder = next;
		}
		if (fstatSync(folder).uid !== owner.uid) {
			throw new NotSaved('it belongs to somebody else', WITHOUT_SUDO);
		}
		return folder;
	} catch (error) {
		closeSync(folder);
		throw error;
	}
}

function openNext(owner: Owner, folder: number, name: string, path: string): number {
	const {uid, mode} = fstatSync(folder);
	// Where nobody but root may write, a link is root's own. Anywhere else somebody could lead root astray.
	const links = uid === 0 && (mode & 0o022) === 0 ? 0 : constants.O_NOFOLLOW;
	const open = (): number => openSync(`${pathOf(folder)}/${name}`, constants.O_DIRECTORY | links);
	try {
		const there = ifNot('ENOENT', open);
		if (there !== undefined) return there;
		// Root makes folders in the person's own, and nowhere else.
		if (uid !== owner.uid) throw new NotSaved(`there is no ${path}`, WITHOUT_SUDO);
		mkdirSync(`${pathOf(folder)}/${name}`, PRIVATE_FOLDER);
		const made = open();
		// Only what is empty is given away: another folder may have been put in its place.
		if (readdirSync(pathOf(made)).length === 0) fchownSync(made, owner.uid, owner.gid);
		return made;
	} catch (error) {
		// open(2): with O_DIRECTORY and O_NOFOLLOW a link is no directory, or one link too many.
		if (links === 0 || (codeOf(error) !== 'ENOTDIR' && codeOf(error) !== 'ELOOP')) throw error;
		throw new NotSaved(`${path} is no folder but a link or a file`, WITHOUT_SUDO);
	}
}
