// How much memory the program's process takes (proc(5): VmRSS, VmHWM in /proc/PID/status).
import {readFileSync} from 'node:fs';
import {bounded, openTimed, pause} from './measure.mjs';
import {DRAWN, openExercise, PROGRAM, withEnvironment} from './program.mjs';

function megabytes(pid, name) {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	const [, kilobytes] = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status) ?? [];
	return Number(kilobytes) / 1024;
}

export const memory = ({quick}) =>
	withEnvironment(async (env) => {
		const program = openTimed([process.execPath, PROGRAM], {env});
		await program.seen(DRAWN);
		const atFirst = megabytes(program.pid, 'VmRSS');
		await program.close();

		const exercise = await openExercise(env);
		try {
			exercise.send('yes abcdefghijklmnopqrstuvwxyz\r');
			await pause(quick ? 1500 : 5000);
			exercise.send('\u0003');
			await exercise.quiet(300);
			return [
				bounded('RSS at first frame', atFirst, 80, 'MB'),
				bounded('RSS under flood', megabytes(exercise.pid, 'VmHWM'), 130, 'MB'),
			];
		} finally {
			await exercise.close();
		}
	});
