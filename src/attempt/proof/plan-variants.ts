// Plans the variants of every right attempt that this host can play, without playing any of them.
import type {Exercise, Need, Step, Task} from '../../domain/exercise.js';
import {missingNeeds, observedForm, SANDBOX_NEED} from '../../domain/host.js';
import type {ProgramPaths} from '../../variants/rewritings.js';
import {type Variant, variantsOf, wordsAmong} from '../../variants/variants-of.js';
import {measuresAt, type StepPlace} from './at-step.js';

/** A variant of a right attempt, to be played at its step. */
export interface VariantClaim extends StepPlace {
	readonly variant: Variant;
	/** Index of the right attempt it was made from. */
	readonly index: number;
	/** The scripts that open its step, one for each step before it. */
	readonly before: readonly string[];
}

/** A variant and its name in a report. */
export interface PlannedVariant {
	readonly label: string;
	readonly claim: VariantClaim;
	/** File and line in the exercise's folder. */
	readonly at: string;
	readonly measures: boolean;
	/** Why the author says that it may be judged otherwise. */
	readonly signed: string | undefined;
}

/** What was planned, and how many of which kind were not made, for they would be another act. */
export interface VariantPlan {
	readonly planned: readonly PlannedVariant[];
	readonly notApplicable: readonly string[];
}

/** All variants of an exercise, each step in the form that a learner meets on this host. */
export function planVariants(
	exercise: Exercise,
	meets: readonly Need[],
	paths: ProgramPaths,
): VariantPlan {
	if (!meets.includes(SANDBOX_NEED)) return {planned: [], notApplicable: []};
	const words = wordsAmong(exercise.values);
	const forms = exercise.steps.map((step) => formHere(exercise, step, meets));
	const plans = exercise.steps.flatMap((step, stepIndex): readonly VariantPlan[] => {
		const form = forms[stepIndex];
		if (!form) return [];
		// A step that this host can't do is played all the same on the way to a later one.
		const before = exercise.steps
			.slice(0, stepIndex)
			.map((other, index) => (forms[index] ?? other).attempts.right[0]?.script ?? '');
		const tabs = exercise.tabs.map(({name}) => name);
		const measures = measuresAt({exercise, stepIndex, meets});
		return form.attempts.right.map(({at, ...right}, index) => {
			const isMission = step.mission === true;
			const source = {...right, task: form.task, words, tabs, before, isMission};
			const {made, notApplicable} = variantsOf(source, paths);
			const planned = made.map(
				(variant): PlannedVariant => ({
					label: `${step.id}, ${variant.isEquivalent ? 'equivalent' : 'decoy'}: ${variant.name}`,
					claim: {exercise, stepIndex, meets, variant, index, before},
					at,
					measures,
					signed: form.attempts.signed?.find(({name}) => name === variant.name)?.because,
				}),
			);
			return {planned, notApplicable};
		});
	});
	return {
		planned: plans.flatMap(({planned}) => planned),
		notApplicable: plans.flatMap(({notApplicable}) => notApplicable),
	};
}

/** The step or its `observe` form; undefined where this host can play neither. */
function formHere(exercise: Exercise, step: Step, meets: readonly Need[]): Task | undefined {
	return missingNeeds(exercise, step, {meets}).length === 0 ? step : observedForm(step, {meets});
}
