// What is claimed of cgroup v2: delegated by systemd to an ordinary user, and as root.
import {createHash} from 'node:crypto';
import {expectEqual, expectMatch} from './claims.mjs';
import {expectNothingLeft, lookForLeftovers} from './left-behind.mjs';
import {doctor, findingOf, PROGRAM, verify} from './program-inside.mjs';

/** The lessons that touch control groups, and the way every learner goes. */
const CGROUPS = ['080', '085', '090', '095', '100', '105', '170', '180', '190'];
const CORE = ['010', '020', '110', '140', '200'];

/** Of these a quick run types one for each of the two: a solution takes about a minute there. */
const QUICK_TYPED = ['080', '085', '090'];

/** In a quick run, for each of the two: after so many minutes no attempt is begun. */
const QUICK_MINUTES = 1;
/**
 * Of a hundred that are drawn so many may fail: lesson 100 measures, an emulated processor is a poor clock, and all
 * of them were never played there in one run. The bar is to come down, and never goes up.
 */
const QUICK_MOST = 25;

const WAYS = [
	{
		as: 'user',
		way: 'an ordinary user',
		shellOf: (host) => host.learner,
		found: 'cgroup v2, delegated by systemd: memory, pids, cpu',
	},
	{
		as: 'root',
		way: 'root',
		shellOf: (host) => host.root,
		found: 'cgroup v2, as root: memory, pids, cpu',
	},
];

/** The same one for the same seed. */
const drawn = (list, seed) =>
	list[createHash('sha256').update(seed).digest().readUInt32BE() % list.length];

/** @param {{quick: boolean, seed: string, lessons?: string, as?: string}} values of the command line */
export async function claimFull(host, {claim}, {quick, seed, lessons, as}) {
	const before = await lookForLeftovers(host.root);
	for (const {way, shellOf, found} of WAYS.filter((one) => as === undefined || one.as === as)) {
		const shell = shellOf(host);
		await claim(`doctor, as ${way}: the whole sandbox, with ${found}`, async () => {
			const report = await doctor(shell);
			expectEqual('the class', report.hostClass, 'full');
			expectEqual('control groups', findingOf(report, 'cgroup-write').found, found);
			expectEqual('control groups to look at', findingOf(report, 'cgroup-read').found, 'cgroup v2');
			// A tmpfs takes a map since Linux 6.3, and this is 6.1.
			const limited = report.limitedSteps.map(({step, missing}) => `${step} ${missing}`).join();
			expectEqual('steps that can not be done', limited, '075/two-paths idmapped-mounts');
			// Not everything, which a script can ask.
			expectEqual('the exit code', report.exitCode, 1);
		});
		if (quick) {
			// What is typed for the learner on consent, each step after the ones before it.
			for (const id of lessons?.split(',') ?? [drawn(QUICK_TYPED, `${seed}, as ${way}`)]) {
				await claim(`verify ${id} --only solution, as ${way}`, () =>
					verify(shell, id, '--only solution'),
				);
			}
			const ids = (lessons?.split(',') ?? CGROUPS).join(' ');
			const lots = `--minutes ${QUICK_MINUTES} --seed '${seed}, as ${way}'`;
			await claim(`verify ${ids} ${lots}, as ${way}`, () => verify(shell, ids, lots, QUICK_MOST));
		} else {
			for (const id of lessons?.split(',') ?? [...CGROUPS, ...CORE]) {
				await claim(`verify ${id}, as ${way}`, () => verify(shell, id));
			}
		}
		await claim(`a program killed in mid-exercise leaves nothing behind, as ${way}`, async () => {
			await killInMidExercise(shell);
			await expectNothingLeft(host.root, before);
		});
	}
}

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
