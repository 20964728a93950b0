import {parseAttemptScript} from '../domain/script.js';
import {UserError} from '../domain/user-error.js';
import type {Attempt} from './attempt.js';
import {createScriptPlayer} from './play-script.js';

/**
 * Replays in a new sandbox, before the learner's eyes, what they had done in an earlier one: the
 * first right attempt of each step they have passed, up to the first they have not. Whoever shows
 * the attempt opens its tabs. A step that can't be replayed stays open, and the learner goes on
 * from there.
 */
export async function resumeAttempt(attempt: Attempt, passed: ReadonlySet<string>): Promise<void> {
	const {steps} = attempt.status();
	const open = steps.findIndex(({id, needsSandbox}) => !passed.has(id) && !needsSandbox);
	const count = open === -1 ? 0 : open;
	if (count === 0) return;
	try {
		const player = await createScriptPlayer(attempt);
		for (let index = attempt.status().current; index < count; index = attempt.status().current) {
			const script = attempt.status().steps[index]?.task.attempts.right[0]?.script ?? '';
			await player.play(parseAttemptScript(script));
			if (attempt.status().current === index) break;
		}
		player.close();
	} catch (error) {
		// A sandbox that hangs or ends shows in the attempt's own status.
		if (!(error instanceof UserError)) throw error;
	}
}
