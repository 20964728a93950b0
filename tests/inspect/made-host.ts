import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {onTestFinished} from 'vitest';
import {createInspectReads, type InspectReads} from '../../src/inspect/create-inspect-reads.js';

/** The first namespaces of a kernel (linux/proc_ns.h). */
const FIRST = {
	cgroup: 4026531835,
	ipc: 4026531839,
	mnt: 4026531841,
	net: 4026531840,
	pid: 4026531836,
	time: 4026531834,
	user: 4026531837,
	uts: 4026531838,
} as const;

type Links = Readonly<Partial<Record<keyof typeof FIRST, number>>>;

/** A process as it is laid out in a made /proc; what is left out is as of an ordinary service. */
export interface MadeProcess {
	readonly parent?: number;
	readonly comm?: string;
	readonly args?: readonly string[];
	readonly state?: string;
	readonly start?: number;
	/** Namespaces other than the first ones; undefined gives it no links at all, as to a stranger. */
	readonly namespaces?: Links | undefined;
	readonly nsPids?: readonly number[];
	readonly uid?: number;
	readonly uidMap?: string;
	/** Lines of status. */
	readonly status?: string;
	readonly cgroup?: string;
	readonly mounts?: string;
	readonly root?: string;
	/** More files, by their names in its directory. */
	readonly files?: Readonly<Record<string, string>>;
}

export const HOST_MOUNTS = `21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
22 21 0:21 / /proc rw,nosuid shared:2 - proc proc rw
23 21 0:22 / /sys rw,nosuid shared:3 - sysfs sysfs rw
24 23 0:23 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw
25 21 0:24 / /run rw,nosuid shared:5 - tmpfs tmpfs rw
26 21 8:2 / /srv rw,relatime shared:6 - ext4 /dev/sda2 rw
`;

const WHOLE_MAP = '         0          0 4294967295\n';
const ALL = '000001ffffffffff';

/** A host made of files: /proc of these processes, pid 1 and the reader (pid 50) among them. */
export function madeHost(
	processes: Readonly<Record<number, MadeProcess>>,
	files: Readonly<Record<string, string>> = {},
	uid = 0,
): InspectReads {
	const root = mkdtempSync(join(tmpdir(), 'container-lessons-host-'));
	onTestFinished(() => rmSync(root, {recursive: true, force: true}));
	const write = (path: string, text: string): void => {
		mkdirSync(dirname(join(root, path)), {recursive: true});
		writeFileSync(join(root, path), text);
	};
	const all: Readonly<Record<number, MadeProcess>> = {
		1: {comm: 'systemd', args: ['/sbin/init']},
		50: {comm: 'node', parent: 1},
		...processes,
	};
	for (const [pid, process] of Object.entries(all)) layOut(root, Number(pid), process, write);
	symlinkSync('50', join(root, 'proc/self'));
	write('proc/uptime', '1000.00 2000.00\n');
	write('proc/sys/kernel/osrelease', '6.1.0-example\n');
	write('proc/sys/kernel/cap_last_cap', '40\n');
	for (const [path, text] of Object.entries(files)) write(path, text);
	return createInspectReads({
		root,
		uid: process.getuid?.() === 0 ? uid : (process.getuid?.() ?? 0),
		home: '/home/ada',
		runtimeDirectory: undefined,
	});
}

function layOut(
	root: string,
	pid: number,
	made: MadeProcess,
	write: (path: string, text: string) => void,
): void {
	const {parent = 0, comm = 'sleep', args = [comm], state = 'S', start = 100, uid = 0} = made;
	const at = `proc/${pid}`;
	const fields = [state, parent, pid, pid, 0, -1, ...Array(13).fill(0), start];
	write(`${at}/stat`, `${pid} (${comm}) ${fields.join(' ')} 0\n`);
	const caps = ['Inh', 'Prm', 'Eff', 'Bnd', 'Amb'].map(
		(name) => `Cap${name}:\t${name === 'Inh' || name === 'Amb' ? '0000000000000000' : ALL}`,
	);
	const given = made.status ?? '';
	const lines = [
		`Name:\t${comm}`,
		`NSpid:\t${[...(made.nsPids ?? [pid])].join('\t')}`,
		`Uid:\t${[uid, uid, uid, uid].join('\t')}`,
		`Gid:\t${[uid, uid, uid, uid].join('\t')}`,
		'Groups:\t',
		'VmRSS:\t    2048 kB',
		'Threads:\t1',
		...caps,
		'NoNewPrivs:\t0',
		'Seccomp:\t0',
		'Seccomp_filters:\t0',
		'Cpus_allowed_list:\t0-3',
	].filter((line) => !given.includes(`${line.split(':')[0]}:`));
	write(`${at}/status`, `${lines.join('\n')}\n${given}`);
	write(`${at}/cmdline`, args.map((word) => `${word}\0`).join(''));
	write(`${at}/uid_map`, made.uidMap ?? WHOLE_MAP);
	write(`${at}/gid_map`, made.uidMap ?? WHOLE_MAP);
	write(`${at}/cgroup`, made.cgroup ?? '0::/system.slice/some.service\n');
	write(`${at}/mountinfo`, made.mounts ?? HOST_MOUNTS);
	for (const [name, text] of Object.entries(made.files ?? {})) write(`${at}/${name}`, text);
	if ('namespaces' in made && made.namespaces === undefined) return;
	mkdirSync(join(root, at, 'ns'));
	mkdirSync(join(root, at, 'fd'));
	for (const [kind, first] of Object.entries(FIRST)) {
		const inode = made.namespaces?.[kind as keyof typeof FIRST] ?? first;
		symlinkSync(`${kind}:[${inode}]`, join(root, at, 'ns', kind));
	}
	symlinkSync(made.root ?? '/', join(root, at, 'root'));
	symlinkSync('/srv', join(root, at, 'cwd'));
	symlinkSync('/usr/bin/sleep', join(root, at, 'exe'));
}
