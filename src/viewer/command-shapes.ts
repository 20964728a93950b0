// The closed list of commands the viewer runs, each with the only forms in which it may be written.

import type {PathKind} from './allowed-paths.js';

/** What may follow a command's options. */
export type Operands =
	| {readonly kind: 'none'}
	/** Any words: they are printed, nothing else. */
	| {readonly kind: 'words'}
	/** One of these, or nothing. */
	| {readonly kind: 'one-of'; readonly of: readonly string[]}
	/** Paths on the list, of these kinds. `pattern`: a regular expression comes before them. */
	| {
			readonly kind: 'paths';
			readonly kinds: readonly PathKind[];
			readonly pattern?: true;
	  }
	/**
	 * A command on the list, for this one to start; optional only where nothing is started without
	 * it.
	 */
	| {readonly kind: 'command'; readonly of: readonly string[]; readonly optional?: true};

/** How a command may be written: whatever is not named here is refused. */
export interface CommandShape {
	/** Options of one letter without a value. */
	readonly flags: string;
	/** Long options without a value. */
	readonly long: readonly string[];
	/** Options with a value, by `-x` or `--long`, and what that value must match. */
	readonly values: Readonly<Record<string, RegExp>>;
	readonly behind: Operands;
	/** Started so that the program's set-user-ID bit has no effect (PR_SET_NO_NEW_PRIVS(2const)). */
	readonly noNewPrivs?: true;
	/** Without an option it does something else; this is one that does what is wanted. */
	readonly needsOption?: string;
	/** `-5` is `-n 5`. */
	readonly countsLines?: true;
}

const STARTED: readonly string[] = ['true', 'id', 'uname', 'readlink', 'ls', 'cat', 'grep'];
const STARTS: Operands = {kind: 'command', of: STARTED};
const STARTS_OPTIONALLY: Operands = {kind: 'command', of: STARTED, optional: true};
const LIMIT = /^\d{1,15}(:\d{1,15})?$/;
const NONE: Operands = {kind: 'none'};
const COUNT = /^[+-]?\d{1,6}$/;
const NAMES = /^[A-Za-z][A-Za-z0-9,_.-]{0,200}$/;
const PID = /^[1-9]\d{0,9}$/;

const shape = (
	flags: string,
	behind: Operands = NONE,
	more: Partial<CommandShape> = {},
): CommandShape => ({flags, long: [], values: {}, behind, ...more});

const FILES: Operands = {kind: 'paths', kinds: ['file']};
const anything: Operands = {
	kind: 'paths',
	kinds: ['file', 'directory', 'link'],
};

/** Columns of ps that show no environment and no file (ps(1), STANDARD FORMAT SPECIFIERS). */
const PS_COLUMNS =
	/^(?:(?:pid|ppid|pgid|sid|uid|user|comm|args|cmd|stat|s|tty|tt|time|etime|lstart|rss|vsz|ni|pri|psr|nlwp|pcpu|pmem|cgroup|pidns|utsns|netns|mntns|userns|ipcns|cgroupns|timens)(?:,|$))+$/;

/**
 * The whole list. All of them only look: no option here names a file to write, a program to start
 * or a setting to change. Where a program of the course can do more (sysctl, hostname NAME, mount
 * SOURCE TARGET), none of its forms here does.
 */
export const COMMAND_SHAPES: Readonly<Record<string, CommandShape>> = {
	uname: shape('asnrvmpio', NONE, {
		long: words(
			'--all --kernel-name --nodename --kernel-release --kernel-version --machine --operating-system',
		),
	}),
	id: shape('ugGnr'),
	whoami: shape(''),
	hostname: shape(''),
	nproc: shape('', NONE, {long: ['--all']}),
	uptime: shape('ps'),
	free: shape('bkmh'),
	true: shape(''),
	echo: shape('n', {kind: 'words'}),
	ls: shape('ladAn1iL', {kind: 'paths', kinds: ['file', 'directory', 'link']}),
	readlink: shape('nv', {kind: 'paths', kinds: ['link']}),
	stat: shape('Lt', anything, {values: {'-c': /^.{1,100}$/, '--format': /^.{1,100}$/}}),
	cat: shape('n', FILES),
	head: shape('qv', FILES, {countsLines: true, values: {'-n': COUNT, '-c': COUNT}}),
	tail: shape('qv', FILES, {countsLines: true, values: {'-n': COUNT, '-c': COUNT}}),
	wc: shape('lwc', FILES),
	grep: shape(
		'EFinHhcowvsa',
		{kind: 'paths', kinds: ['file'], pattern: true},
		{values: {'-m': COUNT, '-A': COUNT, '-B': COUNT, '-C': COUNT}},
	),
	lsns: shape('lnru', NONE, {
		long: words('--list --noheadings --notruncate'),
		values: {
			'-p': PID,
			'--task': PID,
			'-t': NAMES,
			'--type': NAMES,
			'-o': NAMES,
			'--output': NAMES,
		},
	}),
	// Its options are words, not letters: see `PS_SELECTIONS`.
	ps: shape('', NONE, {
		values: {'-o': PS_COLUMNS, '-p': /^[1-9]\d{0,9}(,[1-9]\d{0,9})*$/},
	}),
	mount: shape('', NONE, {noNewPrivs: true}),
	findmnt: shape(
		'lnruDA',
		{kind: 'one-of', of: ['/', '/proc', '/sys', '/sys/fs/cgroup', '/dev', '/tmp']},
		{
			long: words('--list --noheadings --raw --notruncate --all'),
			values: {'-t': NAMES, '--types': NAMES, '-o': NAMES, '--output': NAMES},
		},
	),
	capsh: shape('', NONE, {long: ['--print'], needsOption: '--print'}),
	setpriv: shape('d', NONE, {long: ['--dump'], needsOption: '--dump'}),
	// Limits are set for the command it starts, not for a running process: there is no --pid.
	prlimit: shape('', STARTS_OPTIONALLY, {
		values: Object.fromEntries(
			words('--as --core --cpu --data --fsize --nofile --nproc --stack').map((name) => [
				name,
				LIMIT,
			]),
		),
	}),
	ipcs: shape('amqsltcup'),
	unshare: shape('UupfmniCrT', STARTS, {
		long: words(
			'--user --uts --pid --fork --mount --net --ipc --cgroup --time --map-root-user --map-current-user',
		),
	}),
};

function words(text: string): readonly string[] {
	return text.split(' ');
}

/**
 * The first word of ps, taken whole. What ps cannot read as options with a dash it reads again as
 * options without one, where `e` shows environments (ps(1), OPTIONS): so each form here is known to
 * be readable.
 */
export const PS_SELECTIONS: ReadonlySet<string> = new Set(
	words(
		'-e -A -f -F -l -H -j -ef -eF -el -ely -eH -ej -ejH -efH -efw -efww -ax ax aux axf auxf axj axjf x u axu',
	),
);

/** Those that a list of columns may follow: the others bring their own. */
export const PS_WITH_COLUMNS: ReadonlySet<string> = new Set(words('-e -A -H -eH ax x'));
