// What a shell says it executed: bash's own trace (bash(1), set -x), and how its records are read.

/**
 * A simple command as the shell executed it: after aliases, functions, expansion and loops. What
 * dash, python or perl start themselves is not told, nor is any redirection.
 */
export interface Execution {
	/** The program and its arguments; `['cat', 'cgroup']`. */
	readonly words: readonly string[];
	/** The shell's working directory at that moment. */
	readonly directory: string;
	/** Its own exit status; undefined while it runs and where the shell did not tell. */
	readonly status: number | undefined;
	/** True where another shell than the one at the prompt executed it: `bash -c`, a script. */
	readonly isInner?: true;
	/** True where a copy of its shell executed it: a part of a pipe, a job, `( … )`. */
	readonly isForked?: true;
	/** True where a job of an earlier line told of it only in this one: this line has not printed what it did. */
	readonly isLate?: true;
}

/** One record of the trace, and what it says of the command before it in the same process. */
export interface TraceRecord {
	/** The slot of the tab that the shell descends from. */
	readonly slot: number;
	/** A name of this shell; it goes on in its subshells, while process ids come again. */
	readonly shell: string;
	/** `$BASHPID`, in the shell's own PID namespace. */
	readonly pid: number;
	/** 1 for a command; one more for each level of command substitution. */
	readonly depth: number;
	/** The status of each part of the pipeline before this command. */
	readonly pipeline: readonly number[];
	readonly directory: string;
	readonly words: readonly string[];
}

/** Stands between the fields of a record; no word holds it unquoted, since bash quotes control characters. */
export const TRACE_SEPARATOR = '\u001f';

/**
 * Reads one line of the trace: `++` a level of substitution, then slot, shell, process, pipeline and
 * directory, each after a separator, and the command as `set -x` prints it. Undefined for any other
 * line: whoever holds the descriptor may write to it.
 */
export function parseTraceRecord(line: string): TraceRecord | undefined {
	const [plus, slot, shell, pid, pipeline, directory, command, ...more] =
		line.split(TRACE_SEPARATOR);
	if (plus === undefined || !/^\++$/.test(plus) || command === undefined || more.length > 0) {
		return undefined;
	}
	if (!/^\d$/.test(slot ?? '') || !/^\d+$/.test(pid ?? '')) return undefined;
	return {
		slot: Number(slot),
		shell: shell ?? '',
		pid: Number(pid),
		depth: plus.length,
		pipeline: parsePipeline(pipeline ?? ''),
		directory: directory ?? '',
		words: unquoteWords(command),
	};
}

/** The status of each part of a pipeline, as PIPESTATUS lists them; what is no number is left out. */
export const parsePipeline = (text: string): readonly number[] =>
	text
		.split(' ')
		.filter((status) => /^\d+$/.test(status))
		.map(Number);

const ESCAPES: Readonly<Record<string, string>> = {
	a: '\u0007',
	b: '\b',
	e: '\u001b',
	E: '\u001b',
	f: '\f',
	n: '\n',
	r: '\r',
	t: '\t',
	v: '\v',
};

/**
 * The words of a command as `set -x` prints them: bare, in single quotes, or in `$'…'` with escapes
 * (bash(1), QUOTING). A word in double quotes or a compound command is not printed so, and is split
 * at its blanks.
 */
export function unquoteWords(text: string): readonly string[] {
	const words: string[] = [];
	let word: string | undefined;
	for (const [piece, ansi, single, escaped, bare] of text.matchAll(PIECES)) {
		if (bare === undefined && piece.trim() === '') {
			if (word !== undefined) words.push(word);
			word = undefined;
			continue;
		}
		word =
			(word ?? '') + (ansi === undefined ? (single ?? escaped ?? bare ?? piece) : decodeAnsi(ansi));
	}
	return word === undefined ? words : [...words, word];
}

/** Whether every quote of a command has ended; a word in quotes may go over several lines. */
export const isWhole = (text: string): boolean => !text.replaceAll(QUOTED, '').includes("'");

const QUOTED = /\$'(?:[^'\\]|\\.)*'|'[^']*'|\\./gs;

/** `$'…'`, `'…'`, `\c`, other characters, blanks. */
const PIECES = /\$'((?:[^'\\]|\\.)*)'|'([^']*)'|\\(.)|([^\s'\\$]+|[$'\\])|\s+/gs;

const decodeAnsi = (text: string): string =>
	text.replaceAll(/\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2})|(.))/gs, (_, octal, hex, letter) => {
		if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
		if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
		return ESCAPES[letter] ?? letter;
	});

/**
 * Gives each command its status. The next record of the same process tells how the commands since
 * its last one ended: its own, or one for each part of a pipeline, whose parts run in processes of
 * their own, started in order (PIPESTATUS). `last` is what the prompt told after all of them, and
 * `older` are the processes (keyOf) that told of themselves before these records.
 */
export function toExecutions(
	records: readonly TraceRecord[],
	last:
		| {readonly shell: string; readonly pid: number; readonly pipeline: readonly number[]}
		| undefined,
	older: ReadonlySet<string> = new Set(),
): readonly Execution[] {
	const status = new Map<TraceRecord, number>();
	/** The records of each process that nobody has told the end of, the newest last. */
	let open: TraceRecord[] = [];
	const shell = (last ?? records[0])?.pid;
	const own = (last ?? records[0])?.shell;
	const depth = depthsOf(records, own, older);
	/** What each assignment took its value from: how that ended is how the assignment ends, bash(1). */
	const taken = new Map<TraceRecord, readonly TraceRecord[]>();
	const settle = (record: TraceRecord | undefined, told: number | undefined): void => {
		if (!record || status.has(record) || told === undefined) return;
		status.set(record, told);
		for (const one of taken.get(record) ?? []) settle(one, told);
	};
	/**
	 * A subshell begins with what its shell had: that is how the command before it ended. Another shell
	 * has nothing of that, and one that began before these records tells of its own.
	 */
	const begins = (by: Pick<TraceRecord, 'shell' | 'pid'>, told: number | undefined): void => {
		if (by.shell !== own || older.has(keyOf(by))) return;
		settle(
			open.findLast(({pid}) => pid === shell),
			told,
		);
	};
	/** A job in the background has begun since, too: then the parts are not those of the pipeline. */
	const endPipeline = (parts: readonly TraceRecord[], told: readonly number[]): void => {
		const numbers = [...new Set(parts.map(({pid}) => pid))];
		if (parts.length === told.length) {
			for (const [index, part] of parts.entries()) status.set(part, told[index] ?? 0);
		} else if (numbers.length === told.length) {
			// A part that was replaced, as in `bash FILE | cat`, has the number of the shell it became.
			for (const part of parts) settle(part, told[numbers.indexOf(part.pid)]);
		}
	};
	const ends = (by: Pick<TraceRecord, 'shell' | 'pid' | 'pipeline'>, at: number): void => {
		const told = by.pipeline;
		const only = told.length === 1 ? told[0] : undefined;
		const previous = open.findLastIndex((one) => keyOf(one) === keyOf(by));
		if (previous < 0 && by.pid !== shell) {
			begins(by, only);
			return;
		}
		// A shell inside that ends is one from before, too, and how it ends is told here; a job is not.
		const isJob = (one: TraceRecord): boolean => one.shell === by.shell && older.has(keyOf(one));
		const since = open.slice(previous + 1).filter((one) => depth.get(one) === at && !isJob(one));
		const parts = lastOfEach(since);
		endPipeline(parts, told);
		const before = open[previous];
		// Of a subshell since then the status is told, not of the command before it.
		if (!parts.some((part) => part.shell === by.shell)) settle(before, only);
		// A part of a pipeline cannot tell its sibling from a child: only the shell itself settles others.
		open = open.filter((one) => one !== before && !(by.pid === shell && since.includes(one)));
	};
	for (const record of records) {
		const at = depth.get(record) ?? record.depth;
		const previous = open.findLastIndex((one) => keyOf(one) === keyOf(record));
		const inside = open.slice(previous + 1).filter((one) => depth.get(one) === at + 1);
		ends(record, at);
		const ended = lastOfEach(inside);
		// Of several processes, as in `x=$(a | b)`, nobody tells which one was the last; a shell in there may be one more.
		const isOne = new Set(ended.map(({shell}) => shell)).size === ended.length && ended.length <= 2;
		if (isOne && record.words.every(isAssignment)) taken.set(record, ended);
		open.push(record);
	}
	if (last) ends(last, 1);
	return records.map((record) => ({
		words: record.words,
		directory: record.directory,
		status: status.get(record),
		...(record.shell === own ? {} : {isInner: true as const}),
		...(record.shell.startsWith(`${record.pid}.`) ? {} : {isForked: true as const}),
	}));
}

/**
 * How many substitutions deep each record is, from the shell at the prompt on. Another shell counts from
 * one again: `x=$(bash -c date)` has a `date` of depth 1, which is no part of the line that x= is in. It was
 * started by what told last, or it has replaced what had its number.
 */
function depthsOf(
	records: readonly TraceRecord[],
	own: string | undefined,
	older: ReadonlySet<string>,
): ReadonlyMap<TraceRecord, number> {
	const depths = new Map<TraceRecord, number>();
	const above = new Map<string, number>();
	for (const [index, record] of records.entries()) {
		const {shell, pid} = record;
		if (!above.has(shell)) {
			const isBegun = shell === own || older.has(keyOf(record));
			const told = isBegun ? [] : records.slice(0, index);
			const by = told.findLast((one) => one.pid === pid) ?? told.at(-1);
			above.set(shell, by === undefined ? 0 : (depths.get(by) ?? 1) - 1);
		}
		depths.set(record, (above.get(shell) ?? 0) + record.depth);
	}
	return depths;
}

const isAssignment = (word: string): boolean => /^\w+\+?=/.test(word);

/** What tells a process from others; its number alone comes again. */
export const keyOf = ({shell, pid}: Pick<TraceRecord, 'shell' | 'pid'>): string =>
	`${shell} ${pid}`;

/** The newest record of each process, in the order in which the processes began. */
function lastOfEach(records: readonly TraceRecord[]): readonly TraceRecord[] {
	const newest = new Map<string, TraceRecord>();
	for (const record of records) newest.set(keyOf(record), record);
	return [...newest.values()].toSorted((one, other) => one.pid - other.pid);
}
