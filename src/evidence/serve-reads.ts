// Answers what a program asks the process that it started to read for it, and ends with that program.

import process from 'node:process';
import type {HostIds} from '../domain/sandbox.js';
import type {ReaderReply, ReaderRequest} from './reader-messages.js';

/** Functions that can be asked for by name; every argument and answer can be cloned (structuredClone). */
export type Readable<Reads> = {
	readonly [Name in keyof Reads]: (...of: never[]) => Promise<unknown>;
};

/** Begins to answer. Nothing else may keep this process. */
export function serveReads<Reads extends Readable<Reads>>(reads: Reads): void {
	process.on('disconnect', end);
	process.on('message', (request: ReaderRequest) => {
		answer(reads, request).then(
			(value) => reply({id: request.id, value}),
			(error) =>
				reply({id: request.id, error: error instanceof Error ? error.message : `${error}`}),
		);
	});
	// The program may have ended before this one could hear of it.
	if (!process.connected) end();
}

async function answer<Reads extends Readable<Reads>>(
	reads: Reads,
	{owner, name, of}: ReaderRequest,
): Promise<unknown> {
	if (owner) become(owner);
	return reads[name as keyof Reads](...(of as readonly never[]));
}

/**
 * Takes the ids of the sandbox for good. With them everything of the sandbox may be looked at and
 * nothing of the host's root: the owner of a user namespace has every capability in it
 * (user_namespaces(7)), where root would need CAP_SYS_PTRACE, which containers take from it. It is
 * done here and not at the start, because these ids may not be able to read this program's files.
 */
function become({uid, gid}: HostIds): void {
	if (process.getuid?.() === uid) return;
	process.setgroups?.([]);
	process.setgid?.(gid);
	process.setuid?.(uid);
}

function reply(message: ReaderReply): void {
	process.send?.(message, undefined, undefined, (error) => {
		if (error) end();
	});
}

/** Not exit(3): that waits for the threads of libuv's pool, and one may wait for the kernel. */
function end(): void {
	process.kill(process.pid, 'SIGKILL');
}
