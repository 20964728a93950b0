// Puts together what a control group, a keeper's arguments and state files say of one container.

import type {ContainerName} from '../domain/inspection.js';
import {nameByGroup} from './name-by-group.js';
import {type Ancestor, nameByParents} from './name-by-parents.js';
import type {StateRecord} from './parse-state.js';

/** What a name is worked out from. */
export interface NameSources {
	/** Its number and start, and those of everything above it, nearest first. */
	readonly chain: readonly {readonly pid: number; readonly startTime: number}[];
	readonly ancestors: readonly Ancestor[];
	/** The paths of its control groups. */
	readonly groups: readonly string[];
	readonly records: readonly StateRecord[];
}

/**
 * The container that a process is in; undefined where nothing says so. The engine's control group counts
 * first: the process can't leave or rename it.
 */
export function nameContainer(sources: NameSources): ContainerName | undefined {
	const byGroup = firstContainer(sources.groups);
	const byParents = nameByParents(sources.ancestors);
	const byFile = recordOf(sources, byGroup?.id ?? byParents?.id, byGroup?.name ?? byParents?.name);
	const strong = byGroup?.kind === 'unit' ? undefined : byGroup;
	const found = [strong, byParents, byFile && nameOfRecord(byFile)].filter(
		(one) => one !== undefined,
	);
	const [first] = found;
	if (first === undefined) return byGroup;
	return {
		kind: first.kind,
		engine: found.map(({engine}) => engine).find(isEngine) ?? first.engine,
		id: found.map(({id}) => id).find(Boolean),
		name: found.map(({name}) => name).find(Boolean),
		pod: found.map(({pod}) => pod).find(Boolean),
		toldBy: [...new Set(found.flatMap(({toldBy}) => toldBy))],
	};
}

/** A name that says who made it; the others say in what it runs, or who keeps a list. */
const isEngine = (engine: string): boolean =>
	!['kubernetes', 'systemd-machined', 'containerd', 'runc', 'crun'].includes(engine);

/** On v1 and hybrid hosts only some of the hierarchies have a group for the container. */
function firstContainer(groups: readonly string[]): ContainerName | undefined {
	const names = groups.map(nameByGroup).filter((name) => name !== undefined);
	return names.find(({kind}) => kind !== 'unit') ?? names[0];
}

/** The record of this very id or name, else that of the process or of one above it. */
function recordOf(
	{chain, records}: NameSources,
	id: string | undefined,
	name: string | undefined,
): StateRecord | undefined {
	const same = records.filter(
		(record) =>
			(id !== undefined && record.id === id) || (name !== undefined && record.names.includes(name)),
	);
	const told = same.find(({names}) => names.length > 0) ?? same[0];
	if (told !== undefined) return told;
	return chain
		.map(({pid, startTime}) =>
			records.find(
				(record) =>
					record.pid === pid && (record.startTime === undefined || record.startTime === startTime),
			),
		)
		.find((record) => record !== undefined);
}

const nameOfRecord = ({engine, kind, id, names, pod, file}: StateRecord): ContainerName => ({
	kind,
	engine,
	id,
	name: names[0],
	pod,
	toldBy: [file],
});
