import {describe, expect, test} from 'vitest';
import {traitsOf} from '../../src/variants/line-traits.js';

describe('a line that leaves a shell in the foreground', () => {
	test.each([
		['bash', 'bash'],
		['unshare -ru bash', 'bash'],
		['unshare --user --map-root-user --pid --fork bash', 'bash'],
		['unshare -Ur', 'bash'],
		["unshare -u sh -c 'hostname {{name}}; exec bash'", 'bash'],
		['unshare -Uru sh -c \'hostname "$1" && exec bash\' sh {{first}}', 'bash'],
		['exec setpriv --nnp bash', 'bash'],
		['bwrap --dev-bind / / --seccomp 10 bash 10< ~/no-unshare', 'bash'],
		['~/bin/in-world transcoder bash', 'bash'],
		['hostname {{name}} && cd ~/box && chroot . sh', 'other'],
		['chroot ~/box /bin/sh', 'other'],
		['chroot ~/box', 'other'],
		['unshare -rR ~/box /bin/sh', 'other'],
		["unshare -Urpfmnui sh -c 'hostname {{name}}; exec chroot ~/box sh'", 'other'],
		['nsenter -t $pid -U --preserve-credentials -m -p -n -u -i sh', 'other'],
		['cd / && exec sh', 'other'],
		['sh', 'other'],
	] as const)('%s', (line, opens) => {
		expect(traitsOf(line)?.opens).toBe(opens);
	});
});

test.each([
	'cat /proc/version',
	"bash -c 'readlink /proc/self/ns/uts'",
	'bash ~/bin/start-workloads; cd ~',
	'sh /home/learner/bin/tidy',
	'cp /bin/sh ~/box/bin/sh',
	'unshare -n node ~/bin/api serve {{port}} &',
	'unshare --map-root-user chroot ~/box /bin/ls /',
	"unshare --user --map-root-user --root=$HOME/box /bin/sh -c 'ls -a /'",
	'nsenter --target 1 --all true; mount -o rw,remount /usr',
	'~/bin/pack sh cat ls sleep mount',
	'ldd /bin/sh | grep sh',
])('%s leaves none', (line) => {
	expect(traitsOf(line)).toMatchObject({opens: undefined});
});

describe('what a line does to its shell', () => {
	test.each([
		['cd ~/box', {moves: true, isSimple: true, changesShell: false}],
		['exec sh', {replaces: true, changesShell: true, opens: 'other'}],
		['exec 9< /tmp/filter', {replaces: false, changesShell: true}],
		['victim() { echo 1; }', {changesShell: true, isSimple: false}],
		['exit', {leaves: true, changesShell: true}],
		['pid=$(pidof api); echo $pid', {sets: ['pid'], reads: ['pid'], isSimple: false}],
		['for p in /proc/1; do cat "$p/comm"; done', {sets: ['p'], reads: ['p']}],
		['read -r line < /proc/version; echo "$line"', {sets: ['line'], reads: ['line']}],
		['sleep 100 &', {isBackground: true, isSimple: true}],
		['sleep 1 & cat x', {isBackground: false, hasBackground: true, isSimple: false}],
		['echo $((m / 2 + $n))', {reads: ['n', 'm']}],
		['cat /proc/$$/status', {asksItsShell: true}],
		['echo $PPID', {asksItsShell: true}],
		['kill %1', {asksItsShell: true}],
		["sh -c 'echo $$'", {asksItsShell: false, reads: []}],
		['echo "{{group}} $HOME"', {asksItsShell: false, reads: ['HOME']}],
		["awk '/^NSpid/ && NF > 2' /proc/1/status", {isSimple: true}],
		['cat $(ls | head -n 1)', {isSimple: true}],
		['cat a > b 2>&1', {isSimple: true}],
		['(cd ~/box && exec ~/bin/box run)', {replaces: false, moves: false}],
		['(cd ~/box; exec sh) &', {replaces: false, opens: undefined, isBackground: true}],
		['echo Killed; (exit 137)', {leaves: false}],
		['exec sh | cat', {replaces: false}],
		['case $a in b) cd ~/box ;; esac', {moves: true}],
		['(cd ~/box); cd ~', {moves: true}],
	])('%s', (line, traits) => {
		expect(traitsOf(line)).toMatchObject(traits);
	});
});

test.each(["echo 'open", 'echo "$(ls"', 'cat <<END', 'ls # all of it'])(
	'%s is not understood, and left as it is',
	(line) => {
		expect(traitsOf(line)).toBeUndefined();
	},
);
