// Knows which package has a tool on each distribution, so that doctor can write the command.

/** A command that sandboxes or steps need, and the package that has it where the name differs. */
export interface CourseTool {
	readonly tool: string;
	readonly packages: Readonly<Partial<Record<PackageTool, string>>> & {readonly other: string};
}

/** The package tools doctor can write a command for. */
export type PackageTool = 'apt-get' | 'dnf' | 'apk' | 'pacman' | 'zypper' | 'nix-shell' | 'guix';

const tool = (
	name: string,
	other: string,
	packages: Readonly<Partial<Record<PackageTool, string>>> = {},
): CourseTool => ({tool: name, packages: {...packages, other}});

const UTIL_LINUX = {apk: 'util-linux util-linux-misc'};
const MOUNT = {'apt-get': 'mount', ...UTIL_LINUX};
// Debian 14 and Ubuntu 26.04 moved it out of util-linux, which cannot be missing there.
const PIVOT_ROOT = {'apt-get': 'util-linux-extra', ...UTIL_LINUX};
const LIBC = {
	'apt-get': 'libc-bin',
	dnf: 'glibc-common',
	apk: 'musl-utils',
	'nix-shell': 'glibc.bin',
};

/** Every tool whose package the program knows; an exercise may need `tool:NAME` of any of them. */
export const COURSE_TOOLS: readonly CourseTool[] = [
	tool('bash', 'bash'),
	tool('script', 'util-linux', {'apt-get': 'bsdutils', dnf: 'util-linux-script', ...UTIL_LINUX}),
	tool('python3', 'python3', {pacman: 'python', guix: 'python'}),
	tool('perl', 'perl', {'apt-get': 'perl-base', dnf: 'perl-interpreter', zypper: 'perl-base'}),
	tool('ip', 'iproute2', {dnf: 'iproute'}),
	tool('ss', 'iproute2', {dnf: 'iproute'}),
	tool('ping', 'iputils', {'apt-get': 'iputils-ping'}),
	tool('ps', 'procps', {dnf: 'procps-ng', pacman: 'procps-ng'}),
	tool('pgrep', 'procps', {dnf: 'procps-ng', pacman: 'procps-ng'}),
	tool('lsns', 'util-linux', UTIL_LINUX),
	tool('nsenter', 'util-linux', UTIL_LINUX),
	tool('unshare', 'util-linux', UTIL_LINUX),
	tool('setpriv', 'util-linux', UTIL_LINUX),
	tool('findmnt', 'util-linux', UTIL_LINUX),
	tool('mount', 'util-linux', MOUNT),
	tool('umount', 'util-linux', MOUNT),
	tool('pivot_root', 'util-linux', PIVOT_ROOT),
	tool('prlimit', 'util-linux', UTIL_LINUX),
	tool('ipcmk', 'util-linux', UTIL_LINUX),
	tool('ipcs', 'util-linux', UTIL_LINUX),
	tool('chroot', 'coreutils'),
	tool('sha256sum', 'coreutils'),
	tool('timeout', 'coreutils'),
	tool('nice', 'coreutils'),
	tool('head', 'coreutils'),
	tool('stty', 'coreutils'),
	tool('hostname', 'hostname', {pacman: 'inetutils', apk: 'busybox', guix: 'inetutils'}),
	tool('ldd', 'glibc', LIBC),
	tool('tar', 'tar', {'nix-shell': 'gnutar'}),
	tool('capsh', 'libcap', {'apt-get': 'libcap2-bin', zypper: 'libcap-progs'}),
	tool('strace', 'strace'),
	tool('bwrap', 'bubblewrap'),
	tool('busybox', 'busybox', {'apt-get': 'busybox-static'}),
	tool('node', 'nodejs', {guix: 'node'}),
];

/** Packages a system is made of: nobody is told how to remove one again. */
export const BASE_PACKAGES: ReadonlySet<string> = new Set([
	...['bash', 'bsdutils', 'coreutils', 'glibc', 'glibc-common', 'libc-bin', 'mount', 'musl-utils'],
	...['perl-base', 'tar', 'util-linux', UTIL_LINUX.apk],
]);

/**
 * Any of these is `oci-runtime`: it starts a container from a bundle, without a daemon, even in the
 * sandbox.
 */
export const OCI_RUNTIMES: readonly string[] = ['crun', 'runc'];

/** Where there is none, the smaller one is proposed. */
export const PROPOSED_RUNTIME: CourseTool = tool('crun', 'crun');

/** Engines work only outside the sandbox: docker through its daemon, podman by itself. */
export const ENGINES: readonly string[] = ['podman', 'docker'];

/** The commands that install and remove a package. */
export const INSTALLERS: Readonly<
	Record<
		PackageTool,
		{
			readonly install: string;
			readonly reinstall?: string;
			readonly remove: string;
			/** It installs nothing, and opens a shell in which the tool is there. */
			readonly isShell?: true;
		}
	>
> = {
	'apt-get': {
		install: 'apt-get install',
		// For a package that is installed but has lost a file.
		reinstall: 'apt-get install --reinstall',
		remove: 'apt-get remove',
	},
	dnf: {install: 'dnf install', remove: 'dnf remove'},
	apk: {install: 'apk add', remove: 'apk del'},
	pacman: {install: 'pacman -S', remove: 'pacman -R'},
	zypper: {install: 'zypper install', remove: 'zypper remove'},
	// Last: they are on other distributions, too. What they have stands in a store that only root writes to.
	'nix-shell': {install: 'nix-shell -p', remove: 'exit', isShell: true},
	guix: {install: 'guix shell', remove: 'exit', isShell: true},
};

export const PACKAGE_TOOLS = Object.keys(INSTALLERS) as readonly PackageTool[];
