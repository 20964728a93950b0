// Puts what doctor found on many hosts side by side, for whoever must know that all of them will do.

import {coreOf} from '../domain/core-of.js';
import {type Course, keyOf} from '../domain/course.js';
import {type HostReport, SANDBOX_NEED, type StepCounts} from '../domain/host.js';

/** One host as `doctor --json` wrote it, as far as it is compared. */
export interface ComparedHost {
	readonly name: string;
	readonly hostClass: string;
	readonly steps: StepCounts;
	/** It has a sandbox, and every step of the core path can be done in it or at least observed. */
	readonly doesCore: boolean;
	/** What is missing, in a word each. */
	readonly missing: readonly string[];
}

interface Limited {
	readonly step: string;
	readonly runsHere: string;
	readonly missing: readonly string[];
}

type Written = Pick<HostReport, 'hostClass' | 'findings' | 'isUnsure' | 'steps'> & {
	readonly hostName?: string;
	readonly limitedSteps: readonly Limited[];
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null;

const isFinding = (value: unknown): boolean =>
	isRecord(value) &&
	typeof value['id'] === 'string' &&
	typeof value['ok'] === 'boolean' &&
	Array.isArray(value['unlocks']);

const isLimited = (value: unknown): boolean =>
	isRecord(value) &&
	typeof value['step'] === 'string' &&
	typeof value['runsHere'] === 'string' &&
	Array.isArray(value['missing']);

const isCount = (value: unknown): boolean =>
	isRecord(value) && ['done', 'observed', 'none'].every((name) => typeof value[name] === 'number');

const isWritten = (value: unknown): value is Written =>
	isRecord(value) &&
	typeof value['hostClass'] === 'string' &&
	['string', 'undefined'].includes(typeof value['hostName']) &&
	(value['steps'] === undefined || isCount(value['steps'])) &&
	Array.isArray(value['findings']) &&
	value['findings'].every(isFinding) &&
	Array.isArray(value['limitedSteps']) &&
	value['limitedSteps'].every(isLimited);

/** Reads what `doctor --json` printed; undefined where it is something else. `file` names it if nothing else does. */
export function parseHost(text: string, file: string, course: Course): ComparedHost | undefined {
	const value = parseJson(text);
	if (!isWritten(value)) return undefined;
	const {hostClass, findings, limitedSteps, hostName = file, isUnsure, steps} = value;
	const ofCourse = course.lessons.reduce((sum, {exercise}) => sum + exercise.steps.length, 0);
	const all = steps === undefined ? ofCourse : steps.done + steps.observed + steps.none;
	const observed = limitedSteps.filter(({runsHere}) => runsHere === 'observed').length;
	const core = new Set(
		coreOf(course).lessons.flatMap(({id, exercise}) =>
			exercise.steps.map((step) => keyOf(id, step.id)),
		),
	);
	const isCoreWhole = !limitedSteps.some(
		({step, runsHere}) => runsHere === 'not' && core.has(step),
	);
	return {
		name: hostName,
		hostClass,
		steps: {
			done: all - limitedSteps.length,
			observed,
			none: limitedSteps.length - observed,
		},
		doesCore: hostClass === 'full' && isUnsure !== true && isCoreWhole,
		missing: isUnsure ? ['an answer in time'] : missingWords(findings, limitedSteps),
	};
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Of what was not found, that which steps suffer from; without a sandbox, only what keeps it away. */
function missingWords(
	findings: HostReport['findings'],
	limited: readonly Limited[],
): readonly string[] {
	const needed = new Set(limited.flatMap(({missing}) => missing));
	const failed = findings.filter(({ok}) => !ok);
	const suffered = needed.has(SANDBOX_NEED)
		? whatKeepsSandbox(failed)
		: failed.filter(({unlocks}) => unlocks.some((need) => needed.has(need)));
	const words = suffered.map(({id}) => WORDS[id] ?? id.replace(/^(sandbox-)?tool-/, ''));
	return [...new Set(words)];
}

/** The first of these that says something: the later ones follow from the earlier. */
const whatKeepsSandbox = (failed: HostReport['findings']): HostReport['findings'] =>
	[/^sandbox-tool-/, /^change-user$/, /^user-namespaces$/, /^(proc|sysfs|nested)$/, /^sandbox$/]
		.map((pattern) => failed.filter(({id}) => pattern.test(id)))
		.find((found) => found.length > 0) ?? [];

const WORDS: Readonly<Record<string, string>> = {
	sandbox: 'a sandbox',
	'change-user': 'an ordinary user',
	'user-namespaces': 'user namespaces',
	proc: 'a /proc of its own',
	sysfs: 'a /sys of its own',
	nested: 'nesting',
	'node-inside': 'node inside',
	'cgroup-read': 'control groups',
	'cgroup-write': 'limits',
	'cgroup-v2': 'cgroup v2',
	time: 'time namespaces',
	'oci-runtime': 'an OCI runtime',
};

/** As many as a row bears. */
const MOST_WORDS = 4;

/** The table, a line each, and what it comes to. */
export function comparisonLines(hosts: readonly ComparedHost[]): readonly string[] {
	const rows = hosts.map(({name, hostClass, steps, doesCore, missing}) => [
		name,
		hostClass,
		`${steps.done}/${steps.observed}/${steps.none}`,
		doesCore ? 'yes' : 'no',
		[...missing.slice(0, MOST_WORDS), ...(missing.length > MOST_WORDS ? ['…'] : [])].join(', '),
	]);
	const table = [['host', 'class', 'done/observed/none', 'core', 'missing'], ...rows];
	const widths = [0, 1, 2, 3].map((column) =>
		Math.max(...table.map((row) => (row[column] ?? '').length)),
	);
	const able = hosts.filter(({doesCore}) => doesCore).length;
	return [
		...table.map((row) =>
			row
				.map((cell, column) => cell.padEnd(widths[column] ?? 0))
				.join('  ')
				.trimEnd(),
		),
		'',
		`${able} of ${hosts.length} ${hosts.length === 1 ? 'host' : 'hosts'} can do the core path.`,
	];
}
