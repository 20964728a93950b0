#!/usr/bin/env node
// guard NAME SHARE: tries every half second what an attacker would in its place, and is called `sealed NAME` while nothing
// works. At /host only the directory SHARE may be, as DEVICE:INODE.
import {readdirSync, statSync} from 'node:fs';
import {connect} from 'node:net';

const PAUSE_MS = 500;
const [name, share] = process.argv.slice(2);
process.title = `leaky ${name}`;

/** Whether another directory than SHARE is shown at /host: it may be any one, and none of them is to be seen. */
function showsMore() {
	const host = statSync('/host', {throwIfNoEntry: false});
	return host !== undefined && `${host.dev}:${host.ino}` !== share;
}

// It opens no directory for long itself: one that is open was handed in, and by .. all above it, too.
const openDirectories = () =>
	readdirSync('/proc/self/fd')
		.map((number) => `/proc/self/fd/${number}`)
		.filter((path) => statSync(path, {throwIfNoEntry: false})?.isDirectory());

const answers = (path) =>
	new Promise((resolve) => {
		const connection = connect(path, () => {
			connection.destroy();
			resolve(true);
		});
		connection.on('error', () => resolve(false));
	});

console.log(`guard: it guards ${name}`);
for (;;) {
	const isOpen = openDirectories().length > 0 || showsMore() || (await answers('/run/engine.sock'));
	process.title = `${isOpen ? 'leaky' : 'sealed'} ${name}`;
	await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}
