// Plans what `verify` has to prove of an exercise on this host, without playing any of it.
import {questionOf} from '../../checks/judge.js';
import type {Exercise, Need, Step, Task} from '../../domain/exercise.js';
import {missingNeeds, observedForm, SANDBOX_NEED} from '../../domain/host.js';
import {canView, isScriptAllowed, observationOf} from '../can-view.js';
import {fillTask} from '../fill-task.js';
import type {ViewerRules} from '../judge-steps.js';
import {measuresAt} from './at-step.js';
import type {Claim} from './verify-attempt.js';

/** A claim and its name in a report; or a step that this host can't play, and why. */
export type PlannedClaim =
	| {
			readonly kind: 'play';
			readonly label: string;
			readonly claim: Claim;
			/** File and line in the exercise's folder. */
			readonly at: string;
			/** Its step, or one played before it, depends on timing: it has to be played alone. */
			readonly measures: boolean;
	  }
	| {readonly kind: 'skip'; readonly label: string; readonly missing: readonly Need[]};

/**
 * Everything an exercise file claims that this host can prove: every attempt of every step; its
 * solution, played as if the host lacked one need of it or of an earlier step; every attempt of its
 * `observe` form, played as if the host lacked what the step needs; and what the viewer can run, which any
 * host can prove.
 */
export function planClaims(
	exercise: Exercise,
	meets: readonly Need[],
	viewer: ViewerRules,
): readonly PlannedClaim[] {
	return exercise.steps.flatMap((step, stepIndex) => {
		const at = {exercise, stepIndex};
		return [...sandboxClaims(step, at, meets), ...observedClaims(step, at, viewer)];
	});
}

type Place = Pick<Claim, 'exercise' | 'stepIndex'>;

function sandboxClaims(step: Step, at: Place, meets: readonly Need[]): readonly PlannedClaim[] {
	const needs = [SANDBOX_NEED, ...at.exercise.needs];
	const missing = missingNeeds({needs}, step, {meets});
	const done: readonly PlannedClaim[] =
		missing.length === 0
			? [
					...claimsOf(step, {...at, meets, where: 'sandbox'}, step.id),
					...lackingClaims(step, at, meets),
				]
			: [{kind: 'skip', label: step.id, missing}];
	// A step without needs of its own needs only the sandbox: its `observe` form is for the viewer.
	if (!step.observe || step.needs.length === 0 || !meets.includes(SANDBOX_NEED)) return done;
	const {observeNeeds = []} = step;
	const lackingToo = observeNeeds.filter((need) => !meets.includes(need));
	if (lackingToo.length > 0) {
		return [...done, {kind: 'skip', label: `${step.id} (observed)`, missing: lackingToo}];
	}
	const lacking = meets.filter((need) => !step.needs.includes(need) || observeNeeds.includes(need));
	const seen = claimsOf(
		step.observe,
		{...at, meets: lacking, where: 'sandbox'},
		`${step.id} (observed)`,
	);
	return [...done, ...seen];
}

/**
 * That a step can be done, as it is or observed, on a host that lacks a single need of it or of an
 * earlier step: what the others then leave behind is not what an author has before the eyes.
 */
function lackingClaims(step: Step, at: Place, meets: readonly Need[]): readonly PlannedClaim[] {
	const always = [SANDBOX_NEED, ...at.exercise.needs];
	const upToHere = at.exercise.steps.slice(0, at.stepIndex + 1).flatMap(({needs}) => needs);
	return [...new Set(upToHere)]
		.filter((need) => !always.includes(need) && meets.includes(need))
		.flatMap((lost) => {
			const left = meets.filter((need) => need !== lost);
			const form = step.needs.includes(lost) ? observedForm(step, {meets: left}) : step;
			const claims = form ? claimsOf(form, {...at, meets: left, where: 'sandbox'}, step.id) : [];
			// A name of its own: who asks for the solutions alone asks for those of this host.
			const label = `${step.id} where ${lost} is missing`;
			return claims.flatMap((planned) =>
				planned.kind === 'play' && planned.claim.kind === 'solution' ? [{...planned, label}] : [],
			);
		});
}

/** The claims that the viewer can play; the others need a shell. */
function observedClaims(
	step: Step,
	at: Place,
	{allows, facts}: ViewerRules,
): readonly PlannedClaim[] {
	const task = observationOf(step);
	const filled = fillTask(task, facts);
	if (!canView(filled, allows)) return [];
	const label = `${step.id} (without a sandbox)`;
	return claimsOf(task, {...at, meets: [], where: 'viewer'}, label).filter((planned) => {
		if (planned.kind === 'skip' || planned.claim.kind === 'solution') return true;
		const {kind, index} = planned.claim;
		return isScriptAllowed(filled.attempts[kind][index]?.script ?? '', allows);
	});
}

function claimsOf(
	task: Task | Step,
	at: Pick<Claim, 'exercise' | 'stepIndex' | 'meets' | 'where'>,
	label: string,
): readonly PlannedClaim[] {
	const plan = (kind: Claim['kind'], index: number, name: string, line: string): PlannedClaim => ({
		kind: 'play',
		label: `${label}, ${kind}: ${name}`,
		claim: {...at, kind, index},
		at: line,
		measures: measuresAt(at),
	});
	return [
		...task.attempts.wrong.map(({name, at: line}, index) => plan('wrong', index, name, line)),
		...task.attempts.right.map(({name, at: line}, index) => plan('right', index, name, line)),
		// A step that asks is not passed by typing: its solution is only the way to the answer.
		...(task.solution.length > 0 && questionOf(task.check) === undefined
			? [plan('solution', 0, 'as it is typed for the learner', task.solutionAt)]
			: []),
	];
}
