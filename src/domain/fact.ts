import {NAMESPACE_KINDS} from './namespace.js';
import {CONTROLLERS} from './shared-names.js';

/** A fact that lessons may name, and where this program reads it. */
export interface FactName {
	readonly name: string;
	readonly from: string;
}

/**
 * The key that speaks to the program and not to the shell, as it is written. Which one gets through depends on the
 * terminal, so whoever speaks of it writes `{{guide.key}}`, and only the ui knows what that is.
 */
export const GUIDE_KEY_FACT = 'guide.key';
export const GUIDE_KEY = `{{${GUIDE_KEY_FACT}}}`;

/**
 * All facts there are. `host.` is outside the sandbox, as this program sees itself; `shell.` is the shell of
 * the exercise's first tab, seen from outside.
 */
export const FACT_NAMES: readonly FactName[] = [
	{name: 'kernel.release', from: '/proc/sys/kernel/osrelease'},
	{name: 'kernel.version', from: '/proc/version'},
	{name: 'kernel.boot-id', from: '/proc/sys/kernel/random/boot_id'},
	{name: 'host.name', from: '/proc/sys/kernel/hostname'},
	{name: 'host.os', from: '/etc/os-release: PRETTY_NAME'},
	{name: 'host.uid', from: 'the uid, on the host, of the processes in the sandbox'},
	{name: 'host.processes', from: 'the number of processes in /proc'},
	{name: 'host.cpus', from: '/proc/self/status: Cpus_allowed_list, counted'},
	...NAMESPACE_KINDS.map((kind) => ({name: `host.ns.${kind}`, from: `/proc/self/ns/${kind}`})),
	{name: 'shell.pid', from: '/proc/PID/status: NSpid, the number on the host'},
	{name: 'shell.pid-inside', from: '/proc/PID/status: NSpid, the innermost number'},
	{name: 'shell.name', from: 'the host name in the UTS namespace of the shell'},
	{
		name: 'shell.cgroup',
		from: '/proc/PID/cgroup as this program reads it (v1: of the pids controller)',
	},
	...NAMESPACE_KINDS.map((kind) => ({name: `shell.ns.${kind}`, from: `/proc/PID/ns/${kind}`})),
	{name: 'cgroup.version', from: 'the file system type of /sys/fs/cgroup: 1 or 2'},
	{
		name: 'cgroup.root',
		from: 'where the sandbox mounts its own group (v1: that of the pids controller)',
	},
	...CONTROLLERS.map((controller) => ({
		name: `cgroup.${controller}.root`,
		from: `where the sandbox mounts the ${controller} controller`,
	})),
	{name: 'cgroup.memory.max-file', from: 'memory.max, or v1 memory.limit_in_bytes'},
	{name: 'cgroup.memory.current-file', from: 'memory.current, or v1 memory.usage_in_bytes'},
	{name: 'cgroup.memory.events-file', from: 'memory.events, or v1 memory.oom_control'},
	{name: GUIDE_KEY_FACT, from: 'the key before a letter for this program, as its terminal allows'},
	{name: 'cgroup.cpu.max-file', from: 'cpu.max, or v1 cpu.cfs_quota_us'},
];

const TEMPLATE = /\{\{\s*([\w.-]+)\s*\}\}/g;

/** Puts facts and values in place of `{{name}}`; a name that has no value stays as it stands. */
export function fillTemplate(text: string, facts: ReadonlyMap<string, string>): string {
	return text.replaceAll(TEMPLATE, (whole, name: string) => facts.get(name) ?? whole);
}

/** The names that a template mentions, each once. */
export function templateNames(text: string): readonly string[] {
	return [...new Set([...text.matchAll(TEMPLATE)].flatMap((match) => match[1] ?? []))];
}
