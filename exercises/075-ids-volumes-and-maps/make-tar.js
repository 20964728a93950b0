#!/usr/bin/env node
// make-tar FILE OWNER:PATH[=TEXT]...: a tar file whose entries belong to these numbers. A path that ends with / is a directory.
// Whoever may not give a file away can still write down whom it belongs to. Format: ustar, in tar(5).
import {writeFileSync} from 'node:fs';

const BLOCK = 512;
const octal = (number, digits) => number.toString(8).padStart(digits, '0');

/** One header of 512 bytes; its checksum is counted with blanks in its own place. */
function header(owner, path, size) {
	const bytes = Buffer.alloc(BLOCK);
	const isDirectory = path.endsWith('/');
	bytes.write(path, 0);
	bytes.write(octal(isDirectory ? 0o755 : 0o644, 7), 100);
	bytes.write(octal(owner, 7), 108);
	bytes.write(octal(owner, 7), 116);
	bytes.write(octal(size, 11), 124);
	bytes.write(octal(Math.floor(Date.now() / 1000), 11), 136);
	bytes.write(' '.repeat(8), 148);
	bytes.write(isDirectory ? '5' : '0', 156);
	bytes.write('ustar\u000000', 257);
	const sum = bytes.reduce((total, byte) => total + byte, 0);
	bytes.write(`${octal(sum, 6)}\u0000 `, 148);
	return bytes;
}

const [file, ...entries] = process.argv.slice(2);
const blocks = entries.flatMap((entry) => {
	const [, owner, path, text = ''] = /^(\d+):([^=]+)=?(.*)$/.exec(entry);
	const content = path.endsWith('/') ? Buffer.alloc(0) : Buffer.from(`${text}\n`);
	const rest = (BLOCK - (content.length % BLOCK)) % BLOCK;
	return [header(Number(owner), path, content.length), content, Buffer.alloc(rest)];
});
writeFileSync(file, Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]));
