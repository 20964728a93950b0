// Decides where progress is kept and whose it is, which under sudo is not root's home.
import {isAbsolute, join} from 'node:path';

/** The surroundings that decide where progress is kept. */
export interface Surroundings {
	readonly platform: NodeJS.Platform;
	readonly env: Readonly<Record<string, string | undefined>>;
	/** The home directory of whoever runs the program. */
	readonly home: string;
	/** The program's real uid; undefined on Windows. */
	readonly uid: number | undefined;
	/** The text of /etc/passwd; empty where there is none. */
	readonly passwd: string;
}

export interface Owner {
	readonly uid: number;
	readonly gid: number;
}

export interface ProgressPlace {
	readonly directory: string;
	/** Whom the files should belong to, where that is not whoever runs the program. */
	readonly owner: Owner | undefined;
}

const FOLDER = 'container-lessons';

/** passwd(5): name:password:UID:GID:GECOS:directory:shell */
function homeOf(uid: number, passwd: string): string | undefined {
	const fields = passwd.split('\n').map((line) => line.split(':'));
	return fields.find((entry) => entry[2] === String(uid))?.[5];
}

/**
 * Who ran sudo; undefined where nobody did, or root itself (sudo(8): SUDO_UID, SUDO_GID). Only on Linux,
 * where root needs /proc to work in somebody else's folder.
 */
function sudoer({platform, env, uid}: Surroundings): Owner | undefined {
	const caller = Number(env['SUDO_UID']);
	if (platform !== 'linux' || uid !== 0 || !Number.isInteger(caller) || caller <= 0)
		return undefined;
	const group = Number(env['SUDO_GID']);
	return {uid: caller, gid: Number.isInteger(group) ? group : caller};
}

/**
 * The configuration folder where `conf` would put it: in XDG_CONFIG_HOME (by the XDG Base Directory
 * Specification a relative path is ignored), or in the usual places of macOS and Windows.
 */
function folderIn(home: string, {platform, env}: Surroundings): string {
	if (platform === 'darwin') return join(home, 'Library', 'Preferences', FOLDER);
	if (platform === 'win32') {
		return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), FOLDER, 'Config');
	}
	const configured = env['XDG_CONFIG_HOME'] ?? '';
	return join(isAbsolute(configured) ? configured : join(home, '.config'), FOLDER);
}

/** Where progress is kept. Under sudo it belongs to the person who ran sudo, not to root. */
export function placeProgress(surroundings: Surroundings): ProgressPlace {
	const owner = sudoer(surroundings);
	if (owner === undefined) {
		return {directory: folderIn(surroundings.home, surroundings), owner: undefined};
	}
	const home = surroundings.env['SUDO_HOME'] ?? homeOf(owner.uid, surroundings.passwd);
	return home === undefined || !isAbsolute(home)
		? {directory: folderIn(surroundings.home, surroundings), owner: undefined}
		: {directory: folderIn(home, surroundings), owner};
}
