import {parseAttemptScript} from '../domain/script.js';
import {UserError} from '../domain/user-error.js';
import type {Attempt} from './attempt.js';
import {createScriptPlayer, type ScriptPlayer} from './play-script.js';

/**
 * Replays in a new sandbox, before the learner's eyes, what they had done in an earlier one: the
 * first right attempt of each step they have passed, up to the first they have not. Whoever shows
 * the attempt opens its tabs. A step that can't be replayed stays open, and the learner goes on
 * from there. Resolves to who may replay more, where a later step was passed as well.
 */
export async function resumeAttempt(
	attempt: Attempt,
	passed: ReadonlySet<string>,
): Promise<ScriptPlayer | undefined> {
	const {steps} = attempt.status();
	const open = steps.findIndex(({id, isPassedOver}) => !passed.has(id) && !isPassedOver);
	const isMoreToCome = steps.some(({id}, index) => index > open && passed.has(id));
	if (open === -1 || (open === 0 && !isMoreToCome)) return undefined;
	try {
		const player = await createScriptPlayer(attempt);
		await replay(attempt, player, (index) => index < open);
		if (isMoreToCome) return player;
		player.close();
	} catch (error) {
		// A sandbox that hangs or ends shows in the attempt's own status.
		if (!(error instanceof UserError)) throw error;
	}
	return undefined;
}

/** Plays the first right attempt of one step after another, as long as each passes and the next is wanted. */
async function replay(
	attempt: Attempt,
	player: ScriptPlayer,
	isWanted: (index: number) => boolean,
): Promise<void> {
	for (let index = attempt.status().current; isWanted(index); index = attempt.status().current) {
		const script = attempt.status().steps[index]?.task.attempts.right[0]?.script ?? '';
		await player.play(parseAttemptScript(script));
		if (attempt.status().current === index) break;
	}
}

/**
 * From now on replays a step that they have passed as soon as the one before it has passed: whoever does the deep
 * steps of a lesson does none of its core steps again. `hold` is told how long the learner's keys must wait.
 */
export function replayBetween(
	attempt: Attempt,
	player: ScriptPlayer,
	passed: ReadonlySet<string>,
	hold: (until: Promise<void>) => void,
): void {
	const {steps, current} = attempt.status();
	const isPassed = (index: number): boolean => passed.has(steps[index]?.id ?? '');
	// What could not be replayed is left to the learner.
	let seen = current;
	attempt.subscribe((status) => {
		if (status.phase !== 'open' || status.current <= seen) return;
		seen = status.current;
		if (!isPassed(seen)) return;
		seen = steps.length;
		hold(replayed());
	});

	async function replayed(): Promise<void> {
		try {
			await replay(attempt, player, isPassed);
		} catch (error) {
			if (!(error instanceof UserError)) throw error;
		}
		seen = attempt.status().current;
	}
}
