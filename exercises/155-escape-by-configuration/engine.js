#!/usr/bin/env node
// engine: starts what it is asked to, out here where it runs itself, and sends back what was printed. As with the API of a
// container engine, whoever can connect to its socket is served.
import {spawn} from 'node:child_process';
import {createServer} from 'node:net';

const SOCKET = `${process.env.HOME}/engine.sock`;

// A request that is no JSON does not end it.
process.on('uncaughtException', ({message}) => console.error(`engine: ${message}`));

createServer({allowHalfOpen: true}, (connection) => {
	let asked = '';
	connection.setEncoding('utf8');
	connection.on('error', () => connection.destroy());
	connection.on('data', (chunk) => {
		asked += chunk;
	});
	connection.on('end', () => {
		// Who only tries whether somebody answers asks nothing.
		if (asked === '') return connection.end();
		const [program, ...rest] = JSON.parse(asked);
		const child = spawn(program, rest, {stdio: ['ignore', 'pipe', 'pipe']});
		child.stdout.on('data', (chunk) => connection.write(chunk));
		child.stderr.on('data', (chunk) => connection.write(chunk));
		child.on('error', ({code}) => connection.end(`engine: ${program}: ${code}\n`));
		child.on('close', () => connection.end());
	});
}).listen(SOCKET);
