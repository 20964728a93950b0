// Decides which steps the viewer can offer, which runs only single commands from a closed list.
import type {Step, Task} from '../domain/exercise.js';
import {parseAttemptScript} from '../domain/script.js';

/** Whether the viewer can play a script; `observes` says whether a line is on its list. */
export function isScriptAllowed(script: string, allows: (line: string) => boolean): boolean {
	return parseAttemptScript(script).every(
		(transition) =>
			transition.kind === 'answer' || (transition.kind === 'line' && allows(transition.text)),
	);
}

/** The form of a step in the viewer: its `observe` form, or else the step itself. */
export const observationOf = (step: Step): Task => step.observe ?? step;

/**
 * Whether a task can be done without a sandbox: its solution and its first right attempt consist of
 * lines on the list, and it mentions no file in the learner's home, which only a sandbox has. A
 * script that changes tabs is ruled out too: the viewer runs lines and takes answers, no more.
 */
export const canView = (task: Task, allows: (line: string) => boolean): boolean =>
	!task.task.includes('~/') &&
	[task.attempts.right[0]?.script ?? '', ...task.solution.map(({type}) => type)].every((script) =>
		isScriptAllowed(script, allows),
	);
