import type {
	CgroupView,
	CommandRun,
	Evidence,
	FileView,
	Moment,
	MountView,
	Probe,
	ProbeAnswer,
	ProcessView,
} from '../../src/domain/evidence.js';
import {probeKey} from '../../src/domain/evidence.js';

let commands = 0;

/** A command that ended with status 0 in the tab `shell`. */
export const command = (line: string, output = '', more: Partial<CommandRun> = {}): CommandRun => ({
	id: ++commands,
	tab: 'shell',
	line,
	status: 0,
	output,
	typed: '',
	shellPid: 57,
	executed: undefined,
	marked: true,
	...more,
});

/** What a process is unless a test says otherwise: the first shell of the tab `shell`. */
export const processView = (more: Partial<ProcessView> = {}): ProcessView => ({
	pid: 4711,
	nsPids: [4711, 57],
	parent: 4700,
	tab: 'shell',
	depth: 0,
	comm: 'bash',
	argv: ['bash', '-i'],
	state: 'S',
	startTime: 100,
	namespaces: {
		cgroup: 'cgroup:[1]',
		ipc: 'ipc:[2]',
		mnt: 'mnt:[3]',
		net: 'net:[4]',
		pid: 'pid:[5]',
		time: 'time:[6]',
		user: 'user:[7]',
		uts: 'uts:[8]',
	},
	uidMap: [[1000, 65_533, 1]],
	uids: [65_533, 65_533, 65_533, 65_533],
	capEff: 0n,
	capBnd: 0x1ffffffffffn,
	heeded: 0n,
	seccomp: 0,
	noNewPrivs: false,
	cpus: 4,
	cpuList: '0-3',
	bootOffset: 0,
	root: '0:45/2',
	foreground: false,
	...more,
});

export const moment = (
	run: CommandRun | undefined,
	processes: readonly ProcessView[] = [processView()],
	answers: readonly (readonly [Probe, ProbeAnswer])[] = [],
): Moment => ({
	tab: run?.tab ?? 'shell',
	command: run,
	processes,
	answers: new Map(answers.map(([probe, answer]) => [probeKey(probe), answer])),
});

export const evidenceOf = (moments: readonly Moment[], more: Partial<Evidence> = {}): Evidence => ({
	moments,
	before: undefined,
	facts: new Map(),
	answers: [],
	...more,
});

export const mountView = (more: Partial<MountView> = {}): MountView => ({
	source: 'none',
	mountPoint: '/tmp/view',
	root: '/',
	type: 'tmpfs',
	options: ['rw', 'relatime'],
	superOptions: ['rw', 'size=1024k'],
	propagation: [],
	...more,
});

export const fileView = (more: Partial<FileView> = {}): FileView => ({
	type: 'file',
	mode: '0644',
	uid: 65_533,
	size: 6,
	device: '0:0',
	content: 'heron\n',
	sha256: 'ab',
	...more,
});

export const cgroupView = (more: Partial<CgroupView> = {}): CgroupView => ({
	path: '/box',
	memoryMax: 'max',
	memoryCurrent: 0,
	memoryPeak: undefined,
	oomKills: 0,
	pidsMax: 'max',
	pidsCurrent: 0,
	pidsRefused: 0,
	cpuMax: {quota: 'max', period: 100_000},
	cpuThrottled: 0,
	members: [],
	membersThroughout: more.members ?? [],
	...more,
});
