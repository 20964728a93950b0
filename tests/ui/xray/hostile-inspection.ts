import type {Inspection} from '../../../src/domain/inspection.js';
import {WEB} from './inspections.js';

const EVIL = 'evil\u001b[2J\u001b]0;title\u0007\u009b31m\u202egpj\n\r\t';

/** Everything that somebody else may have named is named so as to steer a terminal. */
export const HOSTILE: Inspection = {
	...WEB,
	subject: {
		...WEB.subject,
		comm: EVIL,
		argv: [EVIL],
		cwd: `/${EVIL}`,
		exe: `/${EVIL}`,
		root: `/${EVIL}`,
		rights: {...WEB.subject.rights, label: EVIL},
	},
	container: {kind: 'container', engine: EVIL, id: EVIL, name: EVIL, pod: EVIL, toldBy: [EVIL]},
	processes: WEB.processes.map((one) => ({...one, comm: EVIL, argv: [EVIL]})),
	mounts: WEB.mounts && {
		...WEB.mounts,
		notable: WEB.mounts.notable.map((one) => ({
			...one,
			hostPath: one.hostPath && `/${EVIL}`,
			mount: {
				...one.mount,
				source: EVIL,
				type: EVIL,
				mountPoint: `/${EVIL}`,
				superOptions: [`upperdir=${EVIL}`],
			},
		})),
		masked: [EVIL],
		readOnly: [EVIL],
	},
	network: WEB.network && {
		...WEB.network,
		interfaces: WEB.network.interfaces.map((one) => ({...one, name: EVIL, addresses: [EVIL]})),
		gateway: EVIL,
	},
	group: WEB.group && {
		...WEB.group,
		memberships: [{controllers: [EVIL], path: `/${EVIL}`, directory: undefined}],
		above: [{path: EVIL, memoryMax: 1, pidsMax: undefined, cpus: undefined}],
	},
	kernel: EVIL,
};
