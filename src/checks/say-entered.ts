import type {EnteredSpec} from './kinds/entered-requirements.js';

/** Where a process is that meets all that was asked: `in a new uts namespace, with the host name "heron"`. */
export function sayEntered(spec: EnteredSpec): string {
	const parts = [
		...(spec.new === undefined ? [] : [`in ${sayNew(spec.new)}`]),
		...(spec.pid1
			? [`as process 1${spec.new?.includes('pid') ? '' : ' of its PID namespace'}`]
			: []),
		...(spec.heeds === undefined ? [] : [`with a handler for signal ${spec.heeds}`]),
		...(spec.mappedUid === undefined
			? []
			: [
					`as uid ${spec.mappedUid}${spec.new?.includes('user') ? ' there' : ' of its user namespace'}`,
				]),
		...(spec.root === 'changed' ? ['below another root directory'] : []),
		...(spec.hostname === undefined ? [] : [`with the host name "${spec.hostname}"`]),
		...sayPowers(spec),
	];
	return parts.length === 0 ? 'as this step wants it' : parts.join(', ');
}

/** What it may do, and what watches it. */
const sayPowers = ({lacks, has, noNewPrivs, seccomp}: EnteredSpec): readonly string[] => [
	...(lacks === undefined ? [] : [`without ${sayAll(lacks.map(asCapability))}`]),
	...(has === undefined ? [] : [`with ${sayAll(has.map(asCapability))}`]),
	...(noNewPrivs === undefined ? [] : [`${noNewPrivs ? 'with' : 'without'} no_new_privs`]),
	...(seccomp === undefined
		? []
		: [seccomp === 2 ? 'under a seccomp filter' : `with Seccomp ${seccomp}`]),
];

const sayNew = (kinds: readonly string[]): string =>
	kinds.length === 1 ? `a new ${kinds[0]} namespace` : `new ${sayAll(kinds)} namespaces`;

const sayAll = (words: readonly string[]): string =>
	[words.slice(0, -1).join(', '), words.at(-1)].filter(Boolean).join(' and ');

const asCapability = (name: string): string => `CAP_${name.toUpperCase()}`;
