#!/usr/bin/env node
// A web server that says who it is and who came, and whoever asks it.
//
//   web serve PORT NAME      answers on every address of this network, with NAME, its process number and a word: $WORD,
//                            or $WORD_HOST where it was asked for HOST. Nobody can know that word but from an answer.
//   web ask HOST:PORT        waits a few seconds for an answer; prints from where it asked, and the answer
//   web visit HOST:PORT FILE asks again and again, and keeps the last answer in FILE
import {renameSync, writeFileSync} from 'node:fs';
import {createServer, get} from 'node:http';

/** Longer than the three seconds in which the kernel looks for a neighbour: then it says EHOSTUNREACH. */
const PATIENCE_MS = 3500;
const PAUSE_MS = 500;

function serve(port, name) {
	const server = createServer((request, response) => {
		const from = request.socket.remoteAddress.replace('::ffff:', '');
		const [asked] = (request.headers.host ?? '').split(':');
		const word = process.env[`WORD_${asked}`] ?? process.env.WORD;
		const who = [name, process.pid, word].filter(Boolean).join('/');
		response.end(`${who}: hello ${from}, you asked for ${request.headers.host}\n`);
	});
	server.on('error', (error) => {
		console.error(`web: ${name} cannot listen on port ${port}: ${error.code}`);
		process.exit(1);
	});
	server.listen(port, () => console.log(`web: ${name} answers on port ${port}`));
}

function request(target, patience) {
	return new Promise((resolve, reject) => {
		let from = '';
		const call = get(`http://${target}/`, {agent: false, family: 4}, (response) => {
			let body = '';
			response.setEncoding('utf8');
			response.on('data', (chunk) => {
				body += chunk;
			});
			response.on('end', () => {
				clearTimeout(end);
				resolve(`from ${from}: ${body}`);
			});
		});
		const end = setTimeout(
			() => call.destroy(Object.assign(new Error(), {code: 'ETIMEDOUT'})),
			patience,
		);
		call.on('socket', (socket) => {
			socket.on('connect', () => {
				from = socket.localAddress;
			});
		});
		call.on('error', (error) => {
			clearTimeout(end);
			reject(error);
		});
	});
}

/** A search for a neighbour that began before the wire was mended may end in vain: then it is begun anew. */
async function ask(target) {
	const end = performance.now() + PATIENCE_MS;
	let why;
	while (performance.now() < end) {
		try {
			return await request(target, end - performance.now());
		} catch (error) {
			why ??= error.code ?? error.message;
			if (error.code !== 'EHOSTUNREACH') break;
		}
	}
	throw new Error(`web: no answer from ${target}: ${why}`);
}

async function visit(target, file) {
	while (true) {
		const said = await ask(target).catch((error) => `${error.message}\n`);
		writeFileSync(`${file}.new`, said);
		renameSync(`${file}.new`, file);
		await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
	}
}

const [command, target, other] = process.argv.slice(2);
try {
	if (command === 'serve' && other) serve(Number(target), other);
	else if (command === 'ask' && target?.includes(':')) process.stdout.write(await ask(target));
	else if (command === 'visit' && other) await visit(target, other);
	else {
		console.error('usage: web serve PORT NAME | web ask HOST:PORT | web visit HOST:PORT FILE');
		process.exitCode = 2;
	}
} catch (error) {
	console.error(error.message);
	process.exitCode = 1;
}
