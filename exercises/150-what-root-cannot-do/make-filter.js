#!/usr/bin/env node
// make-filter FILE: writes a seccomp program that refuses unshare (EPERM) and allows the rest.
import {writeFileSync} from 'node:fs';

// A filter for strangers checks the architecture first (seccomp(2)); this one only has to show itself.
// Numbers from the kernel's syscall tables.
const REFUSED = {x64: 272, arm64: 97}[process.arch];
const [LOAD, JUMP_EQUAL, RETURN] = [0x20, 0x15, 0x06];
const [ALLOW, EPERM] = [0x7fff0000, 0x00050000 | 1];

/** One struct sock_filter: code, jump if true, jump if false, operand (seccomp(2)). */
function instruction(code, jumpTrue, jumpFalse, operand) {
	const bytes = Buffer.alloc(8);
	bytes.writeUInt16LE(code, 0);
	bytes.writeUInt8(jumpTrue, 2);
	bytes.writeUInt8(jumpFalse, 3);
	bytes.writeUInt32LE(operand, 4);
	return bytes;
}

if (!REFUSED || !process.argv[2]) {
	console.error(REFUSED ? 'usage: make-filter FILE' : `make-filter: no number for ${process.arch}`);
	process.exit(1);
}
writeFileSync(
	process.argv[2],
	Buffer.concat([
		instruction(LOAD, 0, 0, 0),
		instruction(JUMP_EQUAL, 1, 0, REFUSED),
		instruction(RETURN, 0, 0, ALLOW),
		instruction(RETURN, 0, 0, EPERM),
	]),
);
