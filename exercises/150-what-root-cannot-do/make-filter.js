#!/usr/bin/env node
// make-filter FILE: writes a seccomp program that refuses unshare (EPERM) and allows the rest.
// make-filter --all FILE: one that refuses whatever makes a user namespace, by any call and in any ABI.
import {writeFileSync} from 'node:fs';

// Numbers from the kernel's syscall tables; the architectures from linux/audit.h.
const MACHINE = {
	x64: {arch: 0xc000003e, unshare: 272, clone: 56, clone3: 435, most: 0x3fffffff},
	arm64: {arch: 0xc00000b7, unshare: 97, clone: 220, clone3: 435, most: 0x3fffffff},
}[process.arch];
const CLONE_NEWUSER = 0x10000000;

const [LOAD, JUMP_EQUAL, JUMP_GREATER, JUMP_ANY_BIT, RETURN] = [0x20, 0x15, 0x25, 0x45, 0x06];
/** Offsets in struct seccomp_data: the call, the architecture, the lower half of its first argument (little-endian). */
const [NUMBER, ARCHITECTURE, FLAGS] = [0, 4, 16];
const [ALLOW, EPERM, ENOSYS] = [0x7fff0000, 0x00050000 | 1, 0x00050000 | 38];

/** One struct sock_filter: code, jump if true, jump if false, operand (seccomp(2)). */
function instruction(code, jumpTrue, jumpFalse, operand) {
	const bytes = Buffer.alloc(8);
	bytes.writeUInt16LE(code, 0);
	bytes.writeUInt8(jumpTrue, 2);
	bytes.writeUInt8(jumpFalse, 3);
	bytes.writeUInt32LE(operand, 4);
	return bytes;
}

const oneCall = ({unshare}) => [
	instruction(LOAD, 0, 0, NUMBER),
	instruction(JUMP_EQUAL, 1, 0, unshare),
	instruction(RETURN, 0, 0, ALLOW),
	instruction(RETURN, 0, 0, EPERM),
];

// A number means another call in another ABI, so that the architecture comes first. clone3 has its flags in
// memory, which a filter can't read: it is told not to exist, and the C library then takes clone.
const allCalls = ({arch, unshare, clone, clone3, most}) => [
	instruction(LOAD, 0, 0, ARCHITECTURE),
	instruction(JUMP_EQUAL, 0, 8, arch),
	instruction(LOAD, 0, 0, NUMBER),
	instruction(JUMP_GREATER, 6, 0, most),
	instruction(JUMP_EQUAL, 5, 0, unshare),
	instruction(JUMP_EQUAL, 5, 0, clone3),
	instruction(JUMP_EQUAL, 0, 2, clone),
	instruction(LOAD, 0, 0, FLAGS),
	instruction(JUMP_ANY_BIT, 1, 0, CLONE_NEWUSER),
	instruction(RETURN, 0, 0, ALLOW),
	instruction(RETURN, 0, 0, EPERM),
	instruction(RETURN, 0, 0, ENOSYS),
];

const names = process.argv.slice(2);
const isAll = names[0] === '--all';
const file = names[isAll ? 1 : 0];
if (!MACHINE || !file) {
	console.error(MACHINE ? 'usage: make-filter [--all] FILE' : `make-filter: no numbers for ${process.arch}`);
	process.exit(1);
}
writeFileSync(file, Buffer.concat((isAll ? allCalls : oneCall)(MACHINE)));
