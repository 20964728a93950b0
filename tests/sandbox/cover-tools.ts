import {existsSync, realpathSync} from 'node:fs';
import {join} from 'node:path';
import {TOOL_DIRECTORIES} from '../../src/host/read-sandbox-host.door.js';
import {isRoot} from './tutors.js';

/**
 * The words that start a command where these tools can't be run: each is covered, in a mount namespace of the
 * command's own, by a file that is not executable.
 */
export function withoutTools(...names: readonly string[]): readonly string[] {
	const paths = names
		.flatMap((name) => TOOL_DIRECTORIES.map((directory) => join(directory, name)))
		.filter((path) => existsSync(path))
		.map((path) => realpathSync(path));
	// mount itself may be among them, so one mount does it all.
	const fstab = [...new Set(paths)].map((path) => `/dev/null ${path} none bind\n`).join('');
	const script = 'printf %s "$1" >"$2" && mount -a -T "$2" && rm "$2" && shift 2 && exec "$@"';
	const at = `/tmp/container-lessons-test-fstab-${process.pid}-${names.join('-')}`;
	return [
		...['unshare', isRoot ? '-m' : '-Urm', '--propagation', 'private'],
		...['sh', '-c', script, 'sh', fstab, at],
	];
}
