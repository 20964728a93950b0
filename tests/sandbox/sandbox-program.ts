/**
 * A program that opens one sandbox and does what lines of JSON on its input ask for. A process of its own,
 * so that tests can run it as another user and kill it.
 */
import {createInterface} from 'node:readline';
import type {SandboxTerminal} from '../../src/domain/sandbox.js';
import {readSandboxHost} from '../../src/host/read-sandbox-host.door.js';
import {createSandboxes} from '../../src/sandbox/create-sandboxes.js';
import type {Request} from './drive-sandbox.js';

const say = (event: object) => process.stdout.write(`${JSON.stringify(event)}\n`);

/** The host without the tools that the test takes away from it. */
const readHost = () => {
	const host = readSandboxHost();
	const missing = (process.env['WITHOUT_TOOLS'] ?? '').split(' ');
	return {...host, tools: new Set([...host.tools].filter((tool) => !missing.includes(tool)))};
};

const sandboxes = createSandboxes(readHost);
const terminals = new Map<number, SandboxTerminal>();
const sandbox = await sandboxes.open();
say({
	event: 'open',
	initPid: sandbox.initPid,
	markKey: sandbox.markKey,
	cgroups: sandbox.cgroups,
	uid: sandbox.owner?.uid ?? process.getuid?.(),
});
void sandbox.ended.then((end) => say({event: 'ended', end}));

async function answer(request: Request): Promise<unknown> {
	switch (request.do) {
		case 'run':
			return sandbox.run(request.script, request.timeoutMs);
		case 'start': {
			const {slot} = request;
			const terminal = sandbox.startTerminal(slot, request.view, {rows: 24, columns: 80});
			terminal.onOutput((bytes) =>
				say({event: 'output', slot, base64: Buffer.from(bytes).toString('base64')}),
			);
			terminals.set(slot, terminal);
			return {};
		}
		case 'write':
			terminals.get(request.slot)?.write(Buffer.from(request.base64, 'base64'));
			return {};
		case 'resize':
			await terminals.get(request.slot)?.resize(request.size);
			return {};
		case 'close':
			await sandbox.close();
			await sandboxes.close();
			return {};
	}
}

createInterface({input: process.stdin}).on('line', (line) => {
	const request: Request & {readonly id: number} = JSON.parse(line);
	answer(request).then(
		(result) => say({event: 'answer', id: request.id, result}),
		(error: Error) => say({event: 'answer', id: request.id, error: error.message}),
	);
});
