import type {Step, Task} from '../domain/exercise.js';
import {parseAttemptScript} from '../domain/script.js';

/** Whether a script can be played where only single commands of a list are run: `observes` knows the list. */
export function isScriptAllowed(script: string, observes: (line: string) => boolean): boolean {
	return parseAttemptScript(script).every(
		(transition) =>
			transition.kind === 'answer' || (transition.kind === 'line' && observes(transition.text)),
	);
}

/** The form in which a step is met where no sandbox can be had: nobody has to write it a third time. */
export const observationOf = (step: Step): Task => step.observe ?? step;

/**
 * Whether a task can be done without a sandbox: when what is typed for the learner and its first right attempt
 * are of the list, and it speaks of none of the files that only a sandbox has. A second terminal it wants
 * neither, then.
 */
export const canView = (task: Task, observes: (line: string) => boolean): boolean =>
	!task.task.includes('~/') &&
	[task.attempts.right[0]?.script ?? '', ...task.solution.map(({type}) => type)].every((script) =>
		isScriptAllowed(script, observes),
	);
