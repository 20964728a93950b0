// Decides how a sandbox leaves the keys of the login it was started from.

import type {SandboxHost} from '../host/sandbox-host.js';

/** The number of keyctl(2), by the names node has for processors. Others are not tried. */
const KEYCTL: Readonly<Record<string, number>> = {x64: 250, arm64: 219, riscv64: 219};

/**
 * The words before a command that is to start with an empty session keyring; none where nothing
 * here can do that. Every process inherits one, and whoever has it may read, change and revoke the
 * keys in it (keyrings(7), session-keyring(7)). util-linux has nothing that leaves it.
 *
 * A kernel that refuses is no reason not to start.
 */
export function leaveKeyring({tools, arch}: SandboxHost): readonly string[] {
	const keyctl = KEYCTL[arch];
	// The 1 is KEYCTL_JOIN_SESSION_KEYRING; without a name a new one is made.
	if (keyctl !== undefined && tools.has('perl'))
		return ['perl', '-e', `syscall ${keyctl}, 1, 0; exec @ARGV`];
	if (keyctl !== undefined && tools.has('python3')) {
		const script = `import os, sys
try:
	import ctypes
	ctypes.CDLL(None).syscall(${keyctl}, 1, None)
except Exception: pass
os.execvp(sys.argv[1], sys.argv[1:])`;
		return ['python3', '-IS', '-c', script];
	}
	if (!tools.has('keyctl')) return [];
	// It says on standard error what it joined, which is no complaint of the sandbox.
	const script = `keyctl session - true 2>/dev/null && exec keyctl session - sh -c 'exec 2>&8 8>&- "$@"' sh "$@" 8>&2 2>/dev/null
exec "$@"`;
	return ['sh', '-c', script, 'sh'];
}
