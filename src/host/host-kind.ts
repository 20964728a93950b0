// Tells what kind of place this host is, because what mends a laptop does not mend a pod.

/** Where a mend has to be made, and in which words. `container` is one whose engine is not known. */
export type HostKind =
	| 'plain'
	| 'nixos'
	| 'guix'
	| 'wsl2'
	| 'codespaces'
	| 'devcontainer'
	| 'kubernetes'
	| 'podman'
	| 'docker'
	| 'lxc'
	| 'nspawn'
	| 'container';

/** What a place leaves to be seen by those in it. */
export interface HostSigns {
	/** /proc/sys/kernel/osrelease. */
	readonly kernel: string;
	/** ID in /etc/os-release. */
	readonly distribution: string | undefined;
	readonly environment: Readonly<Record<string, string | undefined>>;
	/**
	 * What systemd or a container manager says it is in: /run/systemd/container, or `container` in the
	 * environment of process 1 (systemd.io, Container Interface).
	 */
	readonly container: string | undefined;
	/** Those of MARKER_FILES that exist. */
	readonly files: readonly string[];
}

const DOCKER_FILE = '/.dockerenv';
const PODMAN_FILE = '/run/.containerenv';
const POD_DIRECTORY = '/var/run/secrets/kubernetes.io/serviceaccount';

export const MARKER_FILES: readonly string[] = [DOCKER_FILE, PODMAN_FILE, POD_DIRECTORY];

const isSet = ({environment}: HostSigns, name: string): boolean => (environment[name] ?? '') !== '';

/** By what each is known, the innermost first: a pod on a node that is a WSL2 is mended as a pod. */
const KNOWN_BY: readonly (readonly [HostKind, (signs: HostSigns) => boolean])[] = [
	['codespaces', (signs) => signs.environment['CODESPACES'] === 'true'],
	['devcontainer', (signs) => isSet(signs, 'REMOTE_CONTAINERS') || isSet(signs, 'DEVCONTAINER')],
	[
		'kubernetes',
		(signs) => isSet(signs, 'KUBERNETES_SERVICE_HOST') || signs.files.includes(POD_DIRECTORY),
	],
	['podman', ({files, container}) => files.includes(PODMAN_FILE) || container === 'podman'],
	['docker', ({files, container}) => files.includes(DOCKER_FILE) || container === 'docker'],
	['nspawn', ({container}) => container === 'systemd-nspawn'],
	['lxc', ({container}) => container?.startsWith('lxc') === true],
	// Its own systemd calls it a container; it is a virtual machine.
	['wsl2', ({kernel}) => /microsoft|wsl/i.test(kernel)],
	['container', ({container = ''}) => container !== ''],
	['nixos', ({distribution}) => distribution === 'nixos'],
	['guix', ({distribution}) => distribution === 'guix'],
];

/** What kind of place these are the signs of. */
export const hostKind = (signs: HostSigns): HostKind =>
	KNOWN_BY.find(([, fits]) => fits(signs))?.[0] ?? 'plain';

const CONTAINERS: readonly HostKind[] = [
	'codespaces',
	'devcontainer',
	'kubernetes',
	'podman',
	'docker',
	'lxc',
	'nspawn',
	'container',
];

/** Whether somebody outside has to change how this place was started. */
export const isContainer = (kind: HostKind): boolean => CONTAINERS.includes(kind);
