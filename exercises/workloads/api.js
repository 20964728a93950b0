#!/usr/bin/env node
// The api: answers small HTTP requests, and people notice when it is slow.
//
//   api serve PORT             answer on 127.0.0.1:PORT and every other address of this network
//   api ask [ADDRESS:]PORT     one request; print the answer
//   api latency PORT [COUNT]   COUNT requests, one after another, for at most 3 s; print how long they took
import {createHash} from 'node:crypto';
import {createServer, get} from 'node:http';
import {hostname} from 'node:os';

/** Some milliseconds of CPU time to digest, as an honest request would need. */
const PAYLOAD = Buffer.alloc(2 * 1024 * 1024, 'a page of the learning platform ');
const PAUSE_MS = 5;
const MEASURE_MS = 3000;
const START_MS = 6000;

function serve(port) {
	let answered = 0;
	const server = createServer((_request, response) => {
		answered += 1;
		const digest = createHash('sha256').update(PAYLOAD).digest('hex').slice(0, 12);
		response.end(`api on ${hostname()}/${process.pid}: answer ${answered}, digest ${digest}\n`);
	});
	server.on('error', (error) => {
		console.error(`api: cannot listen on port ${port}: ${error.code}`);
		process.exit(1);
	});
	server.listen(port, () => console.log(`api: answers on port ${port}`));
}

function request(address) {
	return new Promise((resolve, reject) => {
		const url = `http://${address.includes(':') ? address : `127.0.0.1:${address}`}/`;
		// No kept connection: each request waits for its own turn, as those of strangers do.
		const call = get(url, {agent: false, timeout: 10_000}, (response) => {
			let body = '';
			response.setEncoding('utf8');
			response.on('data', (chunk) => {
				body += chunk;
			});
			response.on('end', () => resolve(body));
		});
		call.on('timeout', () => call.destroy(Object.assign(new Error(), {code: 'ETIMEDOUT'})));
		call.on('error', reject);
	});
}

/** Resolves when the api answers: it may have been started a moment ago. */
async function firstAnswer(address) {
	const end = performance.now() + START_MS;
	while (true) {
		try {
			return await request(address);
		} catch (error) {
			if (error.code !== 'ECONNREFUSED' || performance.now() > end) throw error;
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
	}
}

async function measure(address, count) {
	await firstAnswer(address);
	const times = [];
	const end = performance.now() + MEASURE_MS;
	while (times.length < count && performance.now() < end) {
		const start = performance.now();
		await request(address);
		times.push(performance.now() - start);
		await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
	}
	times.sort((a, b) => a - b);
	const at = (share) => times[Math.min(times.length - 1, Math.floor(share * times.length))].toFixed(1);
	console.log(
		`${times.length} answers: median ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms`,
	);
}

const [command, target, count = '100'] = process.argv.slice(2);
try {
	if (command === 'serve' && target) serve(Number(target));
	else if (command === 'ask' && target) process.stdout.write(await request(target));
	else if (command === 'latency' && target) await measure(target, Math.max(1, Number(count)));
	else {
		console.error('usage: api serve PORT | api ask [ADDRESS:]PORT | api latency PORT [COUNT]');
		process.exitCode = 2;
	}
} catch (error) {
	console.error(`api: no answer from ${target}: ${error.code ?? error.message}`);
	process.exitCode = 1;
}
