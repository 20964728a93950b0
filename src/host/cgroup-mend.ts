// Words what gives sandboxes control groups of their own, by what this host has to give them.

import type {Mend} from '../domain/host.js';
import {isContainer} from './host-kind.js';
import {NO_CHILD_CONTROLLERS} from './offer-cgroup.js';
import type {ProbeResults} from './probe-results.js';
import type {Controller} from './sandbox-trial.js';

/** How to get the controllers that are missing; undefined where nothing is known to help. */
export function cgroupMend(
	results: ProbeResults,
	missing: readonly Controller[],
): Mend | undefined {
	const {cgroup, isRoot, kind, isSystemdRunning, trial} = results;
	const {offer, version} = cgroup;
	if (offer.kind === 'systemd') {
		// That it gave a group without any is a moment's state: nothing permanent is the answer to it.
		const gaveSome = trial.kind === 'ran' && missing.length < 3;
		return gaveSome ? DELEGATE : undefined;
	}
	if (offer.kind !== 'none') return undefined;
	if (isRoot && version === 2 && offer.why === NO_CHILD_CONTROLLERS) return MAKE_ROOM;
	// Root in a container can as little as anybody write to what the engine mounted read-only.
	if (isRoot || version === undefined || cgroup.isReadOnly) return undefined;
	if (isContainer(kind)) return AS_ROOT;
	if (version === 2 && isSystemdRunning) return LINGER;
	return version === 2 && kind === 'wsl2' ? WSL_SYSTEMD : AS_ROOT;
}

const DROP_IN = '/etc/systemd/system/user@.service.d/container-lessons.conf';

const DELEGATE: Mend = {
	command: `sudo mkdir -p /etc/systemd/system/user@.service.d && printf '[Service]\\nDelegate=cpu memory pids\\n' | sudo tee ${DROP_IN} && sudo systemctl daemon-reload`,
	undo: `sudo rm ${DROP_IN} && sudo systemctl daemon-reload`,
	note: 'systemd delegates only some controllers to users here. This delegates all that the course uses, after the next login.',
};

const LINGER: Mend = {
	command: 'sudo loginctl enable-linger "$USER"',
	undo: 'sudo loginctl disable-linger "$USER"',
	note: "There is no systemd user session that could delegate a cgroup. This starts the user's own systemd and keeps it running.",
};

const WSL_SYSTEMD: Mend = {
	command: "printf '[boot]\\nsystemd=true\\n' | sudo tee -a /etc/wsl.conf",
	undo: "sudo sed -i '/^\\[boot\\]$/d; /^systemd=true$/d' /etc/wsl.conf",
	note: 'Without systemd nothing delegates a cgroup here. This starts it with WSL from the next `wsl.exe --shutdown` on; if /etc/wsl.conf has a [boot] section already, add the line systemd=true to that one instead.',
};

/** sudo has a PATH of its own, in which a node of nvm, fnm or volta is not found. */
const AS_ROOT: Mend = {
	command: 'sudo env PATH="$PATH" npx container-lessons',
	undo: 'npx container-lessons',
	note: 'Nothing here delegates a cgroup to ordinary users. As root the sandbox still runs as an unused uid without rights.',
};

const ROOM = '/sys/fs/cgroup/init';
const moveAll = (from: string, to: string): string =>
	`while read -r pid; do echo "$pid" >${to}/cgroup.procs; done <${from}/cgroup.procs 2>/dev/null`;

/** As the script `dind` of Docker in Docker does. */
const MAKE_ROOM: Mend = {
	command: `mkdir -p ${ROOM}; ${moveAll('/sys/fs/cgroup', ROOM)}; echo '+memory +pids +cpu' >/sys/fs/cgroup/cgroup.subtree_control`,
	undo: `echo '-memory -pids -cpu' >/sys/fs/cgroup/cgroup.subtree_control; ${moveAll(ROOM, '/sys/fs/cgroup')}; rmdir ${ROOM}`,
	note: 'A group with processes in it can give no controllers to those below. This moves the processes of this container into a group below, as Docker in Docker does.',
};
