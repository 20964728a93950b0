// Lets the parts of a list be about one and the same process: `as` names it, later parts speak of it.
import type {CommandRun, Evidence, Facts, Moment, ProcessView} from '../domain/evidence.js';
import {NAMESPACE_KINDS, type NamespaceLinks} from '../domain/namespace.js';
import {uidInside} from './process-label.js';

/** The fact under which a bound process is known for good, since its pid may come again. */
const identityFact = (name: string): string => `${name}.process`;

/** Names a process for good: a pid may be reused, but not within the same clock tick. */
export const identityOf = ({pid, startTime}: ProcessView): string => `${pid}@${startTime}`;

/**
 * What later parts may say of a process bound as `api`: `{{api.pid}}` its number in the sandbox,
 * `{{api.pid-inside}}` that in its own PID namespace, `{{api.uid}}` in its own user namespace,
 * `{{api.ns.net}}`, `{{api.comm}}`, `{{api.cpu-list}}`.
 */
export const bindingOf = (name: string, process: ProcessView): Facts =>
	new Map([
		[identityFact(name), identityOf(process)],
		[`${name}.pid`, String(process.nsPids[1] ?? process.nsPids[0] ?? '')],
		[`${name}.pid-inside`, String(process.nsPids.at(-1) ?? '')],
		[`${name}.uid`, String(uidInside(process))],
		[`${name}.comm`, process.comm],
		[`${name}.cpu-list`, process.cpuList],
		...NAMESPACE_KINDS.map((kind): [string, string] => [
			`${name}.ns.${kind}`,
			process.namespaces[kind] ?? '',
		]),
	]);

/** The names of the facts that binding something as `name` gives. */
export const boundNames = (name: string): readonly string[] => [
	...['process', 'pid', 'pid-inside', 'uid', 'comm', 'cpu-list'].map((what) => `${name}.${what}`),
	...NAMESPACE_KINDS.map((kind) => `${name}.ns.${kind}`),
];

/**
 * Whether a process is the one that a part has bound: this one, while its list is judged for it, or
 * an earlier one. Any process is, where nothing is bound.
 */
export function isBound(
	process: ProcessView,
	{as, is}: {readonly as?: string | undefined; readonly is?: string | undefined},
	facts: Facts,
): boolean {
	const bound = as === undefined ? undefined : facts.get(identityFact(as));
	const meant = is === undefined ? bound : (facts.get(identityFact(is)) ?? '');
	return meant === undefined || meant === identityOf(process);
}

/** The namespaces of a bound process, as it was when it was bound. */
export const boundNamespaces = (name: string, facts: Facts): NamespaceLinks =>
	Object.fromEntries(NAMESPACE_KINDS.map((kind) => [kind, facts.get(`${name}.ns.${kind}`)]));

/** What a reason calls a bound process. */
export const boundLabel = (name: string, facts: Facts): string =>
	`${facts.get(`${name}.comm`)} (pid ${facts.get(`${name}.pid`)})`;

/** Whether a process descends from a bound one, among the processes of one moment. */
export function isBelow(
	process: ProcessView,
	name: string,
	facts: Facts,
	processes: readonly ProcessView[],
): boolean {
	const byPid = new Map(processes.map((one) => [one.pid, one]));
	let ancestor = byPid.get(process.parent);
	while (ancestor !== undefined && !isBound(ancestor, {is: name}, facts)) {
		ancestor = byPid.get(ancestor.parent);
	}
	return ancestor !== undefined;
}

/**
 * Whether a line was typed to the shell that an earlier part has bound; where the shell gave no marks
 * nobody knows, and its tab is all there is to go by.
 */
export const isTypedTo = (
	{shellPid}: CommandRun,
	shell: string | undefined,
	facts: Facts,
): boolean =>
	shell === undefined ||
	shellPid === undefined ||
	facts.get(`${shell}.pid-inside`) === String(shellPid);

/** Each process once, as it was last seen; the newest moment first, no more than can be tried. */
export function candidatesOf(
	evidence: Evidence,
	find: (moment: Moment) => readonly ProcessView[],
): readonly ProcessView[] {
	const found = new Map<string, ProcessView>();
	for (const moment of evidence.moments.toReversed()) {
		for (const process of find(moment)) {
			const key = identityOf(process);
			if (!found.has(key)) found.set(key, process);
		}
		if (found.size >= MOST_TRIED) break;
	}
	return [...found.values()].slice(0, MOST_TRIED);
}

/** A flood of processes that all fit must not make a judgement slow. */
const MOST_TRIED = 12;
