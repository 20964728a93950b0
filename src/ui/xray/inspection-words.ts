import {CAPABILITIES, capabilityNames} from '../../domain/capabilities.js';
import type {IdMap} from '../../domain/evidence.js';
import type {
	Base,
	ContainerName,
	Inspection,
	NamespaceFact,
	Subject,
} from '../../domain/inspection.js';
import {idInside} from '../../domain/proc.js';

/** Whose namespaces those are that a process is compared with. */
export const baseWord = ({kind}: Base): string => {
	switch (kind) {
		case 'host':
			return "the host's";
		case 'pid-1':
			return 'those of pid 1 here';
		case 'self':
			return 'yours';
	}
};

/** Where that is, in two words. */
export const basePlace = ({kind}: Base): string => (kind === 'host' ? 'on the host' : 'outside');

const ENGINE_NAMES: Readonly<Record<string, string>> = {
	docker: 'Docker container',
	podman: 'Podman container',
	'cri-o': 'CRI-O container',
	kubernetes: 'Kubernetes container',
	lxc: 'LXC container',
	systemd: 'unit of systemd',
	'systemd-machined': 'machine of systemd',
	'systemd-nspawn': 'systemd-nspawn machine',
};

/** An id is recognized by so many digits, and engines print no more. */
const SHORT_ID = 12;

const shortId = (id: string): string => (/^[0-9a-f]{64}$/.test(id) ? id.slice(0, SHORT_ID) : id);

/** `Docker container web (3f2a9c1b0d4e)`. */
export function containerWords({engine, kind, id, name, pod}: ContainerName): string {
	const what = ENGINE_NAMES[engine] ?? `${engine} ${kind}`;
	const short = id === undefined ? undefined : shortId(id);
	return [
		what,
		...(name === undefined ? (short === undefined ? [] : [short]) : [name]),
		...(name !== undefined && short !== undefined && short !== name ? [`(${short})`] : []),
		...(pod === undefined ? [] : [`of pod ${pod}`]),
	].join(' ');
}

/** The same in a column of a table. */
export const containerLabel = ({engine, id, name, pod}: ContainerName): string => {
	const called = name ?? (id === undefined ? '' : shortId(id));
	const where = pod === undefined ? called : `${pod}/${called}`;
	return engine === 'systemd' ? where : `${engine} ${where}`;
};

/** The arguments of a process, or the kernel's name for it. */
export const commandOf = ({argv, comm}: Pick<Subject, 'argv' | 'comm'>): string =>
	argv.length > 0 ? argv.join(' ') : `[${comm}]`;

const STATES: Readonly<Record<string, string>> = {
	R: 'running',
	S: 'sleeping',
	D: 'waiting for the kernel (D)',
	T: 'stopped',
	t: 'stopped by a tracer',
	Z: 'a zombie',
	I: 'idle',
	X: 'dead',
};

export const stateWord = (state: string): string => STATES[state] ?? state;

/** `0 inside, 100000 on the host`; one number where nothing maps it to another. */
export function idWords(id: number, map: IdMap, base: Base): string {
	const inside = idInside(map, id);
	if (inside === id) return `${id}`;
	return `${inside ?? 'not mapped'} inside, ${id} ${basePlace(base)}`;
}

/** A set in words: all, none, all but a few, or so many of them. */
export function capabilityWords(set: bigint, last: number): string {
	const names = capabilityNames(set);
	const all = CAPABILITIES.slice(0, last + 1);
	if (names.length === 0) return 'none';
	const missing = all.filter((name) => !names.includes(name));
	if (missing.length === 0) return `all ${names.length}`;
	if (missing.length <= 6) return `all ${all.length} but ${missing.join(' ')}`;
	return `${names.length} of ${all.length}: ${names.join(' ')}`;
}

/** `14 of 41`, `all 41`, `none`. */
export const capabilityCount = (set: bigint, last: number): string =>
	capabilityWords(set, last).replace(/(?: but|:).*/, '');

const SECCOMP = ['off', 'strict', 'filter'] as const;

export const seccompWords = ({rights}: Subject): string => {
	const mode = SECCOMP[rights.seccomp] ?? String(rights.seccomp);
	const {seccompFilters: filters} = rights;
	if (rights.seccomp !== 2 || filters === undefined) return mode;
	return filters === 1 ? mode : `${filters} filters`;
};

/** The kinds of namespaces that are kept apart, shared, and not told. */
export function kindsOf({namespaces}: Pick<Inspection, 'namespaces'>) {
	const where = (chosen: (fact: NamespaceFact) => boolean) => namespaces.filter(chosen);
	return {
		own: where(({isShared}) => isShared === false),
		shared: where(({isShared}) => isShared === true),
		untold: where(({isShared}) => isShared === undefined),
	};
}
