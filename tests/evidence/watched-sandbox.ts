import {afterAll, beforeAll, beforeEach} from 'vitest';
import type {CommandRun, Moment, Probe, ProbeAnswer} from '../../src/domain/evidence.js';
import {probeKey} from '../../src/domain/evidence.js';
import type {TabView} from '../../src/domain/exercise.js';
import type {Observer, TabEvent} from '../../src/domain/ports.js';
import type {Sandbox} from '../../src/domain/sandbox.js';
import {createObserver} from '../../src/evidence/create-observer.js';
import {createReader, type Reader} from '../../src/evidence/create-reader.door.js';
import {readSandboxHost} from '../../src/host/read-sandbox-host.door.js';
import {createSandboxes} from '../../src/sandbox/create-sandboxes.js';
import {needNamespaces} from '../needs.js';
import {canUnshare} from '../sandbox/tutors.js';
import {buildReader} from './build-program.js';

/** A real sandbox with an observer on it, driven as a learner would. Whoever opened it closes it. */
export interface WatchedBox {
	readonly box: Sandbox;
	readonly observer: Observer;
	readonly reader: Reader;
	openTab(name: string, view: TabView): Promise<void>;
	type(tab: string, text: string): void;
	/** Types a key and takes it back; resolves to the milliseconds until it was echoed. */
	echo(tab: string): Promise<number>;
	/** Types a line and awaits its prompt; resolves to the command that ended, if one did. */
	run(tab: string, line: string): Promise<CommandRun | undefined>;
	/** Awaits an event that has not been awaited before. */
	until(what: string, fits: (event: TabEvent) => boolean): Promise<TabEvent>;
	look(tab: string, ...probes: readonly Probe[]): Promise<Moment>;
	answer(tab: string, probe: Probe): Promise<ProbeAnswer | undefined>;
	close(): Promise<void>;
}

const DEADLINE = 20_000;

export async function openWatchedBox(): Promise<WatchedBox> {
	const sandboxes = createSandboxes(readSandboxHost);
	const sandbox = await sandboxes.open();
	const reader = createReader(await buildReader());
	const observer = createObserver(sandbox, reader);
	const terminals = new Map<string, ReturnType<Sandbox['startTerminal']>>();
	const events: TabEvent[] = [];
	let wake = (): void => {};
	observer.onEvent((event) => {
		events.push(event);
		wake();
	});
	const until: WatchedBox['until'] = async (what, fits) => {
		const deadline = Date.now() + DEADLINE;
		for (;;) {
			const at = events.findIndex(fits);
			const found = events[at];
			if (found) {
				events.splice(0, at + 1);
				return found;
			}
			if (Date.now() > deadline) throw new Error(`no ${what}; there was ${JSON.stringify(events)}`);
			await new Promise<void>((resolve) => {
				const timeout = setTimeout(resolve, deadline - Date.now() + 1);
				wake = () => {
					clearTimeout(timeout);
					resolve();
				};
			});
		}
	};
	const watched: WatchedBox = {
		box: sandbox,
		observer,
		reader,
		async openTab(name, view) {
			const terminal = sandbox.startTerminal(terminals.size, view, {columns: 80, rows: 24});
			terminals.set(name, terminal);
			observer.follow({name, view}, terminal);
			await until(
				`first prompt of ${name}`,
				({kind: event, tab}) => event === 'prompt' && tab === name,
			);
		},
		type(tab, text) {
			observer.typed(tab, Buffer.from(text));
			terminals.get(tab)?.write(Buffer.from(text));
		},
		async echo(tab) {
			const began = performance.now();
			await new Promise<void>((resolve) => {
				const stop = terminals.get(tab)?.onOutput((bytes) => {
					if (!Buffer.from(bytes).includes('x')) return;
					stop?.();
					resolve();
				});
				watched.type(tab, 'x');
			});
			const took = performance.now() - began;
			watched.type(tab, '\u007f');
			return took;
		},
		async run(tab, line) {
			watched.type(tab, `${line}\r`);
			const event = await until(
				`prompt after ${line}`,
				(one) => one.kind === 'prompt' && one.tab === tab,
			);
			return event.kind === 'prompt' ? event.command : undefined;
		},
		until,
		look: (tab, ...probes) => observer.snapshot(tab, undefined, probes),
		async answer(tab, probe) {
			return (await watched.look(tab, probe)).answers.get(probeKey(probe));
		},
		async close() {
			observer.close();
			reader.close();
			await sandbox.close();
			await sandboxes.close();
		},
	};
	return watched;
}

/**
 * One real sandbox for the tests of a file, with these tabs; each test asks for it. Where none can be
 * had, they are skipped and say so.
 */
export function shareWatchedBox(tabs: Readonly<Record<string, TabView>>): () => WatchedBox {
	let watched: WatchedBox | undefined;
	beforeAll(async () => {
		if (!canUnshare) return;
		watched = await openWatchedBox();
		for (const [name, view] of Object.entries(tabs)) await watched.openTab(name, view);
	});
	afterAll(async () => {
		await watched?.close();
	});
	beforeEach(needNamespaces);
	return () => {
		if (watched === undefined) throw new Error('the sandbox is open only while a test runs');
		return watched;
	};
}
