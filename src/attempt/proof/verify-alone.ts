// Proves that steps work without the others of their exercise, as their solutions are typed.
import {questionOf} from '../../checks/judge.js';
import type {Exercise, Need} from '../../domain/exercise.js';
import {parseAttemptScript} from '../../domain/script.js';
import {createScriptPlayer} from '../play-script.js';
import {runAttempt} from '../run-attempt.js';
import {reasonOf, until, VERIFY_PATIENCE_MS, VERIFY_SIZE, type VerifyPorts} from './at-step.js';

/**
 * Types the solution of every step into one fresh sandbox of an exercise that holds no other steps; a step
 * that asks gets its first right attempt. Returns what is wrong, or undefined; throws a UserError where something
 * can't be played.
 */
export async function verifyAlone(
	exercise: Exercise,
	meets: readonly Need[],
	ports: VerifyPorts,
): Promise<string | undefined> {
	const attempt = await runAttempt({exercise, values: ports.makeValues(exercise), meets}, ports);
	try {
		const player = await createScriptPlayer(attempt, VERIFY_SIZE, VERIFY_PATIENCE_MS);
		for (const [index, {id}] of exercise.steps.entries()) {
			if (attempt.status().current > index) continue;
			const task = attempt.status().steps[index]?.task;
			if (task === undefined) return 'the exercise has no such step';
			const script =
				questionOf(task.check) === undefined
					? task.solution.map(({type}) => type).join('\n')
					: (task.attempts.right[0]?.script ?? '');
			await player.play(parseAttemptScript(script));
			await until(attempt, () => attempt.status().current > index);
			if (attempt.status().current > index) continue;
			return `"${id}" does not pass without the steps left out: ${reasonOf(attempt.status().steps[index]?.verdict)}`;
		}
		return undefined;
	} finally {
		await attempt.close();
	}
}
