// Kills the program at some moment of its life, and looks for what is left of its sandbox.
import {spawn} from 'node:child_process';
import {chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync} from 'node:fs';
import {join} from 'node:path';
import process from 'node:process';
import {setTimeout as pause} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../bin/container-lessons.js', import.meta.url));

/** A uid that nothing else here has. */
const USER = 24_311;

/** A learner whose processes leave their session, mind no signal, nest, and make groups below their own. */
const HOSTILE = `trap "" HUP TERM INT
for i in 1 2 3; do (trap "" HUP TERM; setsid sleep 1000 & nohup sleep 1000 & unshare -Urpf --mount-proc sleep 1000 &) done >/dev/null 2>&1
for at in /sys/fs/cgroup /sys/fs/cgroup/*; do mkdir -p $at/a/b/c; done 2>/dev/null
echo in"side"
:wait inside
:type read -r never_comes
`;

/** What is killed: the command, and what is typed into it. */
const LIVES = [
	{args: ['try', '090', '--script', '-'], input: HOSTILE},
	{args: ['try', '020', '--script', '-'], input: HOSTILE},
	{args: ['verify', '020', '--jobs', '2']},
	{args: ['doctor']},
	{args: ['list']},
];

/** As late as it may come, in milliseconds: a start, and a while in the exercise. */
const LATEST = 4000;
/** What is tidied up by the janitor takes a moment, on a busy machine a longer one. */
const GONE_MS = 15_000;

/** Kills it once; tells in words what is left of it, nothing being as it should. */
export async function killProgram({below, work}) {
	const {args, input = ''} = LIVES[below(LIVES.length)];
	const isRoot = process.getuid() === 0;
	const asUser = isRoot && below(2) === 0;
	const home = mkdtempSync(join(work, 'home-'));
	chmodSync(home, 0o777);
	const become = asUser
		? ['setpriv', `--reuid=${USER}`, `--regid=${USER}`, '--clear-groups']
		: ['env'];
	const [command, ...rest] = [...become, process.execPath, PROGRAM, ...args];
	const mountsBefore = readFileSync('/proc/self/mountinfo', 'utf8');
	const program = spawn(command, rest, {
		env: {...process.env, HOME: home, XDG_CONFIG_HOME: home, XDG_STATE_HOME: home},
		stdio: ['pipe', 'ignore', 'ignore'],
	});
	const ended = new Promise((resolve) => program.once('exit', resolve));
	program.stdin.on('error', () => {});
	program.stdin.end(input);
	await Promise.race([pause(below(LATEST)), ended]);
	const before = descendants(program.pid);
	program.kill('SIGKILL');
	await ended;
	// Those that were started meanwhile: nobody else is in these namespaces as long as one of them lives.
	const own = namespaceOf('self');
	const spaces = new Set(before.map(({space}) => space).filter((space) => space !== own));
	const living = () => [...before.filter(isAlive), ...inNamespaces(spaces, before)];
	const left = () => [
		...living().map(({pid, name}) => `process ${pid} (${name})`),
		...groupsOf(program.pid).map((path) => `control group ${path}`),
		...(readFileSync('/proc/self/mountinfo', 'utf8') === mountsBefore ? [] : ['a mount']),
	];
	const deadline = performance.now() + GONE_MS;
	while (left().length > 0 && performance.now() < deadline) await pause(50);
	const what = `${args[0]}${asUser ? ' as an ordinary user' : ''}`;
	return {left: left().map((one) => `${what}: ${one}`)};
}

/** Name, parent and start of a process (proc_pid_stat(5)); undefined where it is gone. */
function read(pid) {
	try {
		const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
		const name = text.slice(text.indexOf('(') + 1, text.lastIndexOf(')'));
		const rest = text.slice(text.lastIndexOf(')') + 2).split(' ');
		const isZombie = rest[0] === 'Z';
		return {
			pid,
			name,
			parent: Number(rest[1]),
			started: rest[19],
			isZombie,
			space: namespaceOf(pid),
		};
	} catch {
		return undefined;
	}
}

const namespaceOf = (pid) => {
	try {
		return readlinkSync(`/proc/${pid}/ns/pid`);
	} catch {
		return undefined;
	}
};

const everybody = () =>
	readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.flatMap((name) => read(Number(name)) ?? []);

function descendants(pid) {
	const all = everybody();
	const found = new Set([pid]);
	for (let size = 0; size !== found.size; ) {
		size = found.size;
		for (const one of all) if (found.has(one.parent)) found.add(one.pid);
	}
	return all.filter((one) => found.has(one.pid));
}

const isAlive = ({pid, started}) => {
	const now = read(pid);
	return now !== undefined && !now.isZombie && now.started === started;
};

/** Those in namespaces that one of the first is still in; the number of one that is gone may be given anew. */
function inNamespaces(spaces, before) {
	const held = new Set(before.filter(isAlive).map(({space}) => space));
	return everybody().filter(
		({pid, space, isZombie}) =>
			!isZombie && spaces.has(space) && held.has(space) && !before.some((one) => one.pid === pid),
	);
}

/** Control groups bear the pid of who made them (domain/shared-names). */
const groupsOf = (pid) =>
	['', ...(existsSync('/sys/fs/cgroup') ? readdirSync('/sys/fs/cgroup') : [])].flatMap((name) => {
		const at = join('/sys/fs/cgroup', name);
		try {
			return readdirSync(at)
				.filter((one) => one.startsWith(`container-lessons-${pid}-`))
				.map((one) => join(at, one));
		} catch {
			return [];
		}
	});
