// The kernel's list of capabilities, so that they can be named and read from a bit set.

/** In the order of their bits (capabilities(7), linux/capability.h). */
export const CAPABILITIES = [
	'chown',
	'dac_override',
	'dac_read_search',
	'fowner',
	'fsetid',
	'kill',
	'setgid',
	'setuid',
	'setpcap',
	'linux_immutable',
	'net_bind_service',
	'net_broadcast',
	'net_admin',
	'net_raw',
	'ipc_lock',
	'ipc_owner',
	'sys_module',
	'sys_rawio',
	'sys_chroot',
	'sys_ptrace',
	'sys_pacct',
	'sys_admin',
	'sys_boot',
	'sys_nice',
	'sys_resource',
	'sys_time',
	'sys_tty_config',
	'mknod',
	'lease',
	'audit_write',
	'audit_control',
	'setfcap',
	'mac_override',
	'mac_admin',
	'syslog',
	'wake_alarm',
	'block_suspend',
	'audit_read',
	'perfmon',
	'bpf',
	'checkpoint_restore',
] as const;

export type Capability = (typeof CAPABILITIES)[number];

export const hasCapability = (set: bigint, capability: Capability): boolean =>
	((set >> BigInt(CAPABILITIES.indexOf(capability))) & 1n) === 1n;

/** The names in a set, in the order of their bits; one that is newer than this list is `cap_41`. */
export function capabilityNames(set: bigint): readonly string[] {
	const names: string[] = [];
	for (let bit = 0n, rest = set; rest > 0n; bit += 1n, rest >>= 1n) {
		if ((rest & 1n) === 1n) names.push(CAPABILITIES[Number(bit)] ?? `cap_${bit}`);
	}
	return names;
}
