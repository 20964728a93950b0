// How much memory the program's process takes (proc(5): VmRSS, VmHWM in /proc/PID/status).
import {readFileSync} from 'node:fs';
import {bounded, openTimed, pause} from './measure.mjs';
import {DRAWN, openExercise, PROGRAM, withEnvironment} from './program.mjs';

function megabytes(pid, name) {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	const [, kilobytes] = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status) ?? [];
	return Number(kilobytes) / 1024;
}

/** The program after so many commands, each typed when the one before had ended. */
async function afterCommands(env, count) {
	const exercise = await openExercise(env);
	try {
		for (let n = 1; n <= count; n++) {
			exercise.forget();
			// The typed line does not contain what is waited for.
			exercise.send(`echo D''O${n}.\r`);
			await exercise.seen(`DO${n}.`);
		}
		return megabytes(exercise.pid, 'VmRSS');
	} finally {
		await exercise.close();
	}
}

export const memory = ({quick}) =>
	withEnvironment(async (env) => {
		const program = openTimed([process.execPath, PROGRAM], {env});
		await program.seen(DRAWN);
		const atFirst = megabytes(program.pid, 'VmRSS');
		await program.close();

		const exercise = await openExercise(env);
		let flooded;
		try {
			exercise.send('yes abcdefghijklmnopqrstuvwxyz\r');
			await pause(quick ? 1500 : 5000);
			exercise.send('\u0003');
			await exercise.quiet(300);
			flooded = megabytes(exercise.pid, 'VmHWM');
		} finally {
			await exercise.close();
		}
		const commands = quick ? 3000 : 20_000;
		return [
			bounded('RSS at first frame', atFirst, 80, 'MB'),
			bounded('RSS under flood', flooded, 130, 'MB'),
			bounded(`RSS after ${commands} commands`, await afterCommands(env, commands), 130, 'MB'),
		];
	});
