// Knows a container by the arguments of the program that keeps it: a shim, a monitor, an nspawn.

import type {ContainerName} from '../domain/inspection.js';

/** A process further up, nearest first. */
export interface Ancestor {
	readonly pid: number;
	readonly comm: string;
	readonly argv: readonly string[];
}

/**
 * What the nearest of them says of its container; undefined where none is a keeper of one. Anybody may
 * give their program such a name: they then only misname what they started themselves.
 */
export function nameByParents(ancestors: readonly Ancestor[]): ContainerName | undefined {
	for (const ancestor of ancestors) {
		const found = namedBy(ancestor);
		if (found !== undefined) return found;
	}
	return undefined;
}

function namedBy({pid, comm, argv}: Ancestor): ContainerName | undefined {
	const program = baseName(argv[0] ?? comm);
	const told = (
		kind: ContainerName['kind'],
		engine: string,
		id: string | undefined,
		name: string | undefined,
	): ContainerName | undefined =>
		id === undefined && name === undefined
			? undefined
			: {
					kind,
					engine,
					id,
					name,
					pod: undefined,
					toldBy: [`the arguments of ${program} (pid ${pid})`],
				};
	if (program.startsWith('containerd-shim')) {
		// Version 1 has no -id, but the bundle, whose last directory is the id.
		const id = optionOf(argv, '-id') ?? lastOf(optionOf(argv, '-workdir'));
		return told('container', engineOf(optionOf(argv, '-namespace')), id, undefined);
	}
	if (program === 'conmon') {
		const name = optionOf(argv, '-n', '--name');
		const engine = name?.startsWith('k8s_') ? 'cri-o' : 'podman';
		return told('container', engine, optionOf(argv, '-c', '--cid'), name);
	}
	if (program === 'systemd-nspawn') {
		const directory = lastOf(optionOf(argv, '-D', '--directory'));
		return told(
			'machine',
			'systemd-nspawn',
			undefined,
			optionOf(argv, '-M', '--machine') ?? directory,
		);
	}
	// lxc-start(1) calls itself `[lxc monitor] PATH NAME` once it waits.
	const monitored = /^\[lxc monitor\] \S+ (\S+)$/.exec(argv.join(' ').trim())?.[1];
	return monitored === undefined ? undefined : told('container', 'lxc', undefined, monitored);
}

const engineOf = (namespace = ''): string => {
	if (namespace === 'moby') return 'docker';
	return namespace === 'k8s.io' ? 'kubernetes' : 'containerd';
};

/** `-n NAME`, `--name NAME` or `--name=NAME`. */
function optionOf(argv: readonly string[], ...options: readonly string[]): string | undefined {
	for (const [index, word] of argv.entries()) {
		if (options.includes(word)) return argv[index + 1];
		const option = options.find((one) => word.startsWith(`${one}=`));
		if (option !== undefined) return word.slice(option.length + 1);
	}
	return undefined;
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const lastOf = (path: string | undefined): string | undefined => {
	const name = path === undefined ? '' : baseName(path.replace(/\/+$/, ''));
	return name === '' ? undefined : name;
};
