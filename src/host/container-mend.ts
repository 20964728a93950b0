// Words how to start a container differently: what it is denied can't be changed from inside.

import type {Mend} from '../domain/host.js';
import type {ProbeResults} from './probe-results.js';

/** What must be lifted, and nothing else. */
interface Lifts {
	/** Root in it may not become another user. */
	readonly user: boolean;
	readonly seccomp: boolean;
	/** Parts of /proc or /sys are covered. */
	readonly masks: boolean;
	readonly apparmor: boolean;
}

function liftsFor({
	canChangeUser,
	probes,
	seccomp,
	obstacles,
	apparmorProfile,
}: ProbeResults): Lifts {
	// As a user that root may not become nothing could be tried.
	const isRefused = canChangeUser && probes.user?.ok !== true;
	const isConfined =
		canChangeUser && !isRefused && (probes['user-map']?.ok !== true || probes.mount?.ok !== true);
	return {
		user: !canChangeUser,
		seccomp: isRefused && seccomp === 2,
		masks: obstacles.proc.kind === 'covered',
		// An engine's profile denies mount(2), which shows only once the filter is lifted.
		apparmor:
			apparmorProfile !== undefined &&
			apparmorProfile.file === undefined &&
			(isConfined || isRefused),
	};
}

/** What the words of a kind of place are for what is lifted; undefined where none is known to help. */
export function containerMend(results: ProbeResults): Mend | undefined {
	const lifts = liftsFor(results);
	if (!Object.values(lifts).includes(true)) return undefined;
	switch (results.kind) {
		case 'podman':
			return engineMend('podman', engineFlags(lifts, 'unmask=ALL'));
		case 'docker':
			return engineMend('docker', engineFlags(lifts, 'systempaths=unconfined'));
		case 'devcontainer':
		case 'codespaces':
			return runArgsMend(engineFlags(lifts, 'systempaths=unconfined'));
		case 'kubernetes':
			return podMend(lifts);
		case 'lxc':
			return {
				command: 'incus config set NAME security.nesting=true && incus restart NAME',
				undo: 'incus config unset NAME security.nesting && incus restart NAME',
				note: 'This is a container of LXC or Incus, which may nest others only if it is told so. Do this on the host, with its name for NAME; where LXD is used, the command is lxc instead of incus.',
			};
		case 'nspawn':
			return {
				command: 'systemd-nspawn -M NAME',
				note: 'systemd-nspawn denies this only where it is told to: by --system-call-filter or --drop-capability, or by such lines in /etc/systemd/nspawn/NAME.nspawn. Start the container without them.',
			};
		case 'container':
		case 'plain':
		case 'wsl2':
		case 'nixos':
		case 'guix': {
			const {command, undo} = engineMend('docker', engineFlags(lifts, 'systempaths=unconfined'));
			return {
				command,
				...(undo === undefined ? {} : {undo}),
				note: 'This looks like a container, of an engine that is not known here. These are the words of Docker for what it has to lift; nothing on the host changes.',
			};
		}
	}
}

const engineFlags = (lifts: Lifts, unmask: string): readonly string[] => [
	...(lifts.user ? ['--user', '1000'] : []),
	...[
		...(lifts.seccomp ? ['seccomp=unconfined'] : []),
		...(lifts.masks ? [unmask] : []),
		...(lifts.apparmor ? ['apparmor=unconfined'] : []),
	].flatMap((option) => ['--security-opt', option]),
];

const engineMend = (engine: string, flags: readonly string[]): Mend => ({
	command: `${engine} run -it ${flags.join(' ')} IMAGE`,
	undo: `${engine} run -it IMAGE`,
	note:
		flags[0] === '--user' && flags.length === 2
			? 'Start this container as an ordinary user; nothing on the host changes.'
			: 'The container engine denies this to its containers. Start this one with that lifted, and nothing more; nothing on the host changes.',
});

const runArgsMend = (flags: readonly string[]): Mend => ({
	command: `"runArgs": [${flags.map((flag) => JSON.stringify(flag)).join(', ')}]`,
	note: 'This is a development container. Put that line into .devcontainer/devcontainer.json and rebuild the container; take it out again to undo it.',
});

/** Kubernetes lets a pod have its /proc unmasked only in a user namespace of its own (hostUsers). */
function podMend({user, seccomp, masks, apparmor}: Lifts): Mend {
	const securityContext = {
		...(user ? {runAsUser: 1000} : {}),
		...(seccomp ? {seccompProfile: {type: 'Unconfined'}} : {}),
		...(apparmor ? {appArmorProfile: {type: 'Unconfined'}} : {}),
		...(masks ? {procMount: 'Unmasked'} : {}),
	};
	const container = {name: 'lessons', image: 'IMAGE', stdin: true, tty: true, securityContext};
	const spec = {...(masks ? {hostUsers: false} : {}), containers: [container]};
	return {
		command: `kubectl run lessons -it --rm --image=IMAGE --overrides='${JSON.stringify({spec})}'`,
		undo: 'kubectl delete pod lessons',
		note: `This is a pod. In YAML these are ${masks ? 'hostUsers of the pod and ' : ''}${Object.keys(securityContext).join(', ')} in the securityContext of its container; the cluster may forbid them.`,
	};
}
