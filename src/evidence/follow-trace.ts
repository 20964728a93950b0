// Sorts what the shells of a sandbox tell of what they execute into one batch for each prompt.

import {
	type Execution,
	isWhole,
	keyOf,
	parseTraceRecord,
	type TraceRecord,
	toExecutions,
} from '../domain/execution.js';
import type {ShellMark} from '../domain/shell-mark.js';

/** What one tab's shells have executed since its last prompt. */
export interface TabTrace {
	/** So far, while a command runs. */
	soFar(): readonly Execution[];
	/**
	 * Calls back with what was executed before this prompt, once all of it has arrived; with
	 * undefined where the shell tells nothing. The terminal and the trace are two channels.
	 */
	until(
		mark: Extract<ShellMark, {kind: 'prompt'}>,
		tell: (told: readonly Execution[] | undefined) => void,
	): void;
	/** The tab's shell is gone. */
	clear(): void;
}

export interface TraceFollower {
	output(bytes: Uint8Array): void;
	tab(slot: number): TabTrace;
	/** Resolves when no prompt waits for its batch any more. */
	settled(): Promise<void>;
}

/** How long a trace may be behind the terminal. It is usually ahead: one program less passes it on. */
const BEHIND_MS = 150;
/** Records between two prompts that are kept; a shell stops telling long before. */
const MOST_RECORDS = 5000;
/** Processes of earlier batches that are known; of those before them none is likely to be left. */
const MOST_OLDER = 500;
/** Of one that is longer, the beginning is kept: arguments may be megabytes long. */
const LONGEST_RECORD = 16 * 1024;
// biome-ignore lint/suspicious/noControlCharactersInRegex: it separates the fields of a record
const NEXT_RECORD = /\n(?=\++\u001f)/;
/** What ends the trace of a shell: its prompt begins, or it has told enough. */
const END_OF_TRACE = 'set +Tx';

/** What a shell executes only to count what it tells (sandbox/shell-trace). */
const isCounting = (text: string): boolean =>
	text.includes('__lesson_told') || text === END_OF_TRACE || text === 'trap - DEBUG';

/**
 * The head of a loop or of a case, which `set -x` shows before each round: no command, though it may hold
 * the name of one, and the status told behind it is that of the command before it.
 */
const HEAD = /^(?:for|select) \w+ in\b|^case .* in$/s;

interface Batches {
	open: TraceRecord[];
	/** Closed by a prompt whose mark has not come yet, the oldest first. */
	closed: TraceRecord[][];
	waiting: ((records: readonly TraceRecord[] | undefined) => void) | undefined;
	/** Resolves when the last prompt has been told. */
	told: Promise<void>;
	/** How many prompts were told without their batch, which was late and will come. */
	missed: number;
	/** A shell that is making its prompt: what it executes is ours. */
	prompting: string | undefined;
	/** The processes of the batches that were told, the newest last. */
	older: ReadonlySet<string>;
	/** What the shell of the prompt before had put into the background last. */
	job: {readonly shell: string; readonly pid: number; readonly number: number} | undefined;
}

/**
 * The records of a text, and what is left over. One ends where the next begins, for a word in quotes
 * may go over several lines; the last one has ended, too, where all of its quotes have.
 */
function splitRecords(text: string): readonly [readonly string[], string] {
	const records = text.split(NEXT_RECORD);
	const last = records.at(-1) ?? '';
	if (last.endsWith('\n') && isWhole(last)) return [records.with(-1, last.slice(0, -1)), ''];
	const end = last.endsWith('\n') ? '\n' : '';
	return [
		records.slice(0, -1),
		last.length > LONGEST_RECORD ? last.slice(0, LONGEST_RECORD) + end : last,
	];
}

/** Marks the jobs of earlier lines that begin only now to tell: on a busy host their shell was at the prompt before. */
const withLate = (
	executions: readonly Execution[],
	records: readonly TraceRecord[],
	{older, job}: Pick<Batches, 'older' | 'job'>,
): readonly Execution[] =>
	executions.map((execution, index) => {
		const record = records[index];
		if (!record || !job || record.shell !== job.shell || older.has(keyOf(record))) return execution;
		const isLate = record.pid > job.pid && record.pid <= job.number;
		return isLate ? {...execution, isLate} : execution;
	});

function close(tab: Batches): void {
	const batch = tab.open;
	tab.open = [];
	if (tab.waiting) tab.waiting(batch);
	else if (tab.missed > 0) tab.missed -= 1;
	else tab.closed = [...tab.closed.slice(-8), batch];
}

export function createTraceFollower(): TraceFollower {
	const tabs = new Map<number, Batches>();
	const decoder = new TextDecoder();
	let unfinished = '';
	const batchesOf = (slot: number): Batches => {
		const known = tabs.get(slot) ?? {
			open: [],
			closed: [],
			waiting: undefined,
			told: Promise.resolve(),
			missed: 0,
			prompting: undefined,
			older: new Set(),
			job: undefined,
		};
		tabs.set(slot, known);
		return known;
	};
	const take = (record: TraceRecord): void => {
		const tab = batchesOf(record.slot);
		const key = keyOf(record);
		const text = record.words.join(' ');
		const isOfPrompt = tab.prompting === key;
		if (isOfPrompt && text === END_OF_TRACE) tab.prompting = undefined;
		if (isOfPrompt || isCounting(text) || HEAD.test(text)) return;
		if (text === '__lesson_prompt') {
			tab.prompting = key;
			close(tab);
		} else if (tab.open.length < MOST_RECORDS) tab.open.push(record);
	};
	return {
		output(bytes) {
			const [records, rest] = splitRecords(unfinished + decoder.decode(bytes, {stream: true}));
			unfinished = rest;
			for (const text of records) {
				const record = parseTraceRecord(text);
				if (record) take(record);
			}
		},
		async settled() {
			await Promise.all([...tabs.values()].map(({told}) => told));
		},
		tab(slot) {
			return {
				soFar: () => {
					const tab = batchesOf(slot);
					return withLate(toExecutions(tab.open, undefined, tab.older), tab.open, tab);
				},
				until({shell, shellPid, pipeline, isTold, job}, tell) {
					const tab = batchesOf(slot);
					const before = tab.job;
					tab.job = {shell, pid: shellPid, number: job};
					tab.waiting?.(undefined);
					if (!isTold) {
						tab.open = [];
						return tell(undefined);
					}
					const ready = tab.closed.shift();
					const end = {shell, pid: shellPid, pipeline};
					const executed = (records: readonly TraceRecord[]): readonly Execution[] => {
						const {older} = tab;
						tab.older = new Set([...older, ...records.map(keyOf)].slice(-MOST_OLDER));
						return withLate(toExecutions(records, end, older), records, {older, job: before});
					};
					if (ready) return tell(executed(ready));
					const timer = setTimeout(() => tab.waiting?.(undefined), BEHIND_MS);
					tab.told = new Promise((resolve) => {
						tab.waiting = (records) => {
							clearTimeout(timer);
							tab.waiting = undefined;
							if (records === undefined) tab.missed += 1;
							tell(records && executed(records));
							resolve();
						};
					});
				},
				clear() {
					const tab = batchesOf(slot);
					tab.waiting?.(undefined);
					tabs.delete(slot);
				},
			};
		},
	};
}
