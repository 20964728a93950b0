import {randomBytes} from 'node:crypto';
import type {Sandbox} from '../domain/sandbox.js';
import type {SandboxHost} from '../host/sandbox-host.js';
import {CgroupRefused, cgroupName, sweepCgroups} from './cgroup-directories.door.js';
import {planSandbox} from './plan-sandbox.js';
import {runPlan} from './run-plan.door.js';

/** Starts sandboxes and keeps the next one warm. */
export interface Sandboxes {
	/** Gets one ready ahead of need. Never throws; what went wrong is said by `open`. */
	prepare(): void;
	/** Hands out the sandbox that is ready, or starts one. Throws a UserError where this host can't. */
	open(): Promise<Sandbox>;
	/** Ends the sandbox that is ready; those handed out are closed by whom they were given to. */
	close(): Promise<void>;
}

/** `readHost` is asked once, at the first sandbox. */
export function createSandboxes(readHost: () => SandboxHost): Sandboxes {
	let host: SandboxHost | undefined;
	let count = 0;
	let warm: Promise<Sandbox> | undefined;

	const identity = () => {
		count += 1;
		return {markKey: randomBytes(8).toString('hex'), name: cgroupName(count)};
	};
	const start = async (): Promise<Sandbox> => {
		if (host === undefined) {
			host = readHost();
			await sweepCgroups(host.cgroup);
		}
		try {
			return await runPlan(planSandbox(host, identity()));
		} catch (error) {
			// Groups are offered by what can be seen; whether they are given shows only now. systemd says no by
			// not starting anything.
			const isRefused = error instanceof CgroupRefused || host.cgroup.kind === 'systemd';
			if (!isRefused) throw error;
			const without: SandboxHost = {
				...host,
				cgroup: {
					kind: 'none',
					why: `no cgroup was given: ${error instanceof Error ? error.message : error}`,
					readable: [],
				},
			};
			const sandbox = await runPlan(planSandbox(without, identity()));
			host = without;
			return sandbox;
		}
	};
	const startWarm = () => {
		const sandbox = start();
		// Told again by whoever awaits it.
		sandbox.catch(() => {});
		return sandbox;
	};
	const isAlive = async (sandbox: Sandbox) =>
		(await Promise.race([sandbox.ended.then(() => 'gone'), Promise.resolve('alive')])) === 'alive';

	return {
		prepare() {
			warm ??= startWarm();
		},
		async open() {
			const ready = warm;
			warm = undefined;
			if (ready === undefined) return start();
			const sandbox = await ready;
			return (await isAlive(sandbox)) ? sandbox : start();
		},
		async close() {
			const ready = warm;
			warm = undefined;
			await ready?.then(
				(sandbox) => sandbox.close(),
				() => {},
			);
		},
	};
}
