import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {trySandbox} from '../../src/cli/try-sandbox.js';
import type {EvidencePort, Observer} from '../../src/domain/ports.js';
import {CONTROLLERS} from '../../src/domain/shared-names.js';
import {UserError} from '../../src/domain/user-error.js';
import {createObserver} from '../../src/evidence/create-observer.js';
import {createReader, type Reader} from '../../src/evidence/create-reader.door.js';
import {readSandboxHost} from '../../src/host/read-sandbox-host.door.js';
import {createSandboxes} from '../../src/sandbox/create-sandboxes.js';
import {StartTooSlow} from '../../src/sandbox/run-plan.door.js';
import {buildReader} from '../evidence/build-program.js';
import {needNamespaces} from '../needs.js';

/** Longer than any sandbox takes here, however busy the machine is. */
const PATIENT = {seconds: 60, asksAgain: false};

describe('a real sandbox', () => {
	let reader: Reader;
	beforeAll(async () => {
		reader = createReader(await buildReader());
	});
	afterAll(() => reader.close());

	/** What the product observes, changed on the way. */
	const evidence = (
		change: (observer: Observer) => Partial<Observer> = () => ({}),
	): EvidencePort => ({
		observe(sandbox) {
			const observer = createObserver(sandbox, reader);
			return {...observer, ...change(observer)};
		},
	});
	const sandboxes = createSandboxes(readSandboxHost);
	const trial = (port: EvidencePort) => trySandbox({sandboxes, evidence: port}, PATIENT);

	test('is used as a lesson uses it: shells, node, and limits where groups are offered', async (ctx) => {
		needNamespaces(ctx);
		const ran = await trial(evidence());
		expect(ran).toMatchObject({kind: 'ran', node: {ok: true, message: process.version}});
		const {cgroup} = readSandboxHost();
		if (ran.kind !== 'ran' || cgroup.kind === 'none') return;
		const limited = CONTROLLERS.filter((name) => ran.limits[name]?.ok);
		expect(limited).not.toEqual([]);
		expect(ran.shown).toEqual(expect.arrayContaining(limited));
	});

	test('groups that come without controllers are asked for once more', async (ctx) => {
		needNamespaces(ctx);
		let count = 0;
		const empty = [{controller: '', path: '/nowhere', mountPoint: '/nowhere', isOwn: true}];
		const late = {
			groupRefused: undefined,
			async open() {
				count += 1;
				const sandbox = await sandboxes.open();
				return count === 1 ? {...sandbox, cgroups: empty} : sandbox;
			},
		};
		const ran = await trySandbox(
			{sandboxes: late, evidence: evidence()},
			{...PATIENT, asksAgain: true},
		);
		expect(count).toBe(2);
		expect(JSON.stringify(ran)).not.toContain('/nowhere');
	});

	test('what the first one showed counts, where a second one is too slow', async (ctx) => {
		needNamespaces(ctx);
		let count = 0;
		const empty = [{controller: '', path: '/nowhere', mountPoint: '/nowhere', isOwn: true}];
		const slower = {
			groupRefused: undefined,
			async open() {
				count += 1;
				if (count > 1) throw new StartTooSlow('It took too long.', 'Run it.');
				return {...(await sandboxes.open()), cgroups: empty};
			},
		};
		const ran = await trySandbox(
			{sandboxes: slower, evidence: evidence()},
			{...PATIENT, asksAgain: true},
		);
		expect(ran).toMatchObject({kind: 'ran', limits: {memory: {ok: false}}});
	});

	test('what comes late is asked for again, and is no refusal', async (ctx) => {
		needNamespaces(ctx);
		let count = 0;
		const late = {kind: 'unreadable', why: 'Too late.', isLate: true} as const;
		const ran = await trial(
			evidence(({snapshot}) => ({
				async snapshot(...of) {
					count += 1;
					const moment = await snapshot(...of);
					if (count > 1) return moment;
					return {
						...moment,
						answers: new Map([...moment.answers.keys()].map((key) => [key, late])),
					};
				},
			})),
		);
		expect(ran).toMatchObject({kind: 'ran'});
		expect(count).toBe(2);
	});

	test.for([
		{
			lie: 'no process is seen',
			change: ({snapshot}: Observer) => ({
				snapshot: async (...of: Parameters<Observer['snapshot']>) => ({
					...(await snapshot(...of)),
					processes: [],
				}),
			}),
			why: /cannot read what the kernel holds of it/,
		},
		{
			lie: 'another name is read than the shell printed',
			change: ({snapshot}: Observer) => ({
				async snapshot(...of: Parameters<Observer['snapshot']>) {
					const moment = await snapshot(...of);
					const byPid = new Map(moment.processes.map(({pid}) => [pid, 'elsewhere']));
					const answers = new Map(
						[...moment.answers.keys()].map((key) => [key, {kind: 'hostnames', byPid} as const]),
					);
					return {...moment, answers};
				},
			}),
			why: /from outside "elsewhere" was seen$/,
		},
		{
			lie: 'the kernel does not answer',
			change: ({snapshot}: Observer) => ({
				snapshot: async (...of: Parameters<Observer['snapshot']>) => ({
					...(await snapshot(...of)),
					unread: 'The kernel did not answer.',
				}),
			}),
			why: /^The kernel did not answer$/,
		},
		{
			lie: 'no fact of the shell is known',
			change: () => ({facts: async () => new Map()}),
			why: /it does not say what shell\.name is/,
		},
	])('that starts is not enough where $lie', async ({change, why}, ctx) => {
		needNamespaces(ctx);
		const failed = await trial(evidence(change));
		expect(failed).toMatchObject({kind: 'failed', why: expect.stringMatching(why)});
	});
});

const NO_EVIDENCE: EvidencePort = {
	observe() {
		throw new Error('there is nothing to observe');
	},
};

test('a sandbox that is refused: the reason is told as it was given', async () => {
	const sandboxes = {
		groupRefused: undefined,
		open: async () => {
			throw new UserError(
				'The sandbox could not start: mount: /proc: permission denied.',
				'Run it.',
			);
		},
	};
	expect(await trySandbox({sandboxes, evidence: NO_EVIDENCE}, PATIENT)).toEqual({
		kind: 'failed',
		why: 'The sandbox could not start: mount: /proc: permission denied',
	});
});

test('one that does not come up in time is late, is not told as refused, and is given up', async () => {
	let given: AbortSignal | undefined;
	const sandboxes = {
		groupRefused: undefined,
		open: (signal?: AbortSignal) => {
			given = signal;
			return new Promise<never>(() => {});
		},
	};
	const trial = await trySandbox(
		{sandboxes, evidence: NO_EVIDENCE},
		{seconds: 0.05, asksAgain: false},
	);
	expect(trial).toEqual({kind: 'late', seconds: 0.05, waitedFor: 'starting a sandbox'});
	expect(given?.aborted).toBe(true);
});

test('one that was given up as too slow is late, not refused', async () => {
	const sandboxes = {
		groupRefused: undefined,
		open: async () => {
			throw new StartTooSlow('The sandbox could not start: it took too long.', 'Run it.');
		},
	};
	const trial = await trySandbox({sandboxes, evidence: NO_EVIDENCE}, PATIENT);
	expect(trial).toMatchObject({kind: 'late', waitedFor: 'starting a sandbox'});
});

test('a bug in what is tried is no verdict on the host', async () => {
	const sandboxes = {
		groupRefused: undefined,
		open: async () => {
			throw new TypeError('a bug');
		},
	};
	await expect(trySandbox({sandboxes, evidence: NO_EVIDENCE}, PATIENT)).rejects.toThrow('a bug');
});
