// What SECURITY.md says the sandbox does not keep apart, so that it is neither more nor less.
import {execFileSync} from 'node:child_process';
import {chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {needNamespaces, needRoot, needTool} from '../needs.js';
import {type DrivenBox, driveBox} from './drive-sandbox.js';

const UID = 24_247;
const GROUP = 24_248;

describe('a file below /opt that is not open to everybody', () => {
	let at: string;
	let sandbox: DrivenBox | undefined;
	beforeEach((context) => {
		needNamespaces(context);
		needRoot(context);
		at = mkdtempSync('/opt/container-lessons-test-');
		chmodSync(at, 0o755);
	});
	afterEach(async () => {
		await sandbox?.close();
		sandbox = undefined;
		rmSync(at, {recursive: true, force: true});
	});
	const file = (name: string, mode: number, uid: number, gid: number) => {
		writeFileSync(join(at, name), `${name}\n`);
		chmodSync(join(at, name), mode);
		chownSync(join(at, name), uid, gid);
	};
	const ids = (of: DrivenBox): string =>
		readFileSync(`/proc/${of.initPid}/status`, 'utf8').replaceAll(/^(?!Uid|Gid|Groups).*\n/gm, '');

	test('can be read inside if the user or a group of theirs may read it', async () => {
		file('own', 0o600, UID, UID);
		file('of-a-group', 0o640, 0, GROUP);
		file('of-others', 0o600, UID + 5, UID + 5);
		const user = [`--reuid=${UID}`, `--regid=${UID}`, `--groups=${GROUP}`];
		sandbox = await driveBox(undefined, {wrap: ['setpriv', ...user]});
		const {stdout} = await sandbox.run(`cat ${at}/own ${at}/of-a-group; cat ${at}/of-others 2>&1`);
		expect(stdout).toBe(`own\nof-a-group\ncat: ${at}/of-others: Permission denied\n`);
	});

	test("can't if it is root's, though root runs the program", async () => {
		file('own', 0o600, 0, 0);
		file('of-a-group', 0o640, 0, 0);
		sandbox = await driveBox();
		const {stdout} = await sandbox.run(`cat ${at}/own ${at}/of-a-group 2>&1`);
		expect(stdout).toMatch(
			/^cat: .*own: Permission denied\ncat: .*of-a-group: Permission denied\n$/,
		);
		const uid = sandbox.uid;
		expect(uid).toBeGreaterThanOrEqual(65_520);
		expect(ids(sandbox).replaceAll(/[ \t]+/g, ' ')).toBe(
			`Uid: ${Array(4).fill(uid).join(' ')}\nGid: ${Array(4).fill(uid).join(' ')}\nGroups: \n`,
		);
	});
});

test("a key in the account's own keyring, which belongs to no login, can be had by its number", async (context) => {
	needNamespaces(context);
	needRoot(context);
	needTool(context, 'perl');
	context.skip(process.arch !== 'x64', 'the calls are numbered for x86_64 here');
	const asUser = ['setpriv', `--reuid=${UID}`, `--regid=${UID}`, '--clear-groups'];
	const onHost = (...words: readonly string[]): string => {
		const [command = '', ...rest] = [...asUser, ...words];
		return execFileSync(command, rest, {encoding: 'utf8'});
	};
	onHost(
		'perl',
		'-e',
		'my ($t, $n, $v) = ("user", "account-key", "secret"); syscall(248, $t, $n, $v, 6, -4) > 0 or die $!',
	);
	const sandbox = await driveBox(undefined, {wrap: asUser});
	try {
		const keyring = new RegExp(`^([0-9a-f]+) .*keyring +_uid\\.${UID}:`, 'm');
		const serial = Number.parseInt(keyring.exec(onHost('cat', '/proc/keys'))?.[1] ?? '', 16);
		const {stdout} = await sandbox.run(`perl -e '
my ($t, $n, $b) = ("user", "account-key", " " x 6);
syscall(250, 8, ${serial}, -3) == 0 or die "link: $!";
my $key = syscall(250, 10, -3, $t, $n, 0); syscall(250, 11, $key, $b, 6) > 0 or die "read: $!"; print $b'`);
		expect(stdout).toBe('secret');
	} finally {
		await sandbox.close();
		// It would stay for as long as the account has a process.
		onHost('perl', '-e', 'syscall 250, 7, -4');
	}
});
