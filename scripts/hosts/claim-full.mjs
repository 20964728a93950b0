// What is claimed of cgroup v2: delegated by systemd to an ordinary user, and as root.
import {createHash} from 'node:crypto';
import {expectEqual, expectMatch} from './claims.mjs';
import {expectNothingLeft, lookForLeftovers} from './left-behind.mjs';
import {doctor, findingOf, PROGRAM, verify} from './program-inside.mjs';

/** One of these is enough of a quick run: each takes more than a minute there. */
const LONG = ['170', '180', '190'];

/** The lessons that touch control groups, and the way every learner goes. */
const CGROUPS = ['080', '090', '100', ...LONG];
const CORE = ['010', '020', '110', '140', '200'];

const WAYS = [
	{
		way: 'an ordinary user',
		shellOf: (host) => host.learner,
		found: 'cgroup v2, delegated by systemd: memory, pids, cpu',
		// Lesson 100 measures, and an emulated CPU is a poor clock.
		quick: (seed) => ['080', '090', ...(seed === undefined ? LONG : [drawn(LONG, seed)])],
	},
	{
		way: 'root',
		shellOf: (host) => host.root,
		found: 'cgroup v2, as root: memory, pids, cpu',
		quick: () => ['080', '090'],
	},
];

/** The same one for the same seed. */
const drawn = (list, seed) =>
	list[createHash('sha256').update(seed).digest().readUInt32BE() % list.length];

export async function claimFull(host, {claim}, {quick, seed}) {
	const before = await lookForLeftovers(host.root);
	for (const {way, shellOf, found, quick: inQuick} of WAYS) {
		const shell = shellOf(host);
		await claim(`doctor, as ${way}: the whole sandbox, with ${found}`, async () => {
			const report = await doctor(shell);
			expectEqual('the class', report.hostClass, 'full');
			expectEqual('control groups', findingOf(report, 'cgroup-write').found, found);
			expectEqual('control groups to look at', findingOf(report, 'cgroup-read').found, 'cgroup v2');
			expectEqual('steps that fall to observation', report.limitedSteps.length, 0);
			expectEqual('the exit code', report.exitCode, 0);
		});
		for (const id of quick ? inQuick(seed) : [...CGROUPS, ...CORE]) {
			await claim(`verify ${id}, as ${way}`, () => verify(shell, id, quick ? TYPED : undefined));
		}
		await claim(`a program killed in mid-exercise leaves nothing behind, as ${way}`, async () => {
			await killInMidExercise(shell);
			await expectNothingLeft(host.root, before);
		});
	}
}

/** In a quick run: what is typed for the learner on consent, each step after the ones before it. */
const TYPED = 'solution';

/** The shell in the sandbox waits for a line that never comes, in a group of its own, when the program dies. */
async function killInMidExercise(shell) {
	const script = [
		'mkdir /sys/fs/cgroup/left && sleep 1000 &',
		'cat /proc/self/cgroup; echo so"far"',
		':wait sofar',
		':type read -r never_comes',
	].join('\\n');
	const {output} = await shell.run(
		`printf '${script}\\n' | ${PROGRAM} try 090 --script - & tutor=$!
		until pgrep -fx 'sleep 1000' >/dev/null; do :; done
		pstree=$(ps -eo args | grep -c lesson-init); echo "inits $pstree"
		kill -KILL $tutor; wait $tutor; echo "status $?"`,
	);
	expectMatch('what was there before the kill', output, /inits [2-9]/);
	expectMatch('the end of the program', output, /status 137/);
}
