// Works out how each step can be done on this host, for `list` and `doctor` to say the same.

import {canView, observationOf} from '../attempt/can-view.js';
import {fillTask} from '../attempt/fill-task.js';
import type {Course, Lesson} from '../domain/course.js';
import type {Exercise, Step} from '../domain/exercise.js';
import {
	type HostReport,
	missingNeeds,
	observedForm,
	runsExercises,
	SANDBOX_NEED,
	type StepCounts,
} from '../domain/host.js';
import type {World} from './world.js';

/** How a step can be done on this host. */
export interface StepHere {
	readonly lesson: Lesson;
	readonly step: Step;
	/**
	 * `full`: as written; `observed`: its variant that only looks; `not`: it can't be passed here.
	 */
	readonly runsHere: 'full' | 'observed' | 'not';
	/** What this host lacks for it. */
	readonly missing: readonly string[];
}

/** Every step of the course, in order, with how this host can do it. */
export async function stepsHere(
	course: Course,
	host: HostReport,
	world: Pick<World, 'viewer' | 'makeValues'>,
): Promise<readonly StepHere[]> {
	const runsIn = host.hostClass === 'full' ? inSandbox(host) : await withoutSandbox(host, world);
	return course.lessons.flatMap((lesson) =>
		lesson.exercise.steps.map((step) => ({lesson, step, ...runsIn(lesson.exercise, step)})),
	);
}

/** All of them by how they can be done. */
export function countSteps(steps: readonly Pick<StepHere, 'runsHere'>[]): StepCounts {
	const count = (how: StepHere['runsHere']): number =>
		steps.filter(({runsHere}) => runsHere === how).length;
	return {done: count('full'), observed: count('observed'), none: count('not')};
}

type RunsIn = (exercise: Exercise, step: Step) => Pick<StepHere, 'runsHere' | 'missing'>;

const inSandbox =
	(host: HostReport): RunsIn =>
	(exercise, step) => {
		const missing = missingNeeds(exercise, step, host);
		return {
			missing,
			runsHere: missing.length === 0 ? 'full' : observedForm(step, host) ? 'observed' : 'not',
		};
	};

async function withoutSandbox(
	host: HostReport,
	world: Pick<World, 'viewer' | 'makeValues'>,
): Promise<RunsIn> {
	const [{rules}, makeValues] = await Promise.all([world.viewer(), world.makeValues()]);
	return (exercise, step) => {
		const missing = missingNeeds({needs: [SANDBOX_NEED, ...exercise.needs]}, step, host);
		const facts = new Map([...makeValues(exercise), ...rules.facts]);
		const isObservable =
			runsExercises(host.hostClass) && canView(fillTask(observationOf(step), facts), rules.allows);
		return {missing, runsHere: isObservable ? 'observed' : 'not'};
	};
}

/** The host with what of the course it can do, for the screens to say it before the first lesson. */
export async function hostWithCounts(world: World): Promise<HostReport> {
	const [course, host] = await Promise.all([world.course(), world.host()]);
	const steps = await stepsHere(course, host, world);
	return {
		...host,
		steps: countSteps(steps),
		coreSteps: countSteps(steps.filter(({step}) => step.core)),
	};
}
