// The kernel's names for the kinds of namespace and for the links by which a process shows its own.

/** The eight kinds of namespace, by the names of their links in /proc/PID/ns (namespaces(7)). */
export const NAMESPACE_KINDS = [
	'cgroup',
	'ipc',
	'mnt',
	'net',
	'pid',
	'time',
	'user',
	'uts',
] as const;

export type NamespaceKind = (typeof NAMESPACE_KINDS)[number];

/** One process's links, as the kernel prints them: `{pid: 'pid:[4026531836]', …}`. */
export type NamespaceLinks = Readonly<Partial<Record<NamespaceKind, string>>>;
