// The latest answer to the question of a step, as the learner reads it, and whether a sentence speaks of it.
import {judge, questionOf} from '../checks/judge.js';
import type {Evidence} from '../domain/evidence.js';
import type {Task} from '../domain/exercise.js';
import type {Verdict} from '../domain/verdict.js';

/** Its text and how many were given so far; undefined where none was. */
export function latestAnswer({check}: Task, {answers}: Evidence): Answered | undefined {
	const answer = answers.at(-1);
	if (answer === undefined) return undefined;
	const option = questionOf(check)?.options.find(({id}) => id === answer);
	return {text: option?.text ?? answer, count: answers.length};
}

type Answered = NonNullable<Exclude<Verdict, {kind: 'passed'}>['answered']>;

/**
 * The verdict with the answer that its sentence is about, where it still is after a command: else the
 * sentence would seem to be about that command.
 */
export function withItsAnswer(verdict: Verdict, task: Task, evidence: Evidence): Verdict {
	if (verdict.kind !== 'not-yet' || !speaksOfAnswer(verdict.by, task, evidence)) return verdict;
	const answered = latestAnswer(task, evidence);
	return answered === undefined ? verdict : {...verdict, answered};
}

function speaksOfAnswer(by: string | undefined, task: Task, evidence: Evidence): boolean {
	if (/\b(?:chosen|answered)$/.test(by ?? task.check.kind)) return true;
	const state = task.mistakes.find(({id}) => by === `mistakes: ${id}`);
	return (
		state !== undefined &&
		evidence.answers.length > 0 &&
		judge(state.when, {...evidence, answers: []}).kind !== 'passed'
	);
}
