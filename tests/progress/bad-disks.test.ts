import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {needNamespaces} from '../needs.js';
import {buildWriter} from './writer.js';

const root = mkdtempSync(join(tmpdir(), 'container-lessons-disks-'));
const writer = join(root, 'writer.mjs');
let dir = '';
let count = 0;

beforeAll(() => buildWriter(writer));
beforeEach(() => {
	count += 1;
	dir = join(root, `disk-${count}`);
	mkdirSync(dir);
});
afterAll(() => rmSync(root, {recursive: true, force: true}));

/** Mounts a memory-backed disk on `dir`, of nobody else's sight, and runs a script of `sh`: $1 is it, $2 node, $3 the writer. */
function onDisk(options: string, script: string, env: Readonly<Record<string, string>> = {}) {
	const all = `mount -t tmpfs -o ${options} tmpfs "$1" && { ${script}; }`;
	const words = ['-Urm', 'sh', '-c', all, 'sh', dir, process.execPath, writer];
	return JSON.parse(
		execFileSync('unshare', words, {encoding: 'utf8', env: {...process.env, ...env}}),
	);
}

test.for([
	[
		'a full disk',
		'size=8k,nr_inodes=20',
		'head -c 8192 /dev/zero >"$1/fill" 2>/dev/null; ',
		'the disk is full',
	],
	['a read-only file system', 'size=64k,ro', '', 'that file system is read-only'],
] as const)('on %s the learner goes on, and is told', ([_, options, prepare, reason], context) => {
	needNamespaces(context);
	expect(onDisk(options, `${prepare}"$2" "$3" "$1" 010/release 010/boot-id`)).toMatchObject({
		warning: expect.stringContaining(reason),
		steps: ['010/release', '010/boot-id'],
	});
});

// SNAP is set in terminals that are snap packages; with it conf writes in place.
test.for([{}, {SNAP: '/snap/code/1'}])(
	'a disk that fills up keeps what was stored before, with %o set',
	(env, context) => {
		needNamespaces(context);
		// The disk has room for the first steps, and then never more than a page or two.
		const many = Array.from({length: 60}, (_, n) => `020/${n}`).join(' ');
		const script = `"$2" "$3" "$1" 010/0 010/1 >/dev/null; "$2" "$3" "$1" ${many} >/dev/null; cat "$1/progress.json"`;
		const stored = onDisk('size=16k', script, env);
		const steps = Object.keys(stored.steps);
		expect(steps.slice(0, 2)).toEqual(['010/0', '010/1']);
		expect(steps.length).toBeLessThan(62);
	},
);

test.for([{}, {SNAP: '/snap/code/1'}])(
	'on a disk that is full all but a little, a large save loses nothing, with %o set',
	(env, context) => {
		needNamespaces(context);
		const many = Array.from({length: 90}, (_, n) => `020/${n}`).join(' ');
		const script = [
			'"$2" "$3" "$1" $(seq -f 010/%g 30) >/dev/null',
			'head -c 1000000 /dev/zero >"$1/fill" 2>/dev/null',
			'truncate -s -4096 "$1/fill"',
			`"$2" "$3" "$1" ${many} >/dev/null`,
			'rm "$1/fill"',
			'"$2" "$3" "$1"',
		].join('\n');
		const {warning, steps} = onDisk('size=64k', script, env);
		expect(warning).toBeNull();
		expect(steps.length).toBeGreaterThanOrEqual(30);
	},
);
