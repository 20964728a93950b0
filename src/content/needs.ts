/** The needs that the host's report may say are met (host/classify.ts gives them). */
const PLAIN_NEEDS: ReadonlySet<string> = new Set([
	'user-namespaces',
	'nested-user-namespaces',
	'pid-namespaces',
	'net-namespaces',
	'time-namespaces',
	'veth',
	'overlay',
	'cgroup-read',
	'cgroup-write',
	'cgroup-write:memory',
	'cgroup-write:pids',
	'cgroup-write:cpu',
	'pressure',
	'oci-runtime',
	'engine',
]);

const TOOL = /^tool:[a-z0-9][a-z0-9.+-]*$/;

export const isNeed = (word: string): boolean => PLAIN_NEEDS.has(word) || TOOL.test(word);

export const NEED_WORDS: readonly string[] = [...PLAIN_NEEDS, 'tool:NAME'];
