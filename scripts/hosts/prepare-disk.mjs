// The disk of the Debian 12 that the tests boot: built once, then found in the cache.
import {execFileSync, spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {cacheFolder, missingOf, PATH, packTarball, toolEnvironment} from '../made-machines.mjs';

const BUILD = fileURLToPath(new URL('./build-disk.sh', import.meta.url));

/** What the test needs of this machine, and the Debian package that has it. */
const TOOLS = {
	'qemu-system-x86_64': 'qemu-system-x86',
	debootstrap: 'debootstrap',
	mke2fs: 'e2fsprogs',
};

/** One sentence with the cure, or undefined. */
export function missingTools() {
	const missing = missingOf(TOOLS);
	return (
		missing &&
		`This test boots a Debian in an emulator and needs ${missing.tools}: sudo apt-get install --no-install-recommends ${missing.packages}`
	);
}

/**
 * The folder with disk.img, vmlinuz and initrd. Building takes a minute or two, needs root (it asks
 * sudo) and the network.
 */
export function prepareDisk({rebuild = false, say}) {
	const folder = cacheFolder('container-lessons-hosts', BUILD);
	const done = join(folder, 'done');
	if (existsSync(done) && !rebuild) return folder;
	say(`building the disk in ${folder}`);
	rmSync(folder, {recursive: true, force: true});
	mkdirSync(folder, {recursive: true});
	const {uid, gid} = statSync(folder);
	const isRoot = process.getuid() === 0;
	const [command, ...args] = [
		...(isRoot ? [] : ['sudo', `PATH=${PATH}`]),
		...['unshare', '--mount', '--propagation', 'private', '--pid', '--fork', '--kill-child'],
		...['sh', BUILD, folder, process.execPath, `${uid}:${gid}`],
	];
	const {status, stdout} = spawnSync(command, args, {
		env: toolEnvironment,
		encoding: 'utf8',
		maxBuffer: 64 * 1024 * 1024,
		stdio: ['inherit', 'pipe', 'inherit'],
	});
	if (status !== 0) {
		const tail = (stdout ?? '').trim().split('\n').slice(-8).join('\n');
		throw new Error(`The disk could not be built:\n${tail}`);
	}
	writeFileSync(done, '');
	return folder;
}

/** A second disk with the packed program, as an install would lay it out. Returns its path. */
export function packProgram(work) {
	const run = (command, ...args) =>
		execFileSync(command, args, {
			env: toolEnvironment,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'inherit'],
		});
	run('tar', '-xzf', packTarball(work), '-C', work);
	const image = join(work, 'program.img');
	run('mke2fs', '-q', '-t', 'ext4', '-d', join(work, 'package'), image, '32M');
	return image;
}
