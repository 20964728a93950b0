// How much of a processor the program and its reader take while somebody else's program runs, and waits.
import {readdirSync, readFileSync} from 'node:fs';
import {bounded, pause} from './measure.mjs';
import {openExercise, withEnvironment} from './program.mjs';

const threadsOf = (pid) =>
	readdirSync(`/proc/${pid}/task`).map((thread) => `/proc/${pid}/task/${thread}`);

/** Nanoseconds on a processor, of all threads (kernel documentation, scheduler/sched-stats). */
const onProcessor = (pid) =>
	threadsOf(pid).reduce(
		(sum, thread) => sum + Number(readFileSync(`${thread}/schedstat`, 'utf8').split(' ')[0]),
		0,
	);

/** The program, and what it has started that is not the sandbox. */
function ownProcesses(pid) {
	const children = threadsOf(pid).flatMap((thread) =>
		readFileSync(`${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
	);
	const isReader = (child) => readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('reader.js');
	return [pid, ...children.filter(isReader)];
}

/** Percent of one processor over so many seconds, of several programs at once. */
async function shares(programs, seconds) {
	const pids = programs.map(({pid}) => ownProcesses(pid));
	const now = () => pids.map((own) => own.reduce((sum, pid) => sum + onProcessor(pid), 0));
	const before = now();
	await pause(1000 * seconds);
	return now().map((after, n) => (after - before[n]) / seconds / 1e7);
}

/**
 * The command is reported less and less often in the beginning (src/evidence/report-running), and V8 collects
 * its garbage once when a program falls silent; after that it is waited for.
 */
const BEGUN_MILLISECONDS = 25_000;

/** The window without and with the X-ray standing in it. */
const SIZES = [
	{columns: 80, rows: 24},
	{columns: 140, rows: 40},
];

export const idle = ({quick}) =>
	withEnvironment(async (env) => {
		const programs = [];
		try {
			for (const size of SIZES) {
				const program = await openExercise(env, size);
				programs.push(program);
				program.send('sleep 1000\r');
				await program.quiet(300);
			}
			await pause(BEGUN_MILLISECONDS);
			const percents = await shares(programs, quick ? 12 : 40);
			return percents.map((percent, n) =>
				bounded(`CPU while sleep runs, ${SIZES[n].columns} columns`, percent, 0.5, '%'),
			);
		} finally {
			for (const program of programs) await program.close();
		}
	});
