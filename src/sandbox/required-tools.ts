import {UserError} from '../domain/user-error.js';
import type {SandboxHost} from '../host/sandbox-host.js';
import type {PtyTool} from './inside-scripts.js';

/** A command that must be there, and the package that has it. */
interface RequiredTool {
	readonly tool: string;
	readonly packages: string;
}

const utilLinux = (tool: string): RequiredTool => ({
	tool,
	packages: 'util-linux (apk add util-linux util-linux-misc)',
});

/** What a shell of the tutor needs, in a sandbox and without one. */
export const SHELL_NEEDS: readonly RequiredTool[] = [
	utilLinux('setpriv'),
	{tool: 'bash', packages: 'bash'},
	...['nice', 'head', 'timeout'].map((tool) => ({tool, packages: 'coreutils'})),
];

export const SANDBOX_NEEDS: readonly RequiredTool[] = [
	...['unshare', 'mount', 'pivot_root', 'prlimit'].map(utilLinux),
	...SHELL_NEEDS,
];

/** Throws a UserError that names the first missing command and its package. */
export function requireTools({tools}: SandboxHost, needs: readonly RequiredTool[]): void {
	const missing = needs.find(({tool}) => !tools.has(tool));
	if (missing !== undefined) {
		throw new UserError(
			`The sandbox needs the command ${missing.tool}, which is not here.`,
			`Install the package ${missing.packages}; container-lessons doctor shows what else is missing.`,
		);
	}
}

/** What makes pseudo-terminals here. Throws a UserError where nothing does. */
export function choosePty({tools}: SandboxHost): PtyTool {
	if (tools.has('script')) return 'script';
	if (tools.has('python3')) return 'python3';
	throw new UserError(
		'The sandbox needs the command script to give the shell a terminal, and it is not here.',
		'Install the package that has it: bsdutils (Debian, Ubuntu), util-linux-script (Fedora), util-linux (others).',
	);
}
