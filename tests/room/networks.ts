import {type ChildProcess, execFileSync, spawn} from 'node:child_process';

/** The address of the host with the room, and its network. */
export const ROOM_HOST = '10.99.7.1';

/** Two hosts and a cable, in namespaces of their own: nothing else on this machine sees them. Whoever makes them closes them. */
export interface Networks {
	/** What to put before a command that is to run on the one host or the other. */
	readonly onRoomHost: readonly string[];
	readonly onLearnerHost: readonly string[];
	/** Pulls the cable, or puts it in again. */
	cable(is: 'down' | 'up'): void;
	close(): void;
}

const HOLD = ['sh', '-c', 'ip link set lo up && echo ready && exec sleep 600'];

/** Runs until it is killed; resolves once it says that it is ready. */
function hold([command = '', ...args]: readonly string[]): Promise<ChildProcess> {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, {stdio: ['ignore', 'pipe', 'inherit']});
		child.stdout.once('data', () => resolve(child));
		child.once('exit', (code) => reject(new Error(`${command} ended: ${code}`)));
	});
}

const into = ({pid}: ChildProcess): readonly string[] => [
	...['nsenter', '--target', String(pid), '--user', '--net', '--preserve-credentials'],
];

export async function makeNetworks(): Promise<Networks> {
	const room = await hold(['unshare', '--user', '--map-root-user', '--net', ...HOLD]);
	const onRoomHost = into(room);
	const learner = await hold([...onRoomHost, 'unshare', '--net', ...HOLD]);
	const onLearnerHost = into(learner);
	const ip = ([command = '', ...args]: readonly string[], words: string): void => {
		execFileSync(command, [...args, 'ip', ...words.split(' ')]);
	};
	ip(onRoomHost, `link add cable type veth peer name cable netns ${learner.pid}`);
	ip(onRoomHost, `addr add ${ROOM_HOST}/24 dev cable`);
	ip(onRoomHost, 'link set cable up');
	ip(onLearnerHost, 'addr add 10.99.7.2/24 dev cable');
	ip(onLearnerHost, 'link set cable up');
	return {
		onRoomHost,
		onLearnerHost,
		cable: (is) => ip(onRoomHost, `link set cable ${is}`),
		close() {
			learner.kill('SIGKILL');
			room.kill('SIGKILL');
		},
	};
}
