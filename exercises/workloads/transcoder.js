#!/usr/bin/env node
// The transcoder: turns uploads into video. It eats the CPU, and a bad file makes it leak memory.
//
//   transcoder FILE [THREADS]   work on FILE until stopped, on THREADS threads (default 1)
//
// A file that begins with "bad" is one it was never tested with.
import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {isMainThread, Worker, workerData} from 'node:worker_threads';

const LEAK_BYTES = 4 * 1024 * 1024;
const LEAK_EVERY_MS = 20;

/** Never returns: the video has no end. */
function encode(source) {
	let frame = Buffer.from(source);
	while (true) frame = createHash('sha256').update(frame).update(source).digest();
}

/** Keeps every frame it makes; the pages are written to, so that they cost real memory. */
function leak() {
	const frames = [];
	setInterval(() => {
		frames.push(Buffer.alloc(LEAK_BYTES, frames.length % 256 || 1));
		if (frames.length % 16 === 0) {
			console.log(`transcoder: holds ${(frames.length * LEAK_BYTES) / 1024 / 1024} MiB`);
		}
	}, LEAK_EVERY_MS);
}

if (!isMainThread) {
	encode(workerData);
} else {
	const [file, threads = '1'] = process.argv.slice(2);
	if (!file || !(Number(threads) >= 1)) {
		console.error('usage: transcoder FILE [THREADS]');
		process.exit(2);
	}
	let source = Buffer.alloc(0);
	try {
		source = readFileSync(file);
	} catch (error) {
		console.error(`transcoder: cannot read ${file}: ${error.code}`);
		process.exit(1);
	}
	console.log(`transcoder: works on ${file}, pid ${process.pid}`);
	if (source.subarray(0, 3).toString() === 'bad') leak();
	else {
		for (let n = 0; n < Number(threads); n += 1) {
			new Worker(fileURLToPath(import.meta.url), {workerData: source});
		}
	}
}
