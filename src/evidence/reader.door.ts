// The entry of the process that reads /proc, /sys and a sandbox's files for this program.

import process from 'node:process';
import type {HostIds} from '../domain/sandbox.js';
import {createReads, type Reads} from './create-reads.door.js';
import type {ReaderReply, ReaderRequest} from './reader-messages.js';

const reads = createReads();

process.on('disconnect', end);
process.on('message', (request: ReaderRequest) => {
	answer(request).then(
		(value) => reply({id: request.id, value}),
		(error) => reply({id: request.id, error: error instanceof Error ? error.message : `${error}`}),
	);
});
// The program may have ended before this one could hear of it.
if (!process.connected) end();

async function answer({owner, name, of}: ReaderRequest): Promise<unknown> {
	if (owner) become(owner);
	const read = reads[name] as (...of: readonly unknown[]) => ReturnType<Reads[typeof name]>;
	return read(...of);
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
