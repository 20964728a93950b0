// Knows a container by the path of its control group, which its engine made and nobody inside can change.

import type {ContainerName} from '../domain/inspection.js';

const ID = '[0-9a-f]{64}';

interface GroupPattern {
	readonly pattern: RegExp;
	readonly kind: ContainerName['kind'];
	readonly engine: string;
	/** What the first group of the pattern is. */
	readonly is: 'id' | 'name';
}

/**
 * How engines name their groups, with systemd as their manager (`ENGINE-ID.scope`) and without. The path is
 * searched from its end, so that a container within a container is that one and not the one around it.
 */
const PATTERNS: readonly GroupPattern[] = [
	container('docker', `docker-(${ID})\\.scope`),
	container('podman', `libpod-(${ID})(?:\\.scope)?`),
	container('containerd', `cri-containerd-(${ID})\\.scope`),
	container('containerd', `nerdctl-(${ID})\\.scope`),
	container('cri-o', `crio-(${ID})(?:\\.scope)?`),
	container('buildah', `buildah-(?:buildah)?(\\d+)(?:\\.scope)?`),
	container('crun', 'crun-(.+)\\.scope'),
	container('runc', 'runc-(.+)\\.scope'),
	{pattern: /^lxc\.payload\.(.+)$/, kind: 'container', engine: 'lxc', is: 'name'},
	{pattern: /^machine-(.+)\.scope$/, kind: 'machine', engine: 'systemd-machined', is: 'name'},
	{
		pattern: /^systemd-nspawn@(.+)\.service$/,
		kind: 'machine',
		engine: 'systemd-nspawn',
		is: 'name',
	},
];

function container(engine: string, pattern: string): GroupPattern {
	return {pattern: new RegExp(`^${pattern}$`), kind: 'container', engine, is: 'id'};
}

/** What engines without systemd make: a directory of their own, and in it one by the container's id. */
const PARENTS: Readonly<Record<string, string>> = {
	docker: 'docker',
	lxc: 'lxc',
	libpod_parent: 'podman',
	ecs: 'docker',
	kubepods: 'kubernetes',
};

const BY = 'its control group';

/**
 * The container, machine or unit that a control group's path names; undefined where it names none.
 *
 * @param path of /proc/PID/cgroup
 */
export function nameByGroup(path: string): ContainerName | undefined {
	const parts = path.split('/').filter(Boolean);
	for (const [index, part] of [...parts.entries()].toReversed()) {
		const found = nameOfPart(part, parts.slice(0, index));
		if (found !== undefined) return found;
	}
	return unitOf(parts);
}

function nameOfPart(part: string, before: readonly string[]): ContainerName | undefined {
	for (const {pattern, kind, engine, is} of PATTERNS) {
		const value = pattern.exec(part)?.[1];
		if (value !== undefined) return told(kind, engine, is, value);
	}
	const parent = before.find((one) => PARENTS[one] !== undefined);
	if (parent === undefined) return undefined;
	const engine = PARENTS[parent] ?? parent;
	if (WHOLE_ID.test(part)) return told('container', engine, 'id', part);
	return engine === 'lxc' && before.at(-1) === parent
		? told('container', engine, 'name', part)
		: undefined;
}

const WHOLE_ID = new RegExp(`^${ID}$`);

const told = (
	kind: ContainerName['kind'],
	engine: string,
	is: 'id' | 'name',
	value: string,
): ContainerName => ({
	kind,
	engine,
	id: is === 'id' ? value : undefined,
	name: is === 'name' ? (kind === 'machine' ? unescapeUnit(value) : value) : undefined,
	pod: undefined,
	toldBy: [BY],
});

/** The innermost unit of systemd (systemd.unit(5)); slices hold others and say nothing. */
function unitOf(parts: readonly string[]): ContainerName | undefined {
	const unit = parts.toReversed().find((part) => /\.(?:service|scope)$/.test(part));
	if (unit === undefined) return undefined;
	return told('unit', 'systemd', 'name', unescapeUnit(unit));
}

/** systemd-escape(1): what a unit's name can't hold comes as `\x2d`. */
const unescapeUnit = (text: string): string =>
	text.replaceAll(/\\x([0-9a-f]{2})/g, (_whole, hex: string) =>
		String.fromCharCode(Number.parseInt(hex, 16)),
	);
