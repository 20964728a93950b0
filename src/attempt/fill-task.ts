import {fillCheck} from '../checks/judge.js';
import type {Facts} from '../domain/evidence.js';
import type {KnownState, Task} from '../domain/exercise.js';
import {fillTemplate} from '../domain/fact.js';

/** Puts the facts and this attempt's values in place of every `{{name}}` of a task. */
export function fillTask(task: Task, facts: Facts): Task {
	const fill = (text: string): string => fillTemplate(text, facts);
	const fillState = (state: KnownState): KnownState => ({
		...state,
		when: fillCheck(state.when, facts),
		say: fill(state.say),
		...(state.next === undefined ? {} : {next: fill(state.next)}),
	});
	return {
		task: fill(task.task),
		check: fillCheck(task.check, facts),
		...(task.parts === undefined ? {} : {parts: task.parts.map(fill)}),
		meaning: fill(task.meaning),
		hints: task.hints.map(fill),
		solution: task.solution.map((line) => ({type: fill(line.type), why: fill(line.why)})),
		solutionAt: task.solutionAt,
		mistakes: task.mistakes.map(fillState),
		lost: task.lost.map(fillState),
		attempts: {
			...task.attempts,
			right: task.attempts.right.map((attempt) => ({...attempt, script: fill(attempt.script)})),
			wrong: task.attempts.wrong.map((attempt) => ({
				...attempt,
				script: fill(attempt.script),
				because: fill(attempt.because),
			})),
		},
	};
}
