import {describe, expect, test} from 'vitest';
import {made, variants} from './make-variants.js';

describe('decoys', () => {
	test.each([
		['left out: line 1', 'bash\nuname', 'uname'],
		['left out: line 4', ':tab out\na &\n:wait ready\nb', ':tab out\na &\n:wait ready'],
		['left out: line 2', ':tab out\na &\n:wait ready\nb', ':tab out\nb'],
		['left out: line 2', 'uname\n:answer 7', 'uname'],
		['left out: line 2', 'a &\nuntil grep x f; do sleep 1; done', 'a &'],
		['left out: line 2', 'a &\nuntil mount x y | grep -q z; do sleep 1; done', 'a &'],
		['left out: line 2', 'a &\nuntil [ -e f ]; do ./take; done', 'a &'],
		['left out: line 1', 'for n in a; do\nuname $n\ndone\nid', 'id'],
		['first line last', 'bash\nuname', 'uname\nbash'],
		[
			'first line last',
			'mount -t tmpfs none ~/in\n:tab out\nls ~/in',
			':tab out\nls ~/in\n:tab shell\nmount -t tmpfs none ~/in',
		],
		['undone: line 1', 'mount -t tmpfs none ~/in\nls', 'mount -t tmpfs none ~/in; umount ~/in\nls'],
		[
			'undone: line 1',
			'mount --rbind ~/box ~/box\nls',
			'mount --rbind ~/box ~/box; umount -R ~/box\nls',
		],
		['undone: line 1', 'hostname {{name}}', 'v1=$(hostname); hostname {{name}}; hostname "$v1"'],
		['undone: line 1', 'unshare -ru bash', 'unshare -ru bash -c true'],
		['undone: line 1', 'ip link set lo up', 'ip link set lo up; ip link set lo down'],
		[
			'undone: line 1',
			'echo 9 > {{cgroup.pids.root}}/a/pids.max',
			'v1=$(cat {{cgroup.pids.root}}/a/pids.max); echo 9 > {{cgroup.pids.root}}/a/pids.max; echo "$v1" > {{cgroup.pids.root}}/a/pids.max',
		],
		['in the other tab', ':tab out\nuname', 'uname'],
		[
			'in the other tab',
			'a\n:tab out\nb\n:tab shell\nc',
			':tab out\na\n:tab shell\nb\n:tab out\nc',
		],
		[
			'by another name: name',
			'hostname {{name}}\n:wait {{name}}',
			'hostname {{name}}x\n:wait {{name}}x',
		],
		[
			'to another process: line 2',
			'tail -f f &\necho $! > {{root}}/cgroup.procs',
			'tail -f f &\nsleep 300 & echo $! > {{root}}/cgroup.procs',
		],
		['only echoed', "awk '/x/' f\n:answer 1", "echo 'awk '\\''/x/'\\'' f'"],
		['the task echoed', 'bash\nuname', "bash\nprintf '%s\\n' 'Print {{name}}.'"],
		['its output echoed', 'uname -r', "printf '%s\\n' 'it'\\''s' '6.1'"],
		[
			'its output from a file',
			'uname -r',
			"printf '%s\\n' 'it'\\''s' '6.1' > ~/v1.txt\ncat ~/v1.txt",
		],
		[
			'its output by python3',
			'bash\nuname -r',
			`bash\npython3 -c 'import sys; print(*sys.argv[1:], sep="\\n")' 'it'\\''s' '6.1'`,
		],
	])('%s: %s', (name, script, expected) => {
		expect(made(name, script, {tabs: ['shell', 'out']})).toBe(expected);
	});

	test.each([
		['left out', 'uname'],
		['left out: line 1', ':answer 2\n:answer 1'],
		['left out: line 2', 'uname\nsleep 1\nid'],
		[
			'left out: line 2',
			'api &\nuntil grep -qs x /proc/[0-9]*/comm; do sleep 0.1; done; sleep 0.2',
		],
		['left out: line 2', '(cd ~ && exec api) &\nuntil grep -q on log; do sleep 1; done\nid'],
		['left out: line 2', 'api &\nuntil box log api | grep -q on; do sleep 1; done'],
		['left out: line 2', 'api &\nwhile [ ! -e f ]; do sleep 0.1; done\nid'],
		['left out: line 1', 'exit\nunshare -r bash\nid'],
		['left out: line 2', 'bash\nexit'],
		['left out: line 2', 'bash\nexit\nexit'],
		['first line last', 'cat a\ncat b'],
		['first line last', 'mkdir a\nmkdir b'],
		['undone', 'mount -o remount,ro ~/in'],
		['undone', 'cat /proc/version'],
		['undone', 'unshare -ru bash\nuname'],
		['in the other tab', 'uname'],
		['in the other tab', 'uname\n:tab out\nuname'],
		['left out: line 2', 'for n in a; do\nuname $n\ndone\nid'],
		['left out: line 3', 'for n in a; do\nuname $n\ndone\nid'],
		['left out: line 2', 'cat > f <<END\nx\nEND\nuname'],
		['by another name', 'echo {{other}}'],
		['to another process', 'cat /proc/$$/status'],
		['to another process', 'echo 7 > {{root}}/cgroup.procs'],
		['only echoed', ':answer 1'],
		['its output echoed', 'mkdir a'],
		['its output echoed', 'cat a\n:answer {{other}}'],
		['left out', 'cat a\ncat b\n:answer /{{other}}'],
		['its output echoed', 'pid=$(cat f)\nkill $pid'],
	])('%s is not made where it may be right: %s', (kind, script) => {
		const names = variants(script, {tabs: ['shell', 'out']}).made.map(({name}) => name);
		expect(names.filter((name) => name.startsWith(`a, ${kind}`))).toEqual([]);
	});

	test('in a mission, which is judged by the state alone, a line that only looks takes no part', () => {
		const script = 'mkdir a\nls a\nn=$(ls a | wc -l)\necho $n > b';
		const names = variants(script, {isMission: true}).made.map(({name}) => name);
		expect(names.filter((name) => name.startsWith('a, left out'))).toEqual([
			'a, left out: line 1',
			'a, left out: line 3',
			'a, left out: line 4',
		]);
	});

	test('to go where the shell is already is left out for no decoy', () => {
		const where = {before: ['cd /proc\ncat version']};
		expect(made('left out: line 1', 'cd /proc\nuname', where)).toBeUndefined();
		expect(made('left out: line 1', 'cd /sys\nuname', where)).toBe('uname');
		expect(made('left out: line 2', 'cd /sys\ncd /proc\nuname', where)).toBe('cd /sys\nuname');
		expect(made('left out: line 1', 'cd /proc\nuname', {before: ['cd /proc; cd ..']})).toBe(
			'uname',
		);
		expect(
			made('left out: line 1', 'cd /proc\nuname', {before: ['cd /proc\nchroot ~/box sh']}),
		).toBe('uname');
	});

	test('to make a directory that an earlier step has made is left out for no decoy', () => {
		const where = {before: ['mkdir -p /g/a\necho 9 > /g/a/max', 'mkdir /g/b && cd /g/b']};
		expect(made('left out: line 1', 'mkdir -p /g/a\nls /g/a', where)).toBeUndefined();
		expect(made('left out: line 1', 'mkdir -p /g/a /g/c\nls /g/a', where)).toBe('ls /g/a');
		expect(made('left out: line 1', 'mkdir -p /g/a && cd /g/a\nls', where)).toBe('ls');
		expect(made('left out: line 2', 'ls\nmkdir -p /g/b', where)).toBe('ls');
	});

	test('in a mission nothing is made of when it was looked, or of what a look printed', () => {
		const kinds = variants('mkdir a\ncat a/b', {isMission: true}).made.map(({kind}) => kind);
		for (const kind of ['first line last', 'the task echoed', 'its output echoed']) {
			expect(kinds).not.toContain(kind);
		}
		expect(kinds).toContain('only echoed');
	});

	test('another tab is one where the first has been changed by an earlier step', () => {
		const where = {tabs: ['shell', 'out'], before: ['unshare -ru bash']};
		expect(made('in the other tab', 'uname -n', where)).toBe(':tab out\nuname -n');
	});
});
