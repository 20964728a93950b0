import {execFileSync} from 'node:child_process';
import {existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {dockerLikeFilter} from '../host/docker-like-filter.js';
import {type DrivenBox, driveBox, eventually} from './drive-box.js';

const directory = mkdtempSync(join(tmpdir(), 'container-lessons-test-'));
const filter = join(directory, 'filter');
/** A world without namespaces, as in a container of Docker; its processes are the host's own. */
const WITHOUT_NAMESPACES = [
	'sh',
	'-c',
	`exec 8<${filter}; exec bwrap --seccomp 8 --die-with-parent --dev-bind / / "$@"`,
	'sh',
];

const canTry = (() => {
	try {
		execFileSync('bwrap', ['--dev-bind', '/', '/', 'true'], {stdio: 'ignore'});
		return process.arch === 'x64';
	} catch {
		return false;
	}
})();
if (!canTry) {
	process.stderr.write(
		'SKIPPED: without bwrap on x86-64 no world without namespaces can be made\n',
	);
}

const homes = () =>
	readdirSync('/tmp').filter((name) => /^container-lessons-\d+-\d+-\d+$/.test(name));

beforeAll(() => writeFileSync(filter, dockerLikeFilter()));
afterAll(() => rmSync(directory, {recursive: true}));

const open = (observes: 'yes' | 'no'): Promise<DrivenBox> =>
	driveBox(undefined, {wrap: WITHOUT_NAMESPACES, env: {OBSERVES: observes}});

describe.skipIf(!canTry)('on a host that gives no namespaces', () => {
	test('a sandbox is an error that sends to doctor', async () => {
		await expect(open('no')).rejects.toThrow(/could not start: .*unshare.*doctor/s);
	});

	test('a plain shell with marks stands in, in an empty home, and leaves nothing', async () => {
		const before = homes();
		const box = await open('yes');
		const [shell, second] = await Promise.all([box.shell(0, 'learner'), box.shell(1, 'root')]);
		const {output} = await shell.command('cd; pwd; ls | wc -l; readlink /proc/self/ns/pid; tty');
		const [home = '', count, pidNamespace, tty] = output.split('\n');
		expect(home).toMatch(/^\/tmp\/container-lessons-.*\/home$/);
		expect(count).toBe('0');
		expect(pidNamespace).toBe(execFileSync('readlink', ['/proc/self/ns/pid']).toString().trim());
		expect(tty).toMatch(/^\/dev\/pts\/\d+$/);
		expect((await second.command('echo second')).output).toBe('second\n');
		await shell.resize({rows: 20, columns: 70});
		expect((await shell.command('stty size')).output).toBe('20 70\n');
		// Exercises know the home by its name in a sandbox.
		expect(await box.run('echo hello >/home/learner/note && cat ~/note')).toMatchObject({
			status: 0,
			stdout: 'hello\n',
		});
		await shell.command('sleep 4242 & :');
		await box.close();
		expect(await box.ended).toEqual({end: 'closed'});
		expect(existsSync(home)).toBe(false);
		expect(homes()).toEqual(before);
		await eventually(
			() => execFileSync('sh', ['-c', 'pgrep -x -f "sleep 4242" || :']).toString(),
			(pids) => pids === '',
		);
	});

	test('root is somebody else there too, with the environment of a sandbox', async () => {
		const box = await open('yes');
		const {stdout} = await box.run('id -u; env | grep -c -e API -e OBSERVES');
		expect(stdout).toBe(`${box.uid}\n0\n`);
		expect(box.uid).not.toBe(0);
		await box.close();
	});

	test('kill -9 of the program leaves no shell and no directory', async () => {
		const before = homes();
		const box = await open('yes');
		const shell = await box.shell(0, 'learner');
		await shell.command('sleep 4243 & :');
		box.program.kill('SIGKILL');
		await eventually(homes, (now) => now.length === before.length);
		await eventually(
			() => execFileSync('sh', ['-c', 'pgrep -x -f "sleep 4243" || :']).toString(),
			(pids) => pids === '',
		);
	});
});
