// How long the program takes to start, against Node starting and doing nothing.
import {compared, openTimed, pairs} from './measure.mjs';
import {DRAWN, PROGRAM, withEnvironment} from './program.mjs';

const NOTHING = [process.execPath, '-e', '0'];
const PEER = 'node -e 0';

/** Milliseconds from the start of a command to its end. */
async function whole(command, env) {
	const run = openTimed(command, {env});
	return (await run.exit) - run.startedAt;
}

async function wholeRow(words, limit, what, quick) {
	return withEnvironment(async (env) => {
		const taken = await pairs(
			quick ? 5 : 25,
			() => whole([process.execPath, PROGRAM, ...words], env),
			() => whole(NOTHING, env),
		);
		return [compared(what, PEER, taken, limit)];
	});
}

export const version = ({quick}) => wholeRow(['--version'], 1.2, '--version', quick);

export const help = ({quick}) => wholeRow(['--help'], 1.7, '--help', quick);

export const firstFrame = ({quick}) =>
	withEnvironment(async (env) => {
		const ours = async () => {
			const program = openTimed([process.execPath, PROGRAM], {env});
			const at = await program.seen(DRAWN);
			await program.close();
			return at - program.startedAt;
		};
		const taken = await pairs(quick ? 5 : 25, ours, () => whole(NOTHING, env));
		return [compared('first frame, 80x24', PEER, taken, 2)];
	});
