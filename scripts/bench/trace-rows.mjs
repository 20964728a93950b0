// What it costs that the shells tell what they execute, against the same pane with a shell that tells nothing.
import {compared, pairs} from './measure.mjs';
import {openExercise, withBoth} from './program.mjs';
import {timeLine, typeLetter} from './terminal-rows.mjs';

const PEER = 'untold';

/** The program with a shell that tells nothing any more (sandbox/shell-trace). */
async function openUntold(env) {
	const untold = await openExercise(env);
	untold.send('__lesson_trace() { :; }\r');
	await untold.quiet(500);
	return untold;
}

export const trace = ({quick}) =>
	withBoth(openExercise, openUntold, async (told, untold) => {
		const alternately = (count, act) => pairs(count, act(told), act(untold));
		const keys = await alternately(quick ? 52 : 260, (pane) => (n) => typeLetter(pane, n));
		const line = (text) => alternately(quick ? 3 : 9, (pane) => () => timeLine(pane, text));
		const turns = quick ? 300_000 : 1_000_000;
		return [
			compared('key to echo, told', PEER, keys, 1.05),
			compared('seq 1 1000000, told', PEER, await line('seq 1 1000000'), 1.05),
			compared(
				`a loop of ${turns} turns, told`,
				PEER,
				await line(`for ((i = 0; i < ${turns}; i++)); do :; done`),
				1.05,
			),
		];
	});
