// One list of what a sandbox is made with, so that doctor and the plan never disagree.

/** Something every sandbox is made with: one of these tools is enough. */
export interface RequiredTool {
	/** The first is the one to install if there is none. */
	readonly anyOf: readonly [string, ...string[]];
	/** What it is for, to be read after "needs NAME". */
	readonly why: string;
}

const one = (name: string, why: string): RequiredTool => ({anyOf: [name], why});

/**
 * What no exercise can run without: doctor looks for the very tools the sandbox is planned with.
 * Some distributions split util-linux, so having one of its tools says nothing about the others.
 */
export const REQUIRED_TOOLS: readonly RequiredTool[] = [
	one('unshare', 'to make namespaces'),
	one('mount', 'to build its file tree'),
	one('umount', 'to let go of the file tree of the host'),
	one('pivot_root', 'to make its file tree the root'),
	one('setpriv', 'to end when this program ends'),
	one('prlimit', 'to limit what runs in it'),
	one('nsenter', 'to read the host names in it'),
	one('bash', 'as the shell in it'),
	...['nice', 'head', 'timeout', 'stty'].map((name) => one(name, 'to run scripts in it')),
	{anyOf: ['script', 'python3'], why: 'to give the shell a terminal'},
	{anyOf: ['ip', 'perl', 'python3', 'busybox'], why: 'to switch on its loopback interface'},
];

/** The required tools a host does not have. */
export const missingTools = (tools: ReadonlySet<string>): readonly RequiredTool[] =>
	REQUIRED_TOOLS.filter(({anyOf}) => !anyOf.some((name) => tools.has(name)));

/** `ip, perl or python3` */
export const sayAnyOf = ({anyOf}: RequiredTool): string =>
	anyOf.length < 2 ? anyOf[0] : `${anyOf.slice(0, -1).join(', ')} or ${anyOf.at(-1)}`;
