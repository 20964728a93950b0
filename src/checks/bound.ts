// Lets the parts of a list be about one and the same process: `as` names it, later parts speak of it.
import {
	type CommandRun,
	type Facts,
	identityOf,
	type Moment,
	type ProcessView,
} from '../domain/evidence.js';
import {NAMESPACE_KINDS, type NamespaceLinks} from '../domain/namespace.js';
import {uidInside} from './process-label.js';
import {nameSchema} from './spec-parts.js';

/** The fact under which a bound process is known for good, since its pid may come again. */
const identityFact = (name: string): string => `${name}.process`;

/**
 * What later parts may say of a process bound as `api`: `{{api.pid}}` its number in the sandbox,
 * `{{api.pid-inside}}` that in its own PID namespace, `{{api.uid}}` in its own user namespace,
 * `{{api.ns.net}}`, `{{api.comm}}`, `{{api.cpu-list}}`.
 */
const SAID_OF_BOUND: Readonly<Record<string, (process: ProcessView) => string>> = {
	process: identityOf,
	pid: ({nsPids}) => String(nsPids[1] ?? nsPids[0] ?? ''),
	'pid-inside': ({nsPids}) => String(nsPids.at(-1) ?? ''),
	uid: (process) => String(uidInside(process)),
	comm: ({comm}) => comm,
	'cpu-list': ({cpuList}) => cpuList,
	...Object.fromEntries(
		NAMESPACE_KINDS.map((kind) => [
			`ns.${kind}`,
			({namespaces}: ProcessView) => namespaces[kind] ?? '',
		]),
	),
};

const bindingOf = (name: string, process: ProcessView): Facts =>
	new Map(Object.entries(SAID_OF_BOUND).map(([what, say]) => [`${name}.${what}`, say(process)]));

/** The names of the facts that binding something as `name` gives. */
export const boundNames = (name: string): readonly string[] =>
	Object.keys(SAID_OF_BOUND).map((what) => `${name}.${what}`);

/** What a part of a list may say of a process: it binds it, or it is one that is bound. */
export const bindingSchema = {
	as: nameSchema
		.optional()
		.describe('Binds it: the later parts of the list may say {{NAME.pid}} and `is: NAME`.'),
	is: nameSchema.optional().describe('It is the process that an earlier part bound by this name.'),
};

/** The facts of each process that `find` finds at these moments, once each; undefined: nothing is bound. */
export const bindings = (
	{as, now}: {readonly as?: string | undefined; readonly now?: boolean | undefined},
	moments: readonly Moment[],
	find: (moment: Moment) => readonly ProcessView[],
): readonly Facts[] | undefined =>
	as === undefined
		? undefined
		: candidatesOf(now ? moments.slice(-1) : moments, find).map((one) => bindingOf(as, one));

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

/** Whether the parent of a process is a bound one, among the processes of one moment. */
export const isChildOf = (
	{parent}: ProcessView,
	name: string,
	facts: Facts,
	processes: readonly ProcessView[],
): boolean => processes.some((one) => one.pid === parent && isBound(one, {is: name}, facts));

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
function candidatesOf(
	moments: readonly Moment[],
	find: (moment: Moment) => readonly ProcessView[],
): readonly ProcessView[] {
	const found = new Map<string, ProcessView>();
	for (const moment of moments.toReversed()) {
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
