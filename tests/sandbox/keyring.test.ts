import {execFileSync} from 'node:child_process';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {needNamespaces, needTool} from '../needs.js';
import {type DrivenBox, driveBox} from './drive-sandbox.js';
import {tutorsAs} from './tutors.js';

const KEYCTL = {x64: 250, arm64: 219, riscv64: 219}[process.arch as string];
const ADD_KEY = {x64: 248, arm64: 217, riscv64: 217}[process.arch as string];

/** A login that puts a key of six bytes into its own session keyring. */
const LOGIN = `syscall ${KEYCTL}, 1, 0; my $type = "user"; my $name = "lesson-key"; my $text = "secret";
syscall(${ADD_KEY}, $type, $name, $text, 6, -3) > 0 or die $!; exec @ARGV`;

/** What a key can be made to suffer, by its number and by its name; each prints what the kernel said. */
const ATTACKS = (serial: number): string => `perl -e '
my ($type, $name, $other, $buffer) = ("user", "lesson-key", "changed-inside", " " x 99);
sub try { my ($what, $number, @call) = @_; printf "%s: %s\\n", $what, syscall($number, @call) < 0 ? "no" : "yes"; }
try("search", ${KEYCTL}, 10, -3, $type, $name, 0);
try("read", ${KEYCTL}, 11, ${serial}, $buffer, 99);
try("update", ${KEYCTL}, 2, ${serial}, $other, 14);
try("set permissions", ${KEYCTL}, 5, ${serial}, 0x3f3f3f3f);
try("set a timeout", ${KEYCTL}, 15, ${serial}, 1);
try("revoke", ${KEYCTL}, 3, ${serial});
try("invalidate", ${KEYCTL}, 21, ${serial});
try("unlink", ${KEYCTL}, 9, ${serial}, -3);'`;

let sandbox: DrivenBox | undefined;
beforeEach((context) => {
	needNamespaces(context);
	needTool(context, 'perl');
	context.skip(KEYCTL === undefined, 'the number of keyctl(2) is not known here');
});
afterEach(async () => {
	await sandbox?.close();
	sandbox = undefined;
});

describe.each(tutorsAs(24_246))('where $tutor has put a key into the login', ({uid}) => {
	const as =
		uid === undefined ? [] : ['setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups'];
	/** The line of /proc/keys, which tells its state, its length and, to its owner, that it is there. */
	const keyOfLogin = () => {
		const [command = 'cat', ...words] = [...as, 'cat', '/proc/keys'];
		return /^([0-9a-f]+) I--.* lesson-key: 6$/m.exec(
			execFileSync(command, words, {encoding: 'utf8'}),
		);
	};

	test.for(['perl', 'python3', 'keyctl'])(
		'%s alone keeps the sandbox from reading, changing and revoking it',
		async (tool, context) => {
			needTool(context, tool);
			const others = ['perl', 'python3', 'keyctl'].filter((name) => name !== tool);
			sandbox = await driveBox(undefined, {
				wrap: [...as, 'perl', '-e', LOGIN],
				env: {WITHOUT_TOOLS: others.join(' ')},
			});
			const serial = Number.parseInt(keyOfLogin()?.[1] ?? '', 16);
			expect(serial).toBeGreaterThan(0);
			const outcome = ['search', 'read', 'update', 'set permissions', 'set a timeout', 'revoke']
				.concat('invalidate', 'unlink')
				.map((what) => `${what}: no\n`)
				.join('');
			expect((await sandbox.run(ATTACKS(serial))).stdout).toBe(outcome);
			expect(keyOfLogin()).not.toBe(null);
		},
	);
});
