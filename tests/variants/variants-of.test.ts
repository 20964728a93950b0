import {describe, expect, test} from 'vitest';
import {readersAfterAll} from '../../src/variants/place-lines.js';
import {DECOY_KINDS, EQUIVALENT_KINDS, variantsOf} from '../../src/variants/variants-of.js';

const paths = {pathOf: (name: string) => (name === 'transcoder' ? undefined : `/usr/bin/${name}`)};

function variants(script: string, {tabs = ['shell'], before = [] as readonly string[]} = {}) {
	const readers = readersAfterAll(before, tabs[0] ?? '');
	return variantsOf(
		{name: 'a', script, task: 'Print {{name}}.', words: ['name', 'other'], tabs, readers},
		paths,
	);
}

/** The script of the variant of this name; undefined where there is none. */
const made = (name: string, script: string, where = {}): string | undefined =>
	variants(script, where)
		.made.find((variant) => variant.name === `a, ${name}`)
		?.script("it's\n6.1");

describe('the same in other words', () => {
	test.each([
		['through an alias', 'uname -r', "alias v1='uname -r'\nv1"],
		['through an alias', "awk '/x/' f", "alias v1='awk '\\''/x/'\\'' f'\nv1"],
		['through a function', 'sleep 9 &', 'v1() { sleep 9 & }\nv1'],
		['through a function', 'bash\nuname', 'v1() { bash; }\nv1\nv1() { uname; }\nv1'],
		['from a script file', 'uname -r', "printf '%s\\n' 'uname -r' > ~/v1.sh\nbash ~/v1.sh"],
		['by bash -c', 'uname -r', "bash -c 'uname -r'"],
		['by bash -c', 'unshare -ru bash\nuname', "unshare -ru bash\nbash -c 'uname'"],
		['from its directory', 'cat /proc/version', 'cd /proc\ncat version\ncd "$OLDPWD"'],
		['from its directory', '~/bin/tidy', 'cd ~/bin\n./tidy\ncd "$OLDPWD"'],
		[
			'from its directory',
			'cat {{cgroup.memory.root}}/{{group}}/memory.max',
			'cd {{cgroup.memory.root}}/{{group}}\ncat memory.max\ncd "$OLDPWD"',
		],
		['with a variable', 'uname -r', 'v1=-r\nuname "$v1"'],
		['with a variable', 'hostname {{name}}', 'v1={{name}}\nhostname "$v1"'],
		['piped into cat', 'uname', 'uname | cat'],
		['piped into nl', 'uname; id', '{ uname; id; } | nl'],
		['piped into tee', 'uname', 'uname 2>&1 | tee /tmp/v1'],
		['read from a file', 'uname', '{ uname; } > /tmp/v1 2>&1\ncat /tmp/v1'],
		['its status printed', 'date -s now', 'date -s now; echo $?'],
		['or true', 'a && b', 'a && b || true'],
		['in a loop', 'sleep 9 &', 'for v1 in once; do sleep 9 & done'],
		['by full path', 'uname -r', '/usr/bin/uname -r'],
		['with other options', 'uname -r', 'uname --kernel-release'],
		[
			'with other options',
			'unshare --user --map-root-user --pid --fork --mount-proc bash --norc',
			'unshare -U -r -p -f --mount-proc bash --norc',
		],
		[
			'with other options',
			'nsenter -t "$pid" -m/proc/1/ns/mnt -up cat -n f',
			'nsenter --target="$pid" --mount=/proc/1/ns/mnt --uts --pid cat -n f',
		],
		['with other options', 'mount --types=proc proc /proc', 'mount -t proc proc /proc'],
		['in one line', 'a &\nb\nbash\nc\nd', 'a & b; bash\nc; d'],
		['in one line', 'a\nb\nexit\nc\nd', 'a; b\nexit\nc; d'],
		['in one line', 'a\n:wait x\nb\nc\n:answer 1', 'a\n:wait x\nb; c\n:answer 1'],
	])('%s: %s', (name, script, expected) => {
		expect(made(name, script)).toBe(expected);
	});

	test.each([
		['by bash -c', 'cat /proc/$$/status'],
		['by bash -c', 'kill %1'],
		['from a script file', 'pid=$(pidof api)\nkill $pid'],
		['from a script file', 'unshare -ru bash'],
		['from a script file', 'sleep 9 &'],
		['piped into cat', 'unshare -ru bash'],
		['from its directory', 'cp --parents /bin/sh ~/box'],
		['piped into cat', 'exec 9< f'],
		['piped into cat', '~/bin/start-workloads'],
		['piped into tee', 'bash ~/bin/start-workloads; cd'],
		['read from a file', 'chroot ~/box sh'],
		['its status printed', 'exec sh'],
		['or true', 'exit'],
		['from its directory', 'cat boot_id'],
		['from its directory', 'chroot ~/box ls'],
		['from its directory', 'cat ~/a notes.txt'],
		['with a variable', 'uname'],
		['by full path', 'echo 1'],
		['with other options', 'uname -z'],
		['with other options', 'cat -n f'],
		['by full path', 'transcoder x'],
		['by full path', '~/bin/tidy'],
		['in one line', 'bash\nuname'],
		['through an alias', ':type indexer\n:key Enter\n:wait on'],
		['through an alias', 'cat <<END\nuname\nEND'],
		['by bash -c', "alias m='uname -r'\nm"],
	])('%s is not made where it would do something else: %s', (name, script) => {
		expect(made(name, script)).toBeUndefined();
	});

	test.each([
		['by bash -c', 'cd /proc\ncat version', "cd /proc\nbash -c 'cat version'"],
		['piped into cat', 'read -r pid < f\nkill $pid', 'read -r pid < f\nkill $pid | cat'],
		['its status printed', 'id\nexec sh\nls', 'id; echo $?\nexec sh\nls; echo $?'],
	])('%s leaves a line as it is that others need: %s', (name, script, expected) => {
		expect(made(name, script)).toBe(expected);
	});

	test('a function of an earlier line is not there in a new shell', () => {
		const script = 'victim() { pidof api; }\nvictim | cat';
		expect(made('by bash -c', script)).toBeUndefined();
		expect(made('piped into nl', script)).toBe('victim() { pidof api; }\n{ victim | cat; } | nl');
	});

	test('where an earlier step left a shell without marks, nothing is needed that it may lack', () => {
		const where = {before: ['chroot ~/box /bin/sh']};
		expect(made('or true', 'ps', where)).toBe('ps || true');
		expect(made('piped into cat', 'ps', where)).toBeUndefined();
		expect(made('piped into cat', 'exit\nps', where)).toBe('exit\nps | cat');
	});
});

describe('decoys', () => {
	test.each([
		['left out: line 1', 'bash\nuname', 'uname'],
		['left out: line 4', ':tab out\na &\n:wait ready\nb', ':tab out\na &\n:wait ready'],
		['left out: line 2', ':tab out\na &\n:wait ready\nb', ':tab out\nb'],
		['left out: line 2', 'uname\n:answer 7', 'uname'],
		['first line last', 'bash\nuname', 'uname\nbash'],
		[
			'first line last',
			'mount -t tmpfs none ~/in\n:tab out\nls ~/in',
			':tab out\nls ~/in\n:tab shell\nmount -t tmpfs none ~/in',
		],
		['undone: line 1', 'mount -t tmpfs none ~/in\nls', 'mount -t tmpfs none ~/in; umount ~/in\nls'],
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
		['left out: line 2', 'bash\nexit'],
		['left out: line 2', 'bash\nexit\nexit'],
		['first line last', 'cat a\ncat b'],
		['first line last', 'mkdir a\nmkdir b'],
		['undone', 'mount -o remount,ro ~/in'],
		['undone', 'cat /proc/version'],
		['undone', 'unshare -ru bash\nuname'],
		['in the other tab', 'uname'],
		['in the other tab', 'uname\n:tab out\nuname'],
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

	test('another tab is one where the first has been changed by an earlier step', () => {
		const where = {tabs: ['shell', 'out'], before: ['unshare -ru bash']};
		expect(made('in the other tab', 'uname -n', where)).toBe(':tab out\nuname -n');
	});
});

test('every variant has a name of its own, and every kind is made or counted', () => {
	for (const script of ['uname -r', 'bash\nuname\n:answer 1', ':answer 1', ':tab out\nls\ncat a']) {
		const {made: all, notApplicable} = variants(script, {tabs: ['shell', 'out']});
		const names = all.map(({name}) => name);
		expect(new Set(names).size).toBe(names.length);
		const kinds = new Set([...all.map(({kind}) => kind), ...notApplicable]);
		expect([...kinds].sort()).toEqual([...EQUIVALENT_KINDS, ...DECOY_KINDS].sort());
	}
});
