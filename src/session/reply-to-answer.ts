import {askingPartOf, judge, questionOf} from '../checks/judge.js';
import type {Evidence} from '../domain/evidence.js';
import type {Task} from '../domain/exercise.js';
import type {Verdict} from '../domain/verdict.js';
import {sayOfNow} from './known-states.js';

/**
 * What is said to the latest answer, by `plain`, the verdict of the whole check. The other parts of a step may
 * lack something as well, and would speak first; but somebody who answers has asked, and is told how the answer is.
 */
export function replyToAnswer(plain: Verdict, task: Task, evidence: Evidence): Verdict {
	const answer = evidence.answers.at(-1);
	if (plain.verdict !== 'not-yet' || answer === undefined) return plain;
	const option = questionOf(task.check)?.options.find(({id}) => id === answer);
	const answered = {text: option?.text ?? answer, count: evidence.answers.length};
	const said = sayOfNow(plain, task, evidence) ?? plain;
	if (said.verdict === 'passed') return said;
	const own = ownVerdict(task, evidence, answer);
	if (own === undefined || said.verdict !== 'not-yet') return {...said, answered};
	if (own.verdict === 'passed') {
		return {...said, reason: `${own.reason} ${said.reason}`, answered};
	}
	const {look: _look, about: _about, ...rest} = said;
	const {reason, look} = sayOfAnswer(task, evidence) ?? own;
	return {...rest, reason, ...(look === undefined ? {} : {look}), answered};
}

/** What the part that asks says of this answer alone: an earlier one may have been right. */
function ownVerdict(task: Task, evidence: Evidence, answer: string): Verdict | undefined {
	const part = askingPartOf(task.check);
	return part && judge(part, {...evidence, answers: [answer]});
}

/** The sentence that a lesson has for this answer: it does not hold without one. */
function sayOfAnswer(
	task: Task,
	evidence: Evidence,
): {readonly reason: string; readonly look?: string | undefined} | undefined {
	const holds = (when: Task['check'], answers: readonly string[]): boolean =>
		judge(when, {...evidence, answers}).verdict === 'passed';
	const state = task.mistakes.find(
		({when}) => holds(when, evidence.answers.slice(-1)) && !holds(when, []),
	);
	return state && {reason: state.say, look: state.look};
}
