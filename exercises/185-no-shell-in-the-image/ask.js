#!/usr/bin/env node
// ask ADDRESS:PORT: prints the status and the text of the answer, or why there is none.
import {get} from 'node:http';

const PATIENCE_MS = 3000;
const [target] = process.argv.slice(2);
if (!/^[^:]+:\d+$/.test(target ?? '')) {
	console.error('usage: ask ADDRESS:PORT');
	process.exit(64);
}

const call = get(`http://${target}/`, {agent: false, family: 4}, (response) => {
	let body = '';
	response.setEncoding('utf8');
	response.on('data', (chunk) => {
		body += chunk;
	});
	response.on('end', () => {
		console.log(`${response.statusCode} ${body.trim()}`);
		process.exit();
	});
});
call.on('error', ({code}) => {
	console.error(`ask: no answer from ${target}: ${code}`);
	process.exit(1);
});
setTimeout(() => call.destroy(Object.assign(new Error(), {code: 'ETIMEDOUT'})), PATIENCE_MS);
