// The pictures as JSON, in the shape that docs/xray.md promises.

import {capabilityNames} from '../domain/capabilities.js';
import type {GroupFacts} from '../domain/control-group.js';
import type {IdMap} from '../domain/evidence.js';
import type {
	BoxList,
	ComparedFact,
	Comparison,
	ContainerName,
	Inspection,
	NamespaceBox,
} from '../domain/inspection.js';
import {idInside} from '../domain/proc.js';

/** Raised when a field changes its meaning or goes; new fields may come without. */
const SCHEMA = 1;

/** What JSON.stringify leaves as it is, and a terminal does not take for text (domain/printable). */
const UNESCAPED = /[\u007f-\u009f]|\p{Bidi_Control}/gu;

/** Text of the whole; what is undefined in the picture is null here. */
const toText = (kind: string, value: object): string =>
	JSON.stringify(
		{schema: SCHEMA, kind, ...value},
		(_key, one: unknown) => (one === undefined ? null : one),
		2,
	).replaceAll(
		UNESCAPED,
		(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);

export const inspectionJson = (inspection: Inspection): string =>
	toText('process', inspectionValue(inspection));

export const boxesJson = ({base, boxes, processes, closed, kernel}: BoxList): string =>
	toText('list', {
		kernel,
		base: base.kind,
		processes,
		processesClosed: closed,
		boxes: boxes.map(boxValue),
	});

export const comparisonJson = (comparison: Comparison): string =>
	toText('diff', {
		processes: comparison.both.map(({subject, container}) => ({
			pid: subject.pid,
			command: subject.argv,
			comm: subject.comm,
			container: containerValue(container),
		})),
		namespaces: comparison.namespaces.map(factValue),
		facts: comparison.facts.map(factValue),
		onlyCapabilities: comparison.onlyCapabilities,
		sharedMounts: comparison.sharedMounts,
	});

const factValue = ({name, isSame, values}: ComparedFact) => ({name, same: isSame, values});

const containerValue = (container: ContainerName | undefined) =>
	container && {
		kind: container.kind,
		engine: container.engine,
		id: container.id,
		name: container.name,
		pod: container.pod,
		toldBy: container.toldBy,
	};

const boxValue = (box: NamespaceBox) => ({
	pid: box.pid,
	innerPid: box.innerPid,
	uid: box.uid,
	innerUid: box.innerUid,
	comm: box.comm,
	command: box.argv,
	parentComm: box.parentComm,
	ageSeconds: box.age,
	container: containerValue(box.container),
	namespaces: box.kinds,
	processes: box.processes,
	depth: box.depth,
});

const mapValue = (map: IdMap) => map.map(([inside, outside, count]) => ({inside, outside, count}));

function inspectionValue(inspection: Inspection) {
	const {subject, container, base, namespaces, processes, mounts, network, group} = inspection;
	const {rights} = subject;
	return {
		kernel: inspection.kernel,
		process: {
			pid: subject.pid,
			pids: subject.nsPids,
			parent: subject.parent,
			comm: subject.comm,
			command: subject.argv,
			state: subject.state,
			ageSeconds: subject.age,
			threads: subject.threads,
			residentBytes: subject.residentBytes,
			oomScoreAdjust: subject.oomScoreAdjust,
			root: subject.root,
			workingDirectory: subject.cwd,
			executable: subject.exe,
			openFiles: subject.openFiles,
			limits: subject.limits,
		},
		container: containerValue(container),
		base: base.kind,
		namespaces: namespaces.map(({kind, link, isShared, toldBy}) => ({
			kind,
			link,
			inode: link === undefined ? undefined : Number(/\d+/.exec(link)?.[0]),
			shared: isShared,
			toldBy,
		})),
		users: {
			uids: subject.uids,
			gids: subject.gids,
			groups: subject.groups,
			innerUid: idInside(subject.uidMap, subject.uids[1] ?? 0),
			innerGid: idInside(subject.gidMap, subject.gids[1] ?? 0),
			uidMap: mapValue(subject.uidMap),
			gidMap: mapValue(subject.gidMap),
		},
		rights: {
			capabilities: {
				effective: capabilityNames(rights.effective),
				permitted: capabilityNames(rights.permitted),
				inheritable: capabilityNames(rights.inheritable),
				bounding: capabilityNames(rights.bounding),
				ambient: capabilityNames(rights.ambient),
			},
			noNewPrivs: rights.noNewPrivs,
			seccomp: ['off', 'strict', 'filter'][rights.seccomp],
			seccompFilters: rights.seccompFilters,
			label: rights.label,
		},
		processes: processes.map((one) => ({
			pid: one.pid,
			pids: one.nsPids,
			parent: one.parent,
			comm: one.comm,
			command: one.argv,
			state: one.state,
			uid: one.uids[1],
			innerUid: idInside(one.uidMap, one.uids[1] ?? 0),
			namespaces: one.namespaces,
		})),
		processesLeftOut: inspection.processesLeftOut,
		mounts: mounts && {
			count: mounts.count,
			whole: mounts.isWhole,
			notable: mounts.notable.map(({mount, hostPath, why}) => ({
				why,
				path: mount.mountPoint,
				type: mount.type,
				source: mount.source,
				root: mount.root,
				device: mount.device,
				options: mount.options,
				superOptions: mount.superOptions,
				propagation: mount.propagation,
				hostPath,
			})),
			masked: mounts.masked,
			readOnly: mounts.readOnly,
		},
		network: network && {
			interfaces: network.interfaces,
			otherAddresses: network.otherAddresses,
			gateway: network.gateway,
			listening: network.listeners,
			whole: network.isWhole,
		},
		controlGroup: group && groupValue(group),
		unseen: inspection.unseen,
	};
}

const groupValue = (group: GroupFacts) => ({
	version: group.version,
	memberships: group.memberships,
	memory: group.memory,
	pids: group.pids,
	cpu: group.cpu,
	io: group.io,
	frozen: group.isFrozen,
	limitsAbove: group.above,
	pressureOf: group.pressureOf,
	pressure: group.pressure,
});
