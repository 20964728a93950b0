/** A word of the course, what it means, and the lesson in which it is met. */
export interface Term {
	readonly term: string;
	readonly meaning: string;
	readonly lesson: string;
}

const term = (word: string, lesson: string, meaning: string): Term => ({
	term: word,
	lesson,
	meaning,
});

/** In the order of the lessons that they come from. A pack of one's own has no glossary. */
export const GLOSSARY: readonly Term[] = [
	term(
		'kernel',
		'010',
		'The one program that runs all others on a machine. All containers of a host share its kernel.',
	),
	term(
		'container',
		'010',
		'Ordinary processes with a scoped view (namespaces), a budget (cgroups) and packaged files (an image).',
	),
	term(
		'namespace',
		'020',
		'A view of one kind of thing that processes can share or have for themselves: process ids, mounts, network, host name, users and more (namespaces(7)).',
	),
	term(
		'unshare',
		'020',
		'A command, and a system call, that makes new namespaces for a program (unshare(1)).',
	),
	term(
		'nsenter',
		'020',
		'A command that runs a program in namespaces that another process already has (nsenter(1)).',
	),
	term(
		'PID namespace',
		'030',
		'Process numbers of its own: its first process is number 1 in there, and has another number outside (pid_namespaces(7)).',
	),
	term(
		'process 1',
		'035',
		'The first process of a PID namespace. A signal without a handler does nothing to it from inside, and when it ends, the kernel kills all others in there.',
	),
	term(
		'signal',
		'035',
		'A short message of the kernel to a process, such as TERM (please end) and KILL, which cannot be caught (signal(7)).',
	),
	term(
		'mount',
		'040',
		'It makes the files of a file system or a directory appear at a path. Each mount namespace has its own list of them.',
	),
	term(
		'bind mount',
		'040',
		'A mount of a directory or file that is already somewhere else, so that it has two paths (mount(8), --bind).',
	),
	term(
		'loopback',
		'050',
		'The interface lo, by which a network namespace reaches itself, once it is up.',
	),
	term(
		'user namespace',
		'070',
		'Users of its own: a process can be root in there and an ordinary user outside (user_namespaces(7)).',
	),
	term(
		'uid_map',
		'070',
		'The file of a process that says which users in its user namespace are which outside.',
	),
	term(
		'cgroup',
		'080',
		'A group of processes whose use of memory, processors and more is counted and limited together (cgroups(7)).',
	),
	term(
		'OOM killer',
		'090',
		'What the kernel ends processes with when memory runs out, in a cgroup at its limit or on the whole host.',
	),
	term(
		'throttled',
		'090',
		'Stopped until the next period because the group has used up its processor time.',
	),
	term(
		'chroot',
		'110',
		'It changes which directory a process takes for /. It isolates nothing else (chroot(2)).',
	),
	term(
		'pivot_root',
		'170',
		'It makes another mount the root of a mount namespace, so that the old one can be unmounted (pivot_root(2)).',
	),
	term(
		'image',
		'120',
		'Packaged files of a root file system in layers, and a description of what to run.',
	),
	term('layer', '120', 'An archive of files that is laid over those below it in an image.'),
	term(
		'digest',
		'120',
		'A checksum of the content, by which images and layers are named and checked.',
	),
	term(
		'capability',
		'150',
		'One of the pieces into which the power of root is divided, such as CAP_NET_ADMIN (capabilities(7)).',
	),
	term('seccomp', '150', 'A filter of the system calls that a process may make (seccomp(2)).'),
	term('virtual machine', '160', 'A machine made by software, with a kernel of its own.'),
];
