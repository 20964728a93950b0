// What one process of this host is, has and shares, as the kernel tells it: the words of `xray`.
// Undefined is always "not told"; where that needs a reason, it stands in `unseen`.
import type {GroupFacts} from './control-group.js';
import type {IdMap, MountView, ProcessView} from './evidence.js';
import type {NamespaceKind, NamespaceLinks} from './namespace.js';

/** Something that the kernel does not tell the reader of this picture, and why, a sentence. */
export interface Unseen {
	readonly what:
		| 'namespaces'
		| 'root'
		| 'files'
		| 'arguments'
		| 'mounts'
		| 'network'
		| 'group'
		| 'name';
	readonly why: string;
}

/** One process: fields of /proc/PID/stat, status, limits and attr/current (proc(5)). */
export interface Subject {
	readonly pid: number;
	/** One number per nested PID namespace, the reader's own first (status: NSpid). */
	readonly nsPids: readonly number[];
	readonly parent: number;
	readonly comm: string;
	readonly argv: readonly string[];
	readonly state: string;
	/** Clock ticks since boot; with the pid it names the process for good. */
	readonly startTime: number;
	/** Seconds since it was forked. */
	readonly age: number | undefined;
	readonly threads: number;
	/** Real, effective, saved, file system, as the reader's user namespace numbers them. */
	readonly uids: readonly number[];
	readonly gids: readonly number[];
	readonly groups: readonly number[];
	readonly uidMap: IdMap;
	readonly gidMap: IdMap;
	readonly rights: Rights;
	/** Bytes (status: VmRSS); undefined for a zombie and a thread of the kernel. */
	readonly residentBytes: number | undefined;
	readonly oomScoreAdjust: number | undefined;
	/** As the reader would have to go there; a root in another mount namespace is `/`. */
	readonly root: string | undefined;
	readonly cwd: string | undefined;
	readonly exe: string | undefined;
	/** How many files it has open; counted up to a bound. */
	readonly openFiles: number | undefined;
	/** Soft and hard limits by the kernel's own names for them; `max` is none (proc_pid_limits(5)). */
	readonly limits: readonly ResourceLimit[];
}

export interface ResourceLimit {
	readonly name: string;
	readonly soft: number | 'max';
	readonly hard: number | 'max';
}

/** What it may do beyond what its ids allow, and what is taken from it. */
export interface Rights {
	readonly effective: bigint;
	readonly permitted: bigint;
	readonly inheritable: bigint;
	readonly bounding: bigint;
	readonly ambient: bigint;
	/** The highest capability of this kernel (proc_sys_kernel(5), cap_last_cap). */
	readonly lastCapability: number;
	readonly noNewPrivs: boolean;
	/** 0 off, 1 strict, 2 filter. */
	readonly seccomp: number;
	/** How many filters; since Linux 5.9. */
	readonly seccompFilters: number | undefined;
	/** What a security module says of it, `docker-default (enforce)`; undefined where none does. */
	readonly label: string | undefined;
}

/** What the namespaces of a process are compared with. */
export interface Base {
	/** `host`: pid 1 of the machine; `pid-1`: that of a container this runs in; `self`: this program's. */
	readonly kind: 'host' | 'pid-1' | 'self';
	readonly links: NamespaceLinks;
}

/** One namespace of the process, compared with the base's. */
export interface NamespaceFact {
	readonly kind: NamespaceKind;
	/** `pid:[4026531836]`; undefined where the reader may not know. */
	readonly link: string | undefined;
	readonly isShared: boolean | undefined;
	/** By what `isShared` is known without the link. */
	readonly toldBy: string | undefined;
}

/** What a container, a machine or a unit is called, by whom, and how that was found out. */
export interface ContainerName {
	readonly kind: 'container' | 'machine' | 'unit';
	/** `docker`, `podman`, `containerd`, `cri-o`, `lxc`, `systemd-nspawn`, `runc`, `crun`, `systemd`… */
	readonly engine: string;
	readonly id: string | undefined;
	readonly name: string | undefined;
	/** `NAMESPACE/NAME` of a pod. */
	readonly pod: string | undefined;
	/** What told it: `its control group`, `the arguments of conmon (pid 12)`, a file. */
	readonly toldBy: readonly string[];
}

/** A mount that says something about how this process is kept apart. */
export interface NotableMount {
	readonly mount: MountView;
	/** Where the same files are in the base's mount namespace; undefined where they are not. */
	readonly hostPath: string | undefined;
	readonly why: 'root' | 'of-the-host' | 'network' | 'engine-socket' | 'shared';
}

export interface MountFacts {
	/** How many there are; where `isWhole` is false, at least. */
	readonly count: number;
	readonly isWhole: boolean;
	readonly notable: readonly NotableMount[];
	/** Paths of /proc and /sys that something is mounted over, and those that can't be written to. */
	readonly masked: readonly string[];
	readonly readOnly: readonly string[];
}

export interface NetworkInterface {
	readonly name: string;
	readonly addresses: readonly string[];
	readonly receivedBytes: number;
	readonly sentBytes: number;
	/** Packets dropped both ways. */
	readonly dropped: number;
}

export interface Listener {
	readonly protocol: 'tcp' | 'udp';
	/** `0.0.0.0`, `::1`. */
	readonly address: string;
	readonly port: number;
}

export interface NetworkFacts {
	readonly interfaces: readonly NetworkInterface[];
	/** Addresses that no interface's network has. */
	readonly otherAddresses: readonly string[];
	/** `172.17.0.1 by eth0`. */
	readonly gateway: string | undefined;
	readonly listeners: readonly Listener[];
	/** Some sockets were not read. */
	readonly isWhole: boolean;
}

/** Everything of one process at one instant. */
export interface Inspection {
	readonly subject: Subject;
	readonly container: ContainerName | undefined;
	readonly base: Base;
	readonly namespaces: readonly NamespaceFact[];
	/** Those that share a PID or mount namespace of its own with it, and who forked them, parents first. */
	readonly processes: readonly ProcessView[];
	/** So many more were not read. */
	readonly processesLeftOut: number;
	readonly mounts: MountFacts | undefined;
	readonly network: NetworkFacts | undefined;
	readonly group: GroupFacts | undefined;
	readonly kernel: string;
	readonly unseen: readonly Unseen[];
}

/** A set of namespaces that processes live in, other than the base's. */
export interface NamespaceBox {
	/** Its oldest process. */
	readonly pid: number;
	/** That process's number in its innermost PID namespace. */
	readonly innerPid: number;
	readonly uid: number;
	readonly innerUid: number | undefined;
	readonly comm: string;
	readonly argv: readonly string[];
	readonly container: ContainerName | undefined;
	/** The kinds in which it differs from the base; undefined where the reader may not know. */
	readonly kinds: readonly NamespaceKind[] | undefined;
	readonly processes: number;
	/** How many boxes it is in. */
	readonly depth: number;
	/** Whose child it is: a shim's, a sandbox program's. */
	readonly parentComm: string | undefined;
	readonly age: number | undefined;
}

/** What runs in other namespaces than the base's. */
export interface BoxList {
	readonly base: Base;
	readonly boxes: readonly NamespaceBox[];
	readonly processes: number;
	/** Processes of others, whose namespaces the reader may not know. */
	readonly closed: number;
	readonly kernel: string;
}

/** One thing of which two processes have the same, or each their own. */
export interface ComparedFact {
	readonly name: string;
	/** Undefined where one of them is not told. */
	readonly isSame: boolean | undefined;
	/** In words; undefined where it is not told. */
	readonly values: readonly [string | undefined, string | undefined];
}

/** Files of one file system that both see, each at a place of its own. */
export interface SharedMount {
	readonly type: string;
	readonly source: string;
	readonly paths: readonly [string, string];
}

/** What two processes share, and in what they differ. */
export interface Comparison {
	readonly both: readonly [Inspection, Inspection];
	readonly namespaces: readonly ComparedFact[];
	readonly facts: readonly ComparedFact[];
	/** Capabilities that only one of them has in its effective set. */
	readonly onlyCapabilities: readonly [readonly string[], readonly string[]];
	/** Undefined where a table was not told; empty where they see the same table. */
	readonly sharedMounts: readonly SharedMount[] | undefined;
}
