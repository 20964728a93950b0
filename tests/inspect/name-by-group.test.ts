import {describe, expect, test} from 'vitest';
import {nameByGroup} from '../../src/inspect/name-by-group.js';

const ID = '32459977dfc56a9cdaa135c27586b62eb6a6167ca698d2e53d6385a805d8dad9';
const POD = 'pod3f1c1f0a_4c1b_4d5e_9a76_0f2b8c7d6e5a';

describe('the path of a control group names', () => {
	test.each([
		[`/docker/${ID}`, 'docker', ID, undefined],
		[`/system.slice/docker-${ID}.scope`, 'docker', ID, undefined],
		[`/system.slice/docker-${ID}.scope/init.scope`, 'docker', ID, undefined],
		[`/machine.slice/libpod-${ID}.scope/container`, 'podman', ID, undefined],
		[`/libpod_parent/libpod-${ID}`, 'podman', ID, undefined],
		[
			`/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-${POD}.slice/cri-containerd-${ID}.scope`,
			'containerd',
			ID,
			undefined,
		],
		[`/kubepods/besteffort/${POD}/${ID}`, 'kubernetes', ID, undefined],
		[`/kubepods.slice/kubepods-${POD}.slice/crio-${ID}.scope`, 'cri-o', ID, undefined],
		['/lxc.payload.web', 'lxc', undefined, 'web'],
		['/lxc.payload.web/system.slice/cron.service', 'lxc', undefined, 'web'],
		['/lxc/web', 'lxc', undefined, 'web'],
		['/machine.slice/machine-my\\x2dbox.scope/payload', 'systemd-machined', undefined, 'my-box'],
		['/machine.slice/systemd-nspawn@web.service/payload', 'systemd-nspawn', undefined, 'web'],
		['/user.slice/user-1000.slice/user@1000.service/crun-web.scope', 'crun', 'web', undefined],
		// A container of Docker's that is run within one of Docker's is the inner one.
		[`/docker/${'a'.repeat(64)}/docker/${ID}`, 'docker', ID, undefined],
	])('%s', (path, engine, id, name) => {
		expect(nameByGroup(path)).toMatchObject({engine, id, name});
		expect(nameByGroup(path)?.kind).not.toBe('unit');
	});

	test.each([
		['/system.slice/nginx.service', 'nginx.service'],
		['/user.slice/user-1000.slice/session-2.scope', 'session-2.scope'],
		// The monitor of a container is not in it.
		[`/machine.slice/libpod-conmon-${ID}.scope`, `libpod-conmon-${ID}.scope`],
		[`/system.slice/crio-conmon-${ID}.scope`, `crio-conmon-${ID}.scope`],
	])('%s, which is no container but a unit', (path, name) => {
		expect(nameByGroup(path)).toMatchObject({kind: 'unit', engine: 'systemd', name});
	});

	test.each(['/', '/user.slice', '/docker', `/${ID}`, '/lxc.monitor.web'])('nobody: %s', (path) => {
		expect(nameByGroup(path)).toBeUndefined();
	});
});
