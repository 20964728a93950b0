// Asks a process of its own to read the kernel, which may be long in answering and must delay no key.

import {type ChildProcess, fork} from 'node:child_process';
import process from 'node:process';
import type {Unread} from '../domain/evidence.js';
import type {HostIds} from '../domain/sandbox.js';
import type {Reads} from './create-reads.door.js';
import type {ReaderReply, ReaderRequest} from './reader-messages.js';
import type {Readable} from './serve-reads.js';

/** What was read, or why it could not be. */
export type Answer<Value> = {readonly kind: 'read'; readonly value: Value} | Unread;

/** Asks for one of what the process can read. Never throws. */
export type AskFor<All extends Readable<All>> = <Name extends keyof All & string>(
	name: Name,
	...of: Parameters<All[Name]>
) => Promise<Answer<Awaited<ReturnType<All[Name]>>>>;

/** Asks for one of what is read of a sandbox. */
export type Ask = AskFor<Reads>;

/** A process that reads for this program. Whoever creates it closes it. */
export interface Reader<All extends Readable<All> = Reads> {
	/** Asks with the ids of a sandbox; undefined: this program's. */
	askAs(owner: HostIds | undefined): AskFor<All>;
	/** The process that reads now; undefined while there is none. */
	readonly pid: number | undefined;
	close(): void;
}

/** Milliseconds: more than the host names may take, the slowest to be had (read-hostnames). */
const DEADLINE = 7000;
/** Milliseconds until it is tried again to start one that ended without an answer. */
const START_AGAIN = 1000;
/** One that the kernel holds can't be ended until it lets go; more are not left in its hands. */
const MOST_STUCK = 3;

const TOO_LATE: Unread = {
	kind: 'unreadable',
	why: 'The kernel did not answer in time when this program looked into the sandbox. It looks again soon.',
	isLate: true,
};

interface Waiting {
	readonly settle: (answer: Answer<unknown>) => void;
	readonly timer: NodeJS.Timeout;
}

interface ReaderProcess {
	readonly child: ChildProcess;
	readonly waiting: Map<number, Waiting>;
	hasAnswered: boolean;
}

/**
 * Starts a reader's process, so that it is ready at the first question.
 *
 * One that does not answer by the deadline is killed and another one started in its place. It ends
 * with this program, however that ends: then the channel between them closes.
 *
 * @param entry the JavaScript of a file that calls `serveReads`
 * @param path where it finds the commands that it reads with
 */
export function createReader<All extends Readable<All> = Reads>(
	entry: string,
	deadline = DEADLINE,
	path = process.env['PATH'] ?? '',
): Reader<All> {
	let lastId = 0;
	let stuck = 0;
	let notBefore = 0;
	let whyNone: Unread = TOO_LATE;
	let current: ReaderProcess | undefined;
	let isClosed = false;

	const lose = (lost: ReaderProcess, unread: Unread): void => {
		if (current === lost) current = undefined;
		const waiting = [...lost.waiting.values()];
		lost.waiting.clear();
		for (const {timer, settle} of waiting) {
			clearTimeout(timer);
			settle(unread);
		}
	};
	const start = (): void => {
		const child = startProcess(entry, path);
		const started: ReaderProcess = {child, waiting: new Map(), hasAnswered: false};
		current = started;
		const gone = (why: string): void => {
			if (!started.hasAnswered) notBefore = performance.now() + START_AGAIN;
			whyNone = {kind: 'unreadable', why};
			lose(started, whyNone);
		};
		child.on('message', (reply: ReaderReply) => {
			started.hasAnswered = true;
			const waiting = started.waiting.get(reply.id);
			if (!waiting) return;
			started.waiting.delete(reply.id);
			clearTimeout(waiting.timer);
			waiting.settle(answerOf(reply));
		});
		child.once('error', ({message}) =>
			gone(`The process that looks into the sandbox could not be started: ${message}.`),
		);
		child.once('exit', (code, signal) =>
			gone(`The process that looks into the sandbox has ended (${signal ?? `status ${code}`}).`),
		);
	};
	const abandon = (late: ReaderProcess): void => {
		stuck += 1;
		late.child.once('exit', () => {
			stuck -= 1;
		});
		late.child.kill('SIGKILL');
		lose(late, TOO_LATE);
		if (stuck < MOST_STUCK && !isClosed) start();
	};
	const ask = (request: Omit<ReaderRequest, 'id'>): Promise<Answer<unknown>> =>
		new Promise((settle) => {
			if (!current && stuck < MOST_STUCK && !isClosed && performance.now() >= notBefore) start();
			const asked = current;
			if (!asked) return settle(whyNone);
			lastId += 1;
			const timer = setTimeout(() => abandon(asked), deadline);
			asked.waiting.set(lastId, {settle, timer});
			// An error is told by the events above, too.
			asked.child.send({...request, id: lastId}, () => {});
		});

	start();
	return {
		askAs: (owner) => ((name, ...of) => ask({owner, name, of})) as AskFor<All>,
		get pid() {
			return current?.child.pid;
		},
		close() {
			isClosed = true;
			const last = current;
			if (!last) return;
			last.child.kill('SIGKILL');
			lose(last, TOO_LATE);
		},
	};
}

const answerOf = (reply: ReaderReply): Answer<unknown> =>
	'error' in reply
		? {kind: 'unreadable', why: `The sandbox could not be looked at: ${reply.error}.`}
		: {kind: 'read', value: reply.value};

function startProcess(entry: string, path: string): ChildProcess {
	const {LD_LIBRARY_PATH} = process.env;
	const child = fork(entry, [], {
		// What this program was started with (--inspect, say) is not meant for it.
		execArgv: ['--max-old-space-size=64', '--max-semi-space-size=1'],
		env: {
			PATH: path,
			...(LD_LIBRARY_PATH === undefined ? {} : {LD_LIBRARY_PATH}),
			// Each process of the learner's that holds its lock may take one.
			UV_THREADPOOL_SIZE: '16',
		},
		cwd: '/',
		// Maps and large numbers arrive as they are.
		serialization: 'advanced',
		stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
		// A session of its own: Ctrl-C is not meant for it.
		detached: true,
	});
	child.unref();
	child.channel?.unref();
	return child;
}
