#!/usr/bin/env node
// names NAME=ADDRESS...: a name server on port 53 of 127.0.0.11, in the network where it is started.
// RFC 1035: a header of 12 bytes, then the question; an answer repeats it and adds records.
import {createSocket} from 'node:dgram';

const LISTEN = '127.0.0.11';
const A = 1;
const NO_SUCH_NAME = 3;

const known = new Map(process.argv.slice(2).map((pair) => pair.split('=')));
if (known.size === 0 || [...known.values()].some((address) => !/^(\d+\.){3}\d+$/.test(address))) {
	console.error('usage: names NAME=ADDRESS...');
	process.exit(2);
}

/** The name in a question, and where its type stands. */
function readName(query) {
	const labels = [];
	let at = 12;
	while (query[at] > 0) {
		labels.push(query.toString('latin1', at + 1, at + 1 + query[at]));
		at += 1 + query[at];
	}
	return {name: labels.join('.').toLowerCase(), typeAt: at + 1};
}

function answer(query) {
	const {name, typeAt} = readName(query);
	const address = known.get(name);
	const records = address && query.readUInt16BE(typeAt) === A ? 1 : 0;
	const head = Buffer.from(query.subarray(0, typeAt + 4));
	head.writeUInt16BE(0x8180 | (address ? 0 : NO_SUCH_NAME), 2);
	head.writeUInt16BE(records, 6);
	head.fill(0, 8, 12);
	if (records === 0) return head;
	// The name again, as a pointer to byte 12; class IN, ten seconds, four bytes.
	return Buffer.concat([
		head,
		Buffer.from([0xc0, 12, 0, A, 0, 1, 0, 0, 0, 10, 0, 4, ...address.split('.').map(Number)]),
	]);
}

const socket = createSocket('udp4');
socket.on('error', (error) => {
	console.error(`names: cannot listen on ${LISTEN} port 53: ${error.code}`);
	process.exit(1);
});
socket.on('message', (query, from) => {
	try {
		socket.send(answer(query), from.port, from.address);
	} catch {
		// Not a question: nothing is owed to it.
	}
});
socket.bind(53, LISTEN, () => console.log(`names: ${LISTEN} knows ${[...known.keys()].join(', ')}`));
