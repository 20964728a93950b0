import {expect, test} from 'vitest';
import {sayEntered} from '../../src/checks/kinds/entered.js';

test.each([
	[{new: ['uts']}, 'in a new uts namespace'],
	[{new: ['pid', 'mnt'], pid1: true}, 'in new pid and mnt namespaces, as process 1'],
	[{new: ['uts'], hostname: 'heron'}, 'in a new uts namespace, with the host name "heron"'],
	[{mappedUid: 0, root: 'changed'}, 'as uid 0 of its user namespace, below another root directory'],
	[{lacks: ['net_raw', 'sys_time']}, 'without CAP_NET_RAW and CAP_SYS_TIME'],
	[
		{pid1: true, handlesSignal: 15},
		'as process 1 of its PID namespace, with a handler for signal 15',
	],
	[{seccomp: 2}, 'under a seccomp filter'],
	[{seccomp: 0, noNewPrivs: true}, 'with no_new_privs, with Seccomp 0'],
	[{same: ['net']}, 'as this step wants it'],
] as const)('%o is said as %s', (spec, said) => {
	expect(sayEntered(JSON.parse(JSON.stringify(spec)))).toBe(said);
});
