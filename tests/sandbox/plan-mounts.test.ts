import {describe, expect, test} from 'vitest';
import {ROOT_ALLOW_LIST, type SandboxHost} from '../../src/host/sandbox-host.js';
import {fstabText, planMounts} from '../../src/sandbox/plan-mounts.js';
import {HOST, mount} from './planned-host.js';

describe('the file tree of a sandbox', () => {
	const mounts = (rest: Partial<SandboxHost> = {}) => planMounts({...HOST, ...rest}, []);

	test('every directory of the host is read-only, without set-uid and devices', () => {
		const {whole, parted, submounts} = mounts({mounts: [mount('/'), mount('/etc/hosts')]});
		expect(parted).toHaveLength(1);
		const ways = [...whole, ...submounts].flatMap(({overlay, bind}) => [overlay, bind]);
		for (const {options} of [...ways, ...parted])
			expect(options.split(',')).toEqual(expect.arrayContaining(['ro', 'nosuid', 'nodev']));
	});

	test('nothing but the list comes from the host', () => {
		const {root, whole, mounts: rest} = mounts();
		const sources = [root, ...whole.map(({bind}) => bind), ...rest]
			.filter(({type}) => type === 'none')
			.map(({source}) => source);
		expect(sources.toSorted()).toEqual([
			'/dev/full',
			'/dev/null',
			'/dev/random',
			'/dev/tty',
			'/dev/urandom',
			'/dev/zero',
			'/etc',
			'/tmp',
			'/tmp/root/dev/pts/ptmx',
			'/tmp/root/run/lesson/group',
			'/tmp/root/run/lesson/passwd',
			'/usr',
			'/usr/bin/node',
		]);
	});

	test('of Nix and Guix the store alone is on the list, and not the sockets beside it', () => {
		expect(ROOT_ALLOW_LIST.filter((name) => /^(nix|gnu)/.test(name))).toEqual([
			'nix/store',
			'gnu/store',
		]);
		const plan = mounts({rootEntries: [{name: 'nix/store', kind: 'directory'}]});
		expect(plan.directories).toContain('nix/store');
		expect(plan.whole.map(({overlay}) => overlay)).toEqual([
			{
				source: 'overlay',
				target: '/tmp/root/nix/store',
				type: 'overlay',
				options: 'ro,nosuid,nodev,lowerdir=/nix/store:/tmp/srv',
			},
		]);
	});

	test('a directory without mounts is laid over; else those are, one by one, only the topmost of a stack', () => {
		const {whole, parted, submounts} = mounts({
			mounts: [
				mount('/'),
				mount('/etc/hosts'),
				mount('/etc/hosts', 'rw,noexec,relatime'),
				mount('/home'),
				mount('/usrlocal'),
			],
		});
		expect(whole.map(({bind}) => bind.source)).toEqual(['/usr']);
		expect(parted.map(({source}) => source)).toEqual(['/etc']);
		expect(submounts).toEqual([
			{
				overlay: {
					source: 'overlay',
					target: '/tmp/root/etc/hosts',
					type: 'overlay',
					options: 'ro,nosuid,nodev,noexec,lowerdir=/etc/hosts:/tmp/srv',
				},
				bind: {
					source: '/etc/hosts',
					target: '/tmp/root/etc/hosts',
					type: 'none',
					options: 'remount,bind,ro,nosuid,nodev,noexec',
				},
			},
		]);
	});

	test('a flag that the host has set stays set, or the kernel refuses the remount', () => {
		const usr = mounts({mounts: [mount('/'), mount('/usr', 'ro,noexec')]}).whole.find(
			({bind}) => bind.source === '/usr',
		);
		expect(usr?.bind.options).toBe('rbind,ro,nosuid,nodev,noexec');
		expect(usr?.overlay.options).toMatch(/^ro,nosuid,nodev,noexec,/);
	});

	test('a node below /tmp is not covered by where the tree is built', () => {
		expect(mounts({node: '/tmp/node/bin/node'}).staging).toBe('/mnt');
	});

	test('blanks of a path are octal in fstab', () => {
		expect(
			fstabText([{source: '/opt/my tools', target: '/t#1', type: 'none', options: 'bind'}]),
		).toBe('/opt/my\\040tools /t\\0431 none bind\n');
	});
});
