// Makes sure that a learner who answers a question is told about that answer first.
import {askingPartOf, judge} from '../checks/judge.js';
import type {Evidence} from '../domain/evidence.js';
import type {Task} from '../domain/exercise.js';
import type {Verdict} from '../domain/verdict.js';
import {latestAnswer} from './latest-answer.js';
import {sayOfNow} from './mistakes.js';

/** Words that replace a verdict's own. */
interface Words {
	readonly reason: string;
	readonly look?: string | undefined;
}

/**
 * The reply to the latest answer; `plain` is the verdict of the whole check. Other parts of the
 * step may be missing too and would speak first, but a learner who answers wants to know whether
 * the answer is right.
 */
export function replyToAnswer(plain: Verdict, task: Task, evidence: Evidence): Verdict {
	const answer = evidence.answers.at(-1);
	const answered = latestAnswer(task, evidence);
	if (plain.kind !== 'not-yet' || answer === undefined || answered === undefined) return plain;
	const said = sayOfNow(plain, task, evidence) ?? plain;
	if (said.kind === 'passed') return said;
	const words = said.kind === 'not-yet' ? wordsFor(answer, said, task, evidence) : said;
	const {look: _look, about: _about, ...rest} = said;
	const {reason, look} = words;
	return {...rest, reason, ...(look === undefined ? {} : {look}), answered};
}

function wordsFor(answer: string, said: Words, task: Task, evidence: Evidence): Words {
	const part = askingPartOf(task.check);
	if (part === undefined) return said;
	// An earlier answer may have been right: the reply is about this one.
	const own = judge(part, {...evidence, answers: [answer]});
	const known = wordsOfLesson([answer], task, evidence);
	if (own.kind === 'passed' && known) return known;
	const reply = known ?? own;
	if (judge(part, evidence).kind !== 'passed') return reply;
	const missing = wordsOfLesson(evidence.answers, task, evidence) ?? said;
	return {...missing, reason: `${reply.reason} ${missing.reason}`};
}

/** The lesson's sentence for these answers: that of a mistake which does not hold without them. */
function wordsOfLesson(
	answers: readonly string[],
	task: Task,
	evidence: Evidence,
): Words | undefined {
	const holds = (when: Task['check'], given: readonly string[]): boolean =>
		judge(when, {...evidence, answers: given}).kind === 'passed';
	const state = task.mistakes.find(({when}) => holds(when, answers) && !holds(when, []));
	return state && {reason: state.say, look: state.next};
}
