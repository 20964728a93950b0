import {describe, expect, test} from 'vitest';
import {DECOY_KINDS, EQUIVALENT_KINDS} from '../../src/variants/variants-of.js';
import {made, variants} from './make-variants.js';

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
		['piped into cat', '/usr/bin/uname -r', '/usr/bin/uname -r | cat'],
		['piped into cat', 'chroot ~/box /bin/ls', 'chroot ~/box /bin/ls | cat'],
		['piped into cat', 'for n in a; do id; done', '{ for n in a; do id; done; } | cat'],
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
		// The shell expands a tilde only at the beginning of a word.
		['with other options', 'unshare -R ~/box ls', 'unshare --root ~/box ls'],
		['with other options', 'mount --types=proc proc /proc', 'mount -t proc proc /proc'],
		['in one line', 'a &\nb\nbash\nc\nd', 'a & b; bash\nc; d'],
		['in one line', 'for n in 1 2; do a & done\nb', 'for n in 1 2; do a & done; b'],
		['in one line', "a\nalias m='b'\nm\nc", "a; alias m='b'\nm; c"],
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
		['piped into nl', "./engine run {{name}} sh -c 'exec ~/bin/worker {{name}} 4'"],
		['piped into nl', '../bin/engine run {{name}} true'],
		['piped into nl', '$HOME/bin/engine run {{name}} true'],
		['piped into nl', 'timeout 9 ~/bin/engine run {{name}} true'],
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

	test.each([
		['a loop', 'for n in a b; do\nuname $n\ndone'],
		['an if', 'if true; then\nuname\nelse\nid\nfi'],
		['a loop in a function', 'f() {\nwhile false; do\nuname\ndone\n}'],
		['a case', 'case x in\nx) uname ;;\n*) id ;;\nesac'],
		['a subshell', '(\nuname\nid )'],
		['a quotation', "sh -c 'uname\nid'"],
		['a line that a backslash continues', 'uname \\\n-r'],
		['a pipeline', 'uname |\nnl'],
		['a list', 'uname &&\nid'],
	])('%s over several lines is one command, of which none is typed anew', (_, script) => {
		const names = variants(script).made.filter(({isEquivalent}) => isEquivalent);
		expect(names).toEqual([]);
		expect(made('or true', `${script}\nid`)).toBe(`${script}\nid || true`);
	});

	test.each([
		'echo if',
		'echo done',
		'ls -d {a,b}',
		'for n in a; do id; done',
		'f() { id; }',
		':line # for x; do',
	])('%s is all on its line', (script) => {
		expect(made('or true', `${script}\nid`)).toMatch(/\nid \|\| true$/);
		expect(made('left out: line 2', `${script}\nid`)).toBe(script);
	});

	test('a function of an earlier line is not there in a new shell', () => {
		const script = 'victim() { pidof api; }\nvictim | cat';
		expect(made('by bash -c', script)).toBeUndefined();
		expect(made('piped into nl', script)).toBe('victim() { pidof api; }\n{ victim | cat; } | nl');
	});

	test('a function that starts a program of the exercise is piped no more than that', () => {
		expect(made('piped into nl', 'go() { ~/bin/pool 2 & }\ngo')).toBeUndefined();
		expect(made('piped into nl', 'go() {\n~/bin/pool 2 &\n}\ngo')).toBeUndefined();
	});

	test('where an earlier step left a shell without marks, nothing is needed that it may lack', () => {
		const where = {before: ['chroot ~/box /bin/sh']};
		expect(made('or true', 'ps', where)).toBe('ps || true');
		expect(made('piped into cat', 'ps', where)).toBeUndefined();
		expect(made('piped into cat', 'exit\nps', where)).toBe('exit\nps | cat');
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
