// What SECURITY.md says the sandbox does not keep apart, so that it is neither more nor less.
import {chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {needNamespaces, needRoot} from '../needs.js';
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
