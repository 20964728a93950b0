// How long after the prompt is back the learner reads what the guide says of their command.
import {bounded, quantile} from './measure.mjs';
import {openExercise, withEnvironment} from './program.mjs';

/**
 * Commands in the first step of lesson 010, each of which changes the verdict, and a part of what it
 * says then. In this order: of two known mistakes the one listed first in the lesson is told.
 */
const TURNS = [
	{line: 'ls /proc/sys/kernel/random', verdict: 'What it holds'},
	{line: 'cat /proc/sys/kernel/random/uuid', verdict: 'drawn anew'},
	{line: 'cat /proc/sys/kernel/random/boot_id', verdict: 'passed'},
];

async function takeTurns(env) {
	const program = await openExercise(env);
	try {
		const times = [];
		for (const {line, verdict} of TURNS) {
			program.send(line);
			await program.quiet(200);
			program.forget();
			program.send('\r');
			const prompt = await program.seen('learner@');
			times.push((await program.seen(verdict, 5000)) - prompt);
			await program.quiet(200);
		}
		return times;
	} finally {
		await program.close();
	}
}

export const verdict = async ({quick}) => {
	const times = [];
	for (let n = 0; n < (quick ? 2 : 12); n++) {
		// A new home each time: what was passed is kept, and would be passed from the start.
		times.push(...(await withEnvironment(takeTurns)));
	}
	return [
		bounded('prompt to verdict, median', quantile(times, 0.5), 40, 'ms'),
		bounded('prompt to verdict, p95', quantile(times, 0.95), 40, 'ms'),
	];
};
