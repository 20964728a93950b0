import {describe, expect, test} from 'vitest';
import {planCommand} from '../../src/viewer/plan-command.js';

const PID = 4321;

/** The words that the command would be started with; a path by its spelling. */
function wordsOf(line: string): readonly string[] | string {
	const plan = planCommand(line, PID);
	if (plan.kind !== 'run') return plan.kind === 'refuse' ? plan.why : plan.kind;
	return [
		plan.program,
		...plan.args.map((argument) => (typeof argument === 'string' ? argument : argument.path.path)),
	];
}

describe('lines that are run, with the words that the command gets', () => {
	test.each<[string, readonly string[]]>([
		['uname -r', ['uname', '-r']],
		['  uname   -sr ', ['uname', '-s', '-r']],
		['uname --kernel-release', ['uname', '--kernel-release']],
		['id -u', ['id', '-u']],
		['hostname', ['hostname']],
		['echo "a  b" \'c|d\' e\\;f', ['echo', 'a  b', 'c|d', 'e;f']],
		['echo $$ "$$" \'$$\'', ['echo', '4321', '4321', '$$']],
		['ls -la /proc/self/ns', ['ls', '-l', '-a', '--', '/proc/self/ns']],
		['ls /proc -d', ['ls', '-d', '--', '/proc']],
		['ls -L //proc//self/ns/', ['ls', '-L', '--', '/proc/self/ns']],
		['readlink /proc/$$/ns/uts', ['readlink', '--', '/proc/4321/ns/uts']],
		['readlink /proc/77/ns/uts', ['readlink', '--', '/proc/77/ns/uts']],
		['cat /proc/self/status /proc/version', ['cat', '--', '/proc/self/status', '/proc/version']],
		['cat -- /proc/uptime', ['cat', '--', '/proc/uptime']],
		['head -3 /proc/self/limits', ['head', '-n', '3', '--', '/proc/self/limits']],
		['tail -n +2 /proc/cgroups', ['tail', '-n', '+2', '--', '/proc/cgroups']],
		[
			'grep -E "^Max (processes|address)" /proc/$$/limits',
			['grep', '-E', '--', '^Max (processes|address)', '/proc/4321/limits'],
		],
		['grep NSpid /proc/self/status -n', ['grep', '-n', '--', 'NSpid', '/proc/self/status']],
		['cat /sys/fs/cgroup/memory.max', ['cat', '--', '/sys/fs/cgroup/memory.max']],
		[
			'ls /sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service',
			['ls', '--', '/sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service'],
		],
		['lsns -p $$', ['lsns', '-p', '4321']],
		['lsns --type=uts -o NS,TYPE', ['lsns', '--type=uts', '-o', 'NS,TYPE']],
		['ps -ef', ['ps', '-ef']],
		['ps aux', ['ps', 'aux']],
		['ps -eo pid,ppid,args', ['ps', '-e', '-o', 'pid,ppid,args']],
		['ps -p $$ -o pid,comm', ['ps', '-p', '4321', '-o', 'pid,comm']],
		['mount', ['mount']],
		['echo a#b # c | d', ['echo', 'a#b']],
		['prlimit', ['prlimit']],
		[
			'prlimit --nproc=256 --as=1073741824 cat /proc/self/limits',
			['prlimit', '--nproc=256', '--as=1073741824', '--', 'cat', '--', '/proc/self/limits'],
		],
		['findmnt -t tmpfs', ['findmnt', '-t', 'tmpfs']],
		['findmnt /proc', ['findmnt', '/proc']],
		['capsh --print', ['capsh', '--print']],
		['capsh --print --', ['capsh', '--print']],
		['stat -L -c %i /proc/self/ns/uts', ['stat', '-L', '-c', '%i', '--', '/proc/self/ns/uts']],
		[
			'unshare --user --map-root-user id -u',
			['unshare', '--user', '--map-root-user', '--', 'id', '-u'],
		],
		[
			'unshare -Ur cat /proc/self/uid_map',
			['unshare', '-U', '-r', '--', 'cat', '--', '/proc/self/uid_map'],
		],
	])('%s', (line, words) => expect(wordsOf(line)).toEqual(words));
});

describe('lines that a shell would do something else with, each with what is missing', () => {
	test.each([
		['echo x > /tmp/y', 'redirection'],
		['cat < /etc/shadow', 'redirection'],
		['uname -r | sh', 'pipe'],
		['uname; rm -rf /', 'second command'],
		['uname && reboot', 'second command'],
		['sleep 1000 &', 'second command'],
		['uname\nreboot', 'second command'],
		['echo $(cat /etc/shadow)', 'variable'],
		['echo `id`', 'command inside'],
		['echo "$(id)"', 'variable'],
		['echo "`id`"', 'command inside'],
		['(id)', 'command inside'],
		['echo $HOME', 'variable'],
		['echo "$HOME"', 'variable'],
		['cat /proc/*/environ', 'pattern'],
		['cat /proc/[0-9]/status', 'pattern'],
		['cat ~/.ssh/id_rsa', 'home'],
		['cat /proc/{1,2}/status', 'braces'],
		['echo !!', 'history'],
		["echo 'open", 'not closed'],
		['echo "open', 'not closed'],
		['echo \\', 'backslash'],
		['uname -r\u0007', 'control character'],
	])('%s', (line, why) => expect(wordsOf(line)).toMatch(why));
});

describe('commands that are not run', () => {
	test.each([
		['rm -rf /tmp/x', 'not among the commands'],
		['sudo id', 'another user'],
		['bash', 'No shell'],
		['sh -c id', 'No shell'],
		['env', 'not among'],
		['kill 1', 'not among'],
		['node -e 1', 'not among'],
		['find /', 'not among'],
		['/bin/uname -r', 'without a path'],
		['./uname', 'without a path'],
		['constructor', 'not among'],
		['__proto__', 'not among'],
		['cd /tmp', 'no directory'],
		['', 'nothing'],
		['   ', 'nothing'],
	])('%s', (line, why) => expect(wordsOf(line)).toMatch(why));
});

describe('forms of the listed commands that are not run', () => {
	test.each([
		'hostname newname',
		'hostname -F /etc/hostname',
		'id root',
		'mount /dev/sda1 /mnt',
		'mount -a',
		'mount --bind / /mnt',
		'mount -o remount,rw /',
		'findmnt --poll',
		'findmnt /home',
		'findmnt --tab-file /etc/shadow',
		'capsh',
		'capsh --',
		'setpriv',
		'capsh --print -- -c id',
		'capsh --shell=/bin/sh --',
		'setpriv id',
		'setpriv --reuid 0 id',
		'prlimit --pid 1 --nofile=1',
		'prlimit --nproc=1 bash',
		'prlimit --nproc=1 sh -c id',
		'prlimit --nproc id',
		'prlimit -u5',
		'prlimit -p 1',
		'unshare',
		'unshare --user',
		'unshare --user bash',
		'unshare -r sh -c id',
		'unshare --user --',
		'unshare --user unshare --user id',
		'unshare --uts=/tmp/ns id',
		'unshare --mount --root=/tmp id',
		'unshare --user cat /etc/shadow',
		'unshare --user ls /home',
		'ps e',
		'ps auxe',
		'ps -ef e',
		'ps -ef aux',
		'ps -ef -o pid',
		'ps axe',
		'ps -eo environ',
		'ps -o pid,environ',
		'ps -o pid=x',
		'ps -eo pid,args e',
		'ps eww',
		'ps -p 1 e',
		'ls',
		'ls -R /proc',
		'ls --color=always /proc',
		'ls -l --dired /proc',
		'cat',
		'cat -',
		'cat -v /proc/version',
		'tail -f /proc/uptime',
		'tail --follow=name /proc/uptime',
		'head --lines=3 /proc/uptime',
		'grep -r root /sys/fs/cgroup',
		'grep -f /etc/shadow /proc/version',
		'grep --file=/etc/shadow /proc/version',
		'grep -P x /proc/version',
		'grep root',
		'stat --printf=%n /proc',
		'stat /etc/shadow',
		'lsns -o NS --json',
		'lsns /proc/self/ns/uts',
		'readlink -f /proc/self/exe',
		'readlink /proc/self/exe',
		'cat /proc/self/ns/uts',
		'cat /proc/self/ns',
	])('%s', (line) => expect(planCommand(line, PID).kind).toBe('refuse'));
});

describe('paths that are not looked at, however they are spelled', () => {
	test.each([
		'/etc/shadow',
		'/etc/passwd',
		'/etc/../etc/shadow',
		'/home',
		'/root/.ssh/id_rsa',
		'/proc/self/root/etc/shadow',
		'/proc/self/../../etc/shadow',
		'/proc/self/./status',
		'/proc/./version',
		'/proc/self/cwd/x',
		'/proc/self/fd/3',
		'/proc/self/environ',
		'/proc/self/mem',
		'/proc/self/cmdline',
		'/proc/self/exe',
		'/proc/self/task/1/environ',
		'/proc/self/map_files/x',
		'/proc/thread-self/environ',
		'/proc/4321/environ',
		'/proc/4321/root/etc/shadow',
		'/proc/4321/',
		'/proc/1/environ',
		'/proc/1/root/etc/shadow',
		'/proc/1/cmdline',
		'/proc/1/maps',
		'/proc/01/status',
		'/proc/kcore',
		'/proc/kallsyms',
		'/proc/sysrq-trigger',
		'/proc/sys/kernel/core_pattern',
		'/proc/net/tcp',
		'/proc/versions',
		'/procversion',
		'/sys/fs/cgroup/../../etc/passwd',
		'/sys/fs/cgroupx',
		'/sys/fs/cgroup/a b',
		'/sys/kernel/debug',
		'/sys/fs',
		'/etc/os-release/../shadow',
		'/etc/os-release.bak',
		'/dev/mem',
		'/dev/stdin',
		'/tmp/y',
		'proc/version',
		'./proc/version',
		'../etc/shadow',
		'etc/shadow',
		'-',
	])('%s', (path) => {
		for (const command of ['cat', 'ls', 'ls -ld', 'stat', 'head', 'grep x', 'readlink', 'wc']) {
			expect(planCommand(`${command} '${path}'`, PID).kind, command).toBe('refuse');
		}
	});
});

test('no sentence of a refusal runs over three lines of a terminal', () => {
	for (const line of [
		'rm x',
		'cat /etc/shadow',
		'echo x > y',
		'unshare',
		'ps -ef -o pid',
		'hostname x',
	]) {
		const plan = planCommand(line, PID);
		expect(plan.kind === 'refuse' ? plan.why.length : Infinity).toBeLessThan(160);
	}
});
