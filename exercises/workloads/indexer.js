#!/usr/bin/env node
// The indexer: reads and writes in the background so that uploads can be searched. Nobody waits for it.
//
//   indexer DIRECTORY [MIB]   rewrite MIB mebibytes (default 1) below DIRECTORY, over and over
import {closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync} from 'node:fs';
import {join} from 'node:path';

const PAUSE_MS = 100;
const CHUNK = Buffer.alloc(64 * 1024, 'title, words, where they stand; ');

function indexOnce(file, chunks) {
	const descriptor = openSync(file, 'w');
	try {
		for (let n = 0; n < chunks; n += 1) writeSync(descriptor, CHUNK);
		// Without this the kernel would keep the data in memory and write it when it likes.
		fsyncSync(descriptor);
	} finally {
		closeSync(descriptor);
	}
	readFileSync(file);
}

const [directory, mebibytes = '1'] = process.argv.slice(2);
if (!directory || !(Number(mebibytes) >= 1)) {
	console.error('usage: indexer DIRECTORY [MIB]');
	process.exit(2);
}
try {
	mkdirSync(directory, {recursive: true});
	const file = join(directory, 'index');
	const chunks = (Number(mebibytes) * 1024 * 1024) / CHUNK.length;
	console.log(`indexer: writes ${file}, pid ${process.pid}`);
	setInterval(() => indexOnce(file, chunks), PAUSE_MS);
} catch (error) {
	console.error(`indexer: cannot write below ${directory}: ${error.code}`);
	process.exitCode = 1;
}
