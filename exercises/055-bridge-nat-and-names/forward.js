#!/usr/bin/env node
// forward [ADDRESS:]PORT HOST:PORT: listens there, and carries what comes to the other place and back.
import {connect, createServer} from 'node:net';

const [from = '', to = ''] = process.argv.slice(2);
const [, address = '0.0.0.0', port] = /^(?:([\d.]+):)?(\d+)$/.exec(from) ?? [];
const [, host, hostPort] = /^(.+):(\d+)$/.exec(to) ?? [];
if (!port || !host) {
	console.error('usage: forward [ADDRESS:]PORT HOST:PORT');
	process.exit(2);
}

/** Said once, for a visitor that knocks twice a second: the terminal is the learner's. */
let said;

const server = createServer((near) => {
	const far = connect(Number(hostPort), host);
	near.pipe(far).pipe(near);
	near.on('error', () => far.destroy());
	far.on('error', (error) => {
		if (said !== error.code) console.error(`forward: nothing at ${to}: ${error.code}`);
		said = error.code;
		near.destroy();
	});
});
server.on('error', (error) => {
	console.error(`forward: cannot listen on ${address}:${port}: ${error.code}`);
	process.exit(1);
});
server.listen(Number(port), address, () => console.log(`forward: ${address}:${port} to ${to}`));
