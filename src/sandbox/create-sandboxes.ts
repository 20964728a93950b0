// Keeps one sandbox started ahead of need, so that an exercise opens without a wait.

import {randomBytes} from 'node:crypto';
import type {Sandbox} from '../domain/sandbox.js';
import type {SandboxHost} from '../host/sandbox-host.js';
import {CgroupRefused, cgroupName, sweepCgroups} from './cgroup-directories.door.js';
import {planSandbox} from './plan-sandbox.js';
import {runPlan} from './run-plan.door.js';

/** Starts sandboxes and keeps the next one warm. */
export interface Sandboxes {
	/** Starts one ahead of need. Never throws: `open` says what went wrong. */
	prepare(): void;
	/** Hands out the warm sandbox, or starts one. Throws a UserError where this host can't. */
	open(): Promise<Sandbox>;
	/** Ends the warm sandbox; one that was handed out is closed by whoever has it. */
	close(): Promise<void>;
}

/** `readHost` is called once, for the first sandbox. */
export function createSandboxes(readHost: () => SandboxHost): Sandboxes {
	let host: SandboxHost | undefined;
	let warm: Promise<Sandbox> | undefined;

	const identity = () => ({
		markKey: randomBytes(8).toString('hex'),
		name: cgroupName(),
		hostName: `lesson.${randomBytes(3).toString('hex')}`,
	});
	const start = async (): Promise<Sandbox> => {
		if (host === undefined) {
			host = readHost();
			// What can't be removed at once is no reason to wait: it stays until `clean` is asked for it.
			await sweepCgroups(host.cgroup, 0);
		}
		try {
			return await runPlan(planSandbox(host, identity()));
		} catch (error) {
			// The offer rests on what can be seen; only now does it show whether groups are given.
			// systemd refuses by starting nothing.
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
		// Whoever awaits it gets the error; here it only must not count as unhandled.
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
