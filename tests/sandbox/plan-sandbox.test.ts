import {describe, expect, test} from 'vitest';
import {shellQuote} from '../../src/domain/shell-quote.js';
import {UserError} from '../../src/domain/user-error.js';
import {REQUIRED_TOOLS} from '../../src/host/required-tools.js';
import {SANDBOX_TOOLS, type SandboxHost} from '../../src/host/sandbox-host.js';
import {terminalNumber} from '../../src/sandbox/inside-scripts.js';
import {leaveKeyring} from '../../src/sandbox/leave-keyring.js';
import {planSandbox} from '../../src/sandbox/plan-sandbox.js';
import {GIB, HOST, IDENTITY, SYSTEMD, V1, V2} from './planned-host.js';

const plan = (rest: Partial<SandboxHost> = {}) => planSandbox({...HOST, ...rest}, IDENTITY);
const commandLine = (rest: Partial<SandboxHost> = {}) => {
	const {command, args} = plan(rest);
	return [command, ...args];
};
const DROPPED = {uid: 65_533, gid: 65_533};

describe('the command that starts a sandbox', () => {
	test('an ordinary user: a death signal, then all namespaces, then a short pid 1', () => {
		expect(commandLine()).toEqual([
			...['setpriv', '--pdeathsig', 'KILL'],
			...['perl', '-e', 'syscall 250, 1, 0; exec @ARGV'],
			...['unshare', '--user', '--map-root-user', '--pid', '--fork', '--kill-child'],
			...['--mount', '--propagation', 'private', '--net', '--uts', '--ipc', '--cgroup', '--time'],
			...['sh', '-c', 'eval "$STAGE"', 'lesson-init'],
		]);
	});

	test('it leaves the keys of the login by what is there, and where nothing is it keeps them', () => {
		const words = (arch: string, ...names: readonly string[]) =>
			leaveKeyring({...HOST, arch, tools: new Set(names)}).slice(0, 2);
		expect(words('arm64', 'perl', 'keyctl')).toEqual(['perl', '-e']);
		expect(words('x64', 'python3', 'keyctl')).toEqual(['python3', '-IS']);
		expect(words('x64', 'keyctl')).toEqual(['sh', '-c']);
		// The number of the call is not known there.
		expect(words('mips', 'perl', 'python3', 'keyctl')).toEqual(['sh', '-c']);
		expect(words('mips', 'perl', 'python3')).toEqual([]);
		expect(words('x64')).toEqual([]);
	});

	test('root: spawned as somebody else, so that nothing of it ever was root', () => {
		expect(plan({dropTo: DROPPED})).toMatchObject({spawnAs: DROPPED, ownedBy: DROPPED});
	});

	test('root on v2 enters the group first, which takes root, and drops before any namespace', () => {
		const words = commandLine({dropTo: DROPPED, cgroup: V2});
		expect(plan({dropTo: DROPPED, cgroup: V2}).spawnAs).toBeUndefined();
		expect(words.slice(0, 2)).toEqual(['sh', '-c']);
		expect(words.indexOf('--reuid=65533')).toBeGreaterThan(2);
		expect(words.indexOf('--reuid=65533')).toBeLessThan(words.indexOf('--pdeathsig'));
		expect(words.indexOf('--pdeathsig')).toBeLessThan(words.indexOf('unshare'));
	});

	test('with groups the cgroup namespace is made last, inside the group', () => {
		for (const cgroup of [V1, V2, SYSTEMD]) {
			expect(commandLine({cgroup})).not.toContain('--cgroup');
			const {stage} = plan({cgroup});
			const order = ['$group/cgroup.procs', 'wait $joining', 'pivot_root', 'unshare --cgroup'];
			const places = order.map((text) => stage.indexOf(text));
			expect(places.every((place) => place > 0)).toBe(true);
			expect(places).toEqual(places.toSorted((a, b) => a - b));
		}
	});

	test('systemd is asked for a scope that holds all of it', () => {
		const words = commandLine({cgroup: SYSTEMD});
		expect(words.slice(0, 3)).toEqual(['systemd-run', '--user', '--scope']);
		expect(words).toContain('Delegate=yes');
		expect(words).toContain(`MemoryMax=${1.5 * GIB}`);
		expect(plan({cgroup: SYSTEMD}).env).toMatchObject({XDG_RUNTIME_DIR: '/run/user/1000'});
	});

	test('a kernel without time namespaces is not asked for one', () => {
		expect(commandLine({timeNamespaces: false})).not.toContain('--time');
	});

	test('programs are told of 24 bits of colour where the terminal has them', () => {
		expect(plan({trueColour: true}).env).toMatchObject({COLORTERM: 'truecolor'});
	});

	test('who wants no colours, and a terminal without sequences, are told of to programs', () => {
		expect(plan({noColour: true}).env).toMatchObject({NO_COLOR: '1'});
		expect(plan({isDumb: true}).env).toMatchObject({TERM: 'dumb'});
	});

	test('where lines stand instead of a screen, pages are printed', () => {
		expect(plan({manPager: 'col -bx'}).env).toMatchObject({PAGER: 'cat', MANPAGER: 'col -bx'});
	});

	test('the environment is made, not inherited', () => {
		expect(Object.keys(plan().env).toSorted()).toEqual([
			'LC_ALL',
			'LIBMOUNT_FORCE_MOUNT2',
			'LIFE',
			'PATH',
			'STAGE',
			'TERM',
		]);
	});

	test('no argument and no variable is longer than the kernel takes (MAX_ARG_STRLEN, 128 kB)', () => {
		const {args, env} = plan({cgroup: V1});
		for (const text of [...args, ...Object.values(env)]) expect(text.length).toBeLessThan(65_536);
	});

	const without = (...names: readonly string[]) =>
		new Set(SANDBOX_TOOLS.filter((name) => !names.includes(name)));

	test.each(REQUIRED_TOOLS)(
		'without $anyOf no plan is made, and the package is named',
		(missing) => {
			expect(() => plan({tools: without(...missing.anyOf)})).toThrow(
				expect.objectContaining({
					name: 'UserError',
					message: expect.stringContaining(missing.anyOf[0]),
					nextStep: expect.stringMatching(
						/^Install it with "sudo apt-get install (--reinstall )?[a-z]/,
					),
				}),
			);
		},
	);

	test('the package is that of the host, which need not be the one that had the tool before', () => {
		const nextStepWith = (packageTool: SandboxHost['packageTool']): unknown => {
			try {
				return plan({tools: without('pivot_root'), packageTool});
			} catch (error) {
				return error instanceof UserError ? error.nextStep : error;
			}
		};
		expect(nextStepWith('apt-get')).toContain('"sudo apt-get install util-linux-extra".');
		expect(nextStepWith('dnf')).toContain('"sudo dnf install util-linux".');
		expect(nextStepWith(undefined)).toContain('Install the package util-linux.');
	});

	test('without script python3 gives the terminal', () => {
		expect(plan({tools: without('script')}).stage).toContain('pty.spawn');
	});
});

test.each([
	[0x8800, 0],
	[0x8803, 3],
	[0x10_8805, 261],
])('device %i is /dev/pts/%i', (device, number) => {
	expect(terminalNumber(device)).toBe(number);
});

test('a quoted word is one word to sh, whatever is in it', () => {
	expect(shellQuote("it's $HOME")).toBe(`'it'\\''s $HOME'`);
});
