// How much of a processor the program takes while somebody else's runs, and waits (proc_pid_stat(5): utime, stime).
import {readFileSync} from 'node:fs';
import {bounded, pause} from './measure.mjs';
import {openExercise, withEnvironment} from './program.mjs';

/** Clock ticks of a hundredth of a second, as on every Linux (sysconf(3), _SC_CLK_TCK). */
function ticks(pid) {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return Number(fields[11]) + Number(fields[12]);
}

/** Percent of one processor over so many seconds. */
async function share(pid, seconds) {
	const before = ticks(pid);
	await pause(1000 * seconds);
	return (ticks(pid) - before) / seconds;
}

/** The command is reported less and less often at its beginning (src/evidence/report-running); after that it is waited for. */
const BEGUN_MILLISECONDS = 5000;

/** The window without and with the X-ray standing in it. */
const SIZES = [
	{columns: 80, rows: 24},
	{columns: 140, rows: 40},
];

export const idle = ({quick}) =>
	withEnvironment(async (env) => {
		const results = [];
		for (const size of SIZES) {
			const program = await openExercise(env, size);
			try {
				program.send('sleep 1000\r');
				await program.quiet(300);
				await pause(BEGUN_MILLISECONDS);
				const percent = await share(program.pid, quick ? 10 : 30);
				const what = `CPU while sleep runs, ${size.columns} columns`;
				results.push(bounded(what, percent, 0.5, '%'));
			} finally {
				await program.close();
			}
		}
		return results;
	});
