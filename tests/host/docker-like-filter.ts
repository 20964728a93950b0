/** A seccomp filter (classic BPF) that refuses what Docker's default refuses. */
import type {TestContext} from 'vitest';
import {needTool} from '../needs.js';

const AUDIT_ARCH_X86_64 = 0xc000003e;
const ALLOW = 0x7fff0000;
const refuse = (errno: number) => 0x00050000 | errno;
const EPERM = 1;
const ENOSYS = 38;
/** Flags of clone(2) that make namespaces. */
const NEW_NAMESPACES = 0x7e020000;

const REFUSED: Readonly<Record<string, number>> = {
	mount: 165,
	umount2: 166,
	pivot_root: 155,
	sethostname: 170,
	setdomainname: 171,
	unshare: 272,
	setns: 308,
	bpf: 321,
	open_tree: 428,
	move_mount: 429,
	fsopen: 430,
	fsmount: 432,
	mount_setattr: 442,
};
const CLONE = 56;
const CLONE3 = 435;

/** The filter as the kernel takes it, 8 bytes an instruction (bpf(2), struct sock_filter). x86-64 only. */
export function dockerLikeFilter(): Buffer {
	const load = (offset: number) => [0x20, 0, 0, offset];
	const ifEqual = (value: number, then: number, otherwise: number) => [
		0x15,
		then,
		otherwise,
		value,
	];
	const ifAnyBit = (bits: number, then: number, otherwise: number) => [0x45, then, otherwise, bits];
	const give = (verdict: number) => [0x06, 0, 0, verdict];
	const instructions = [
		load(4),
		ifEqual(AUDIT_ARCH_X86_64, 1, 0),
		give(ALLOW),
		load(0),
		...Object.values(REFUSED).flatMap((call) => [ifEqual(call, 0, 1), give(refuse(EPERM))]),
		// The C library falls back from clone3, whose flags a filter can't read, to clone.
		...[ifEqual(CLONE3, 0, 1), give(refuse(ENOSYS))],
		...[ifEqual(CLONE, 0, 3), load(16), ifAnyBit(NEW_NAMESPACES, 0, 1), give(refuse(EPERM))],
		give(ALLOW),
	];
	const bytes = Buffer.alloc(instructions.length * 8);
	instructions.forEach(([code = 0, then = 0, otherwise = 0, value = 0], index) => {
		bytes.writeUInt16LE(code, index * 8);
		bytes.writeUInt8(then, index * 8 + 2);
		bytes.writeUInt8(otherwise, index * 8 + 3);
		bytes.writeUInt32LE(value >>> 0, index * 8 + 4);
	});
	return bytes;
}

/** prctl(2) is 157 on x86-64; PR_SET_NO_NEW_PRIVS is 38, PR_SET_SECCOMP 22, SECCOMP_MODE_FILTER 2. */
const UNDER_FILTER = `open my $file, "<:raw", shift or die "open: $!";
local $/;
my $filter = <$file>;
my $program = pack "S x6 P", length($filter) / 8, $filter;
syscall(157, 38, 1, 0, 0, 0) == 0 && syscall(157, 22, 2, $program) == 0 or die "prctl: $!";
exec @ARGV or die "exec: $!"`;

/** The words that start a command under the filter that is in a file. */
export const underFilter = (file: string): readonly string[] => ['perl', '-e', UNDER_FILTER, file];

/** Skips a test where that can't be done. */
export function needFilter(context: TestContext): void {
	needTool(context, 'perl');
	context.skip(process.arch !== 'x64', 'the filter is written for x86-64');
}
