// Turns the text of /proc/PID files into values, as their man pages describe them.
import type {IdMap, MountView} from './evidence.js';

/** Fields of /proc/PID/stat (proc_pid_stat(5)). */
export interface ProcStat {
	readonly comm: string;
	readonly state: string;
	readonly parent: number;
	readonly processGroup: number;
	/** The session leader's pid (setsid(2)): for every process of a tab, the tab's shell. */
	readonly session: number;
	/** The foreground process group of its terminal; -1 without one. */
	readonly foregroundGroup: number;
	/** Clock ticks since boot. */
	readonly startTime: number;
}

/** The name may hold spaces and parentheses: it ends at the last `)`. */
export function parseStat(text: string): ProcStat {
	const open = text.indexOf('(');
	const close = text.lastIndexOf(')');
	// From field 3 on.
	const fields = text.slice(close + 2).split(' ');
	const field = (number: number): number => Number(fields[number - 3] ?? 0);
	return {
		comm: text.slice(open + 1, close),
		state: fields[0] ?? '',
		parent: field(4),
		processGroup: field(5),
		session: field(6),
		foregroundGroup: field(8),
		startTime: field(22),
	};
}

/** Fields of /proc/PID/status (proc_pid_status(5)). */
export interface ProcStatus {
	/** One pid per nested PID namespace, the reader's own first. */
	readonly nsPids: readonly number[];
	/** Real, effective, saved, file system. */
	readonly uids: readonly number[];
	readonly gids: readonly number[];
	readonly capEff: bigint;
	readonly capBnd: bigint;
	readonly sigBlk: bigint;
	readonly sigCgt: bigint;
	readonly seccomp: number;
	readonly noNewPrivs: boolean;
	readonly threads: number;
	/** The number of processors it may run on. */
	readonly cpus: number;
	/** Which ones: `0-2,5`. */
	readonly cpuList: string;
}

export function parseStatus(text: string): ProcStatus {
	const fields = new Map(
		text.split('\n').map((line): [string, string] => {
			const colon = line.indexOf(':');
			return [line.slice(0, colon), line.slice(colon + 1).trim()];
		}),
	);
	const numbers = (name: string): readonly number[] =>
		(fields.get(name) ?? '').split(/\s+/).filter(Boolean).map(Number);
	const set = (name: string): bigint => {
		const hex = fields.get(name) ?? '';
		return /^[0-9a-f]+$/.test(hex) ? BigInt(`0x${hex}`) : 0n;
	};
	return {
		nsPids: numbers('NSpid'),
		uids: numbers('Uid'),
		gids: numbers('Gid'),
		capEff: set('CapEff'),
		capBnd: set('CapBnd'),
		sigBlk: set('SigBlk'),
		sigCgt: set('SigCgt'),
		seccomp: numbers('Seccomp')[0] ?? 0,
		noNewPrivs: numbers('NoNewPrivs')[0] === 1,
		threads: numbers('Threads')[0] ?? 1,
		cpus: countCpuList(fields.get('Cpus_allowed_list') ?? ''),
		cpuList: (fields.get('Cpus_allowed_list') ?? '').trim(),
	};
}

/** The text of /proc/PID/uid_map or gid_map. */
export const parseUidMap = (text: string): IdMap =>
	text
		.split('\n')
		.filter((line) => line.trim() !== '')
		.map((line) => {
			const [inside = 0, outside = 0, count = 0] = line.trim().split(/\s+/).map(Number);
			return [inside, outside, count] as const;
		});

/** The id inside that an outside id maps to; undefined where no line of the map covers it. */
export function idInside(map: IdMap, id: number): number | undefined {
	const line = map.find(([, outside, count]) => id >= outside && id < outside + count);
	return line && line[0] + id - line[1];
}

/** The number of processors in a list like `0-2,5` (proc_pid_status(5), Cpus_allowed_list). */
export const countCpuList = (text: string): number =>
	text
		.trim()
		.split(',')
		.filter(Boolean)
		.map((range) => range.split('-').map(Number))
		.reduce((sum, [first = 0, last = first]) => sum + last - first + 1, 0);

/** The processors of several such lists together; a list as it is where all others say the same. */
export function allCpus(lists: readonly string[]): string {
	const [first = '', ...others] = new Set(lists.map((text) => text.trim()).filter(Boolean));
	if (others.length === 0) return first;
	const cpus = new Set(
		[first, ...others].flatMap((text) =>
			text.split(',').flatMap((range) => {
				const [from = 0, to = from] = range.split('-').map(Number);
				return Array.from({length: to - from + 1}, (_, index) => from + index);
			}),
		),
	);
	return [...cpus].toSorted((one, other) => one - other).join(',');
}

/** The lines of /proc/PID/mountinfo, in the kernel's order (proc_pid_mountinfo(5)). */
export const parseMountinfo = (text: string): readonly MountView[] =>
	text.split('\n').flatMap((line) => parseMount(line) ?? []);

function parseMount(line: string): MountView | undefined {
	const fields = line.split(' ');
	// Zero or more propagation fields, ended by a single hyphen.
	const hyphen = fields.indexOf('-', 6);
	const [device = '', root, mountPoint, options] = fields.slice(2);
	const [type, source = '', superOptions] = fields.slice(hyphen + 1);
	if (hyphen < 0 || root === undefined || mountPoint === undefined || type === undefined) return;
	return {
		source: unescapeOctal(source),
		mountPoint: unescapeOctal(mountPoint),
		device,
		root: unescapeOctal(root),
		type,
		options: splitOptions(options),
		superOptions: splitOptions(superOptions),
		propagation: fields.slice(6, hyphen),
	};
}

const splitOptions = (options = ''): readonly string[] => options.split(',').filter(Boolean);

/** Space, tab, newline and backslash come as octal, `\040` (fs/proc_namespace.c, mangle). */
function unescapeOctal(text: string): string {
	if (!text.includes('\\')) return text;
	return text.replaceAll(/\\([0-7]{3})/g, (_whole, octal: string) =>
		String.fromCharCode(Number.parseInt(octal, 8)),
	);
}
