// The facts that a lesson may name, and how they are put in place of `{{name}}` in its text.
import {chooseText, versionOf} from './host-choice.js';
import {NAMESPACE_KINDS} from './namespace.js';
import {CONTROLLERS} from './shared-names.js';

/** A fact that lessons may name, and what it is: where the program reads it is said in parentheses. */
export interface FactName {
	readonly name: string;
	readonly meaning: string;
}

const namespaceFacts = (whose: string, of: string): readonly FactName[] =>
	NAMESPACE_KINDS.map((kind) => ({
		name: `${whose}.ns.${kind}`,
		meaning: `The ${kind} namespace of ${of}.`,
	}));

/**
 * The key that speaks to the program and not to the shell, as it is written. Which one gets through depends on the
 * terminal, so whoever speaks of it writes `{{guide.key}}`, and only the ui knows what that is.
 */
export const GUIDE_KEY_FACT = 'guide.key';
export const GUIDE_KEY = `{{${GUIDE_KEY_FACT}}}`;

/** All keys that do so, as they are written, with "or" between them. */
export const GUIDE_KEYS_FACT = 'guide.keys';

/**
 * All facts there are. `host.` is outside the sandbox, as the program sees itself; `shell.` is the shell of
 * the exercise's first tab, seen from outside.
 */
export const FACT_NAMES: readonly FactName[] = [
	{name: 'kernel.release', meaning: 'The release of the running kernel (uname -r).'},
	{name: 'kernel.version', meaning: 'Its version in a sentence (/proc/version).'},
	{name: 'kernel.boot-id', meaning: 'The id of this boot (/proc/sys/kernel/random/boot_id).'},
	{name: 'host.name', meaning: 'The host name outside the sandbox (/proc/sys/kernel/hostname).'},
	{name: 'host.os', meaning: 'The distribution (PRETTY_NAME of /etc/os-release).'},
	{name: 'host.uid', meaning: 'The uid that the processes in the sandbox have on the host.'},
	{name: 'host.processes', meaning: 'How many processes the host has (/proc).'},
	{name: 'host.cpus', meaning: 'On how many processors the program may run (Cpus_allowed_list).'},
	...namespaceFacts('host', 'the program, outside the sandbox'),
	{name: 'shell.pid', meaning: 'The number of the first shell on the host (NSpid).'},
	{name: 'shell.pid-inside', meaning: 'Its number in the sandbox (NSpid, the last).'},
	{name: 'shell.name', meaning: 'The host name in its UTS namespace.'},
	{name: 'shell.cgroup', meaning: 'Its control group as the host sees it (v1: of pids).'},
	...namespaceFacts('shell', 'the first shell'),
	{name: 'cgroup.version', meaning: '1 or 2 (the file system of /sys/fs/cgroup).'},
	{name: 'cgroup.root', meaning: "Where the sandbox mounts its own group (v1: pids' tree)."},
	...CONTROLLERS.map((controller) => ({
		name: `cgroup.${controller}.root`,
		meaning: `The same for the ${controller} controller.`,
	})),
	{name: 'cgroup.memory.max', meaning: 'How many bytes of memory the sandbox may use.'},
	{name: 'cgroup.memory.max-file', meaning: 'memory.max, or memory.limit_in_bytes of v1.'},
	{name: 'cgroup.memory.current-file', meaning: 'memory.current, or memory.usage_in_bytes of v1.'},
	{name: 'cgroup.memory.events-file', meaning: 'memory.events, or memory.oom_control of v1.'},
	{name: 'cgroup.cpu.max-file', meaning: 'cpu.max, or cpu.cfs_quota_us of v1.'},
	{
		name: GUIDE_KEY_FACT,
		meaning: 'The key before a letter for the program, as the terminal allows.',
	},
	{name: GUIDE_KEYS_FACT, meaning: 'All keys that do the same, with "or" between them.'},
];

const TEMPLATE = /\{\{\s*([\w.-]+)\s*\}\}/g;

/**
 * Puts facts and values in place of `{{name}}`, and leaves of `{{#v1}}…{{/v1}}` and `{{#v2}}…{{/v2}}` what is meant
 * for this host; a name without a value is left as it is.
 */
export function fillTemplate(text: string, facts: ReadonlyMap<string, string>): string {
	return chooseText(text, versionOf(facts)).replaceAll(
		TEMPLATE,
		(whole, name: string) => facts.get(name) ?? whole,
	);
}

/** The names that a template mentions, each once. */
export function templateNames(text: string): readonly string[] {
	return [...new Set([...text.matchAll(TEMPLATE)].flatMap((match) => match[1] ?? []))];
}
