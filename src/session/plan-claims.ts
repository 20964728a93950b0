import {questionOf} from '../checks/judge.js';
import type {Exercise, Need, Step, Task} from '../domain/exercise.js';
import {missingNeeds} from '../domain/host.js';
import type {Claim} from './verify-attempt.js';

/** A claim with the words that a report calls it by; or a step that this box can't show, and why. */
export type PlannedClaim =
	| {
			readonly plan: 'play';
			readonly label: string;
			readonly claim: Claim;
			/** Its step, or one that is played before it, measures. */
			readonly measures: boolean;
	  }
	| {readonly plan: 'skip'; readonly label: string; readonly missing: readonly Need[]};

/**
 * Everything an exercise file claims that this box can prove: each attempt of each step, and each attempt of
 * each observation variant, which is played as if the box lacked what the step needs.
 */
export function planClaims(exercise: Exercise, meets: readonly Need[]): readonly PlannedClaim[] {
	return exercise.steps.flatMap((step, stepIndex) => {
		const missing = missingNeeds(exercise, step, {meets});
		const done: readonly PlannedClaim[] =
			missing.length === 0
				? claimsOf(step, {exercise, stepIndex, meets}, step.id)
				: [{plan: 'skip', label: step.id, missing}];
		if (!step.observe) return done;
		const lacking = meets.filter((need) => !step.needs.includes(need));
		const seen = claimsOf(
			step.observe,
			{exercise, stepIndex, meets: lacking},
			`${step.id} (observed)`,
		);
		return [...done, ...seen];
	});
}

function claimsOf(
	task: Task | Step,
	at: Pick<Claim, 'exercise' | 'stepIndex' | 'meets'>,
	label: string,
): readonly PlannedClaim[] {
	const plan = (kind: Claim['kind'], index: number, name: string): PlannedClaim => ({
		plan: 'play',
		label: `${label}, ${kind}: ${name}`,
		claim: {...at, kind, index},
		measures: at.exercise.steps.slice(0, at.stepIndex + 1).some(({measures}) => measures === true),
	});
	return [
		...task.attempts.wrong.map(({name}, index) => plan('wrong', index, name)),
		...task.attempts.right.map(({name}, index) => plan('right', index, name)),
		// A step that asks is not passed by typing: its solution is only the way to the answer.
		...(task.solution.length > 0 && questionOf(task.check) === undefined
			? [plan('solution', 0, 'as it is typed for the learner')]
			: []),
	];
}
