import {execFileSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {needNamespaces} from '../needs.js';
import {withoutTools} from './cover-tools.js';
import {type DrivenBox, driveBox, eventually} from './drive-sandbox.js';
import {isRoot} from './tutors.js';

/** Listens on /opt/d/socket and /opt/d/fifo, and writes what it hears into a file. */
const LISTENER = `
const fs = require('node:fs');
const [log] = process.argv.slice(-1);
const hear = (text) => fs.appendFileSync(log, String(text));
require('node:net').createServer((client) => client.on('data', hear)).listen('/opt/d/socket', () => {
	fs.chmodSync('/opt/d/socket', 0o777);
	require('node:child_process').execFileSync('mkfifo', ['-m', '666', '/opt/d/fifo']);
	fs.createReadStream(null, {fd: fs.openSync('/opt/d/fifo', 'r+')}).on('data', hear);
	hear('listening\\n');
});`;

/** Speaks to both, and says of each whether it could. */
const SPEAK = `node -e '
const say = (who, error) => console.log(who + ": " + (error ? error.code : "spoken to"));
const client = require("node:net").connect("/opt/d/socket", () => client.end("by socket\\n", () => say("socket")));
client.on("error", (error) => say("socket", error));
try {
	const fs = require("node:fs");
	fs.writeSync(fs.openSync("/opt/d/fifo", fs.constants.O_WRONLY | fs.constants.O_NONBLOCK), "by fifo\\n");
	say("fifo");
} catch (error) { say("fifo", error); }'`;
const ATTACK = `${SPEAK}; unshare -Urm --propagation private sh -c 'umount /opt/d/socket /opt/d/fifo 2>/dev/null; . /dev/fd/3' 3<<'EOF'
${SPEAK}
EOF`;

let directory: string;
let sandbox: DrivenBox | undefined;
beforeEach((context) => {
	needNamespaces(context);
	directory = mkdtempSync(join(tmpdir(), 'container-lessons-sockets-'));
});
afterEach(async () => {
	await sandbox?.close();
	sandbox = undefined;
	rmSync(directory, {recursive: true, force: true});
});

/** A host, in a mount namespace of its own, whose /opt is as `mounts` makes it and holds the two. */
const hostWith = (mounts: string, after = ':'): readonly string[] => {
	writeFileSync(join(directory, 'listener.cjs'), LISTENER);
	const listen = `setpriv --pdeathsig KILL ${process.execPath} ${directory}/listener.cjs ${directory}/heard`;
	const script = `mount -t tmpfs tmpfs /opt && cd /opt && ${mounts} && mkdir -p /opt/d && cd / || exit 1
${listen} </dev/null >/dev/null 2>&1 &
tries=200
until [ -e ${directory}/heard ]; do sleep 0.05; tries=$((tries - 1)); [ $tries -gt 0 ] || exit 1; done
${after} || exit 1
exec "$@"`;
	return ['unshare', isRoot ? '-m' : '-Urm', '--propagation', 'private', 'sh', '-c', script, 'sh'];
};

const SUBMOUNT =
	'mkdir below && mount -t tmpfs tmpfs below && mkdir d && touch f && mount --bind f f';
// The kernel stacks overlays two high (FILESYSTEM_MAX_STACK_DEPTH): a third one is refused.
const TWO_OVERLAYS = `mount -t tmpfs tmpfs /mnt && cd /mnt && mkdir l u1 w1 m1 u2 w2 m2 &&
	mount -t overlay overlay -o lowerdir=l,upperdir=u1,workdir=w1,userxattr m1 &&
	mount -t tmpfs tmpfs u2 && mkdir u2/u u2/w &&
	mount -t overlay overlay -o lowerdir=m1,upperdir=u2/u,workdir=u2/w,userxattr m2 &&
	mount --bind m2 /opt`;
/** As a socket is lent to a container: each is a mount of its own, from another file system. */
const ELSEWHERE = 'mount -t tmpfs tmpfs /mnt && mkdir /mnt/d d && mount --bind /mnt/d d';
const LENT = `umount -l /opt/d && cd /opt/d && touch socket fifo && cd / &&
	for name in socket fifo; do mount --bind /mnt/d/$name /opt/d/$name || exit 1; done`;
/** Of what is mounted below /opt nothing is left to be seen. */
const HIDDEN = 'mkdir n && mount -t tmpfs tmpfs n && mount -t tmpfs tmpfs /opt';

describe.each([
	{host: 'whose /opt can be laid over', mounts: ':', wrap: [], laidOver: true},
	{host: 'with mounts below /opt', mounts: SUBMOUNT, wrap: [], laidOver: false},
	{
		host: 'with mounts below /opt and no find(1)',
		mounts: SUBMOUNT,
		wrap: withoutTools('find'),
		laidOver: false,
	},
	{host: 'that takes no more overlays', mounts: TWO_OVERLAYS, wrap: [], laidOver: false},
	{host: 'with hidden mounts below /opt', mounts: HIDDEN, wrap: [], laidOver: false},
	{host: 'that mounts them', mounts: ELSEWHERE, after: LENT, wrap: [], laidOver: false},
	{
		host: 'that mounts them and has no find(1)',
		mounts: ELSEWHERE,
		after: LENT,
		wrap: withoutTools('find'),
		laidOver: false,
	},
])('on a host $host', ({mounts, after, wrap, laidOver}) => {
	test('a socket and a FIFO of the host can be seen, but not be spoken to', async () => {
		sandbox = await driveBox(undefined, {wrap: [...hostWith(mounts, after), ...wrap]});
		const {stdout} = await sandbox.run(
			'ls -d /opt/d/socket /opt/d/fifo; grep -c lowerdir=/opt: /proc/mounts',
		);
		expect(stdout).toBe(`/opt/d/fifo\n/opt/d/socket\n${laidOver ? 1 : 0}\n`);
		expect((await sandbox.run(ATTACK)).stdout.split('\n').toSorted()).toEqual([
			'',
			...Array(2).fill(expect.stringMatching(/^fifo: (ENXIO|EACCES|spoken to)$/)),
			...Array(2).fill('socket: ECONNREFUSED'),
		]);
		// Through /dev/null in place of the FIFO one can speak, but nobody hears it.
		expect(readFileSync(join(directory, 'heard'), 'utf8')).toBe('listening\n');
	});
});

test('what the host mounts below a directory is in it, read-only', async () => {
	const wrap = hostWith(
		'mkdir n && mount -t tmpfs tmpfs n && echo there >n/f && touch f && chmod 666 n/f && mount --bind n/f f',
	);
	sandbox = await driveBox(undefined, {wrap});
	const {stdout} = await sandbox.run(
		'cat /opt/n/f /opt/f; touch /opt/n/g /opt/f 2>&1 | grep -c Read-only',
	);
	expect(stdout).toBe('there\nthere\n2\n');
});

test('the host itself can be spoken to that way', async () => {
	// Without this, the claims above would hold of a listener that is deaf.
	const [command = '', ...words] = hostWith(':');
	execFileSync(command, [...words, 'sh', '-c', SPEAK]);
	const heard = join(directory, 'heard');
	await eventually(
		() => existsSync(heard) && readFileSync(heard, 'utf8').split('\n').toSorted().join(' '),
		(text) => text === ' by fifo by socket listening',
	);
});
