// Keeps one sandbox started ahead of need, so that an exercise opens without a wait.

import {randomBytes} from 'node:crypto';
import type {Sandbox} from '../domain/sandbox.js';
import {UserError} from '../domain/user-error.js';
import type {SandboxHost} from '../host/sandbox-host.js';
import {CgroupRefused, cgroupName, sweepCgroups} from './cgroup-directories.door.js';
import {planSandbox} from './plan-sandbox.js';
import {runPlan, StartTooSlow} from './run-plan.door.js';

/** Starts sandboxes and keeps the next one warm. */
export interface Sandboxes {
	/** Starts one ahead of need. Never throws: `open` says what went wrong. */
	prepare(): void;
	/**
	 * Hands out the warm sandbox, or starts one. Throws a UserError where this host can't, a StartTooSlow
	 * where it would take too long or `signal` ended the wait.
	 */
	open(signal?: AbortSignal): Promise<Sandbox>;
	/** Why sandboxes have no control group of their own though the host seemed to offer one. */
	readonly groupRefused: string | undefined;
	/** Ends the warm sandbox; one that was handed out is closed by whoever has it. */
	close(): Promise<void>;
}

/** `readHost` is called once, for the first sandbox. */
export function createSandboxes(readHost: () => SandboxHost): Sandboxes {
	let host: SandboxHost | undefined;
	/** The first sandbox to come up settles whether this host gives groups, and lessons count on it. */
	let isSettled = false;
	let groupRefused: string | undefined;
	let warm: Promise<Sandbox> | undefined;

	const identity = () => ({
		markKey: randomBytes(8).toString('hex'),
		name: cgroupName(),
		hostName: `lesson.${randomBytes(3).toString('hex')}`,
	});
	const startOn = (on: SandboxHost, signal: AbortSignal | undefined): Promise<Sandbox> =>
		runPlan(planSandbox(on, identity()), signal);
	/** A host that is merely slow has refused nothing, and may be faster now. */
	const startPatiently = async (on: SandboxHost, signal: AbortSignal | undefined) => {
		try {
			return await startOn(on, signal);
		} catch (error) {
			if (!(error instanceof StartTooSlow) || signal?.aborted) throw error;
			return await startOn(on, signal);
		}
	};
	const start = async (signal?: AbortSignal): Promise<Sandbox> => {
		if (host === undefined) {
			host = readHost();
			// What can't be removed at once is no reason to wait: it stays until `clean` is asked for it.
			await sweepCgroups(host.cgroup, 0);
		}
		const on = host;
		try {
			const sandbox = await startPatiently(on, signal);
			isSettled = true;
			return sandbox;
		} catch (error) {
			const why = refusalOf(error, on);
			if (why === undefined) throw error;
			if (isSettled) throw withoutGroup(why);
			const without: SandboxHost = {
				...on,
				cgroup: {kind: 'none', why: `no cgroup was given: ${why}`, readable: []},
			};
			const sandbox = await startPatiently(without, signal);
			// Had it failed without a group, too, the group would not have been the reason.
			host = without;
			groupRefused = why;
			isSettled = true;
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
		async open(signal) {
			const ready = warm;
			warm = undefined;
			if (ready === undefined) return start(signal);
			const sandbox = await ready;
			return (await isAlive(sandbox)) ? sandbox : start(signal);
		},
		get groupRefused() {
			return groupRefused;
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

/**
 * Why a sandbox was given no control group; undefined where something else went wrong. The offer rests
 * on what can be seen; only now does it show whether groups are given. systemd refuses by starting
 * nothing.
 */
export function refusalOf(
	error: unknown,
	{cgroup}: Pick<SandboxHost, 'cgroup'>,
): string | undefined {
	if (error instanceof CgroupRefused) return error.message;
	const isBySystemd = cgroup.kind === 'systemd' && !(error instanceof StartTooSlow);
	return isBySystemd && error instanceof UserError ? error.message : undefined;
}

const withoutGroup = (why: string): UserError =>
	new UserError(
		`This sandbox was given no control group, as the one before was: ${why}.`,
		'Try it once more; "container-lessons doctor" says what this host gives.',
	);
