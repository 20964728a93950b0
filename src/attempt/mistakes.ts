import {judge} from '../checks/judge.js';
import {NOTHING_RUN, NOTHING_SINCE} from '../checks/verdicts.js';
import type {CommandRun, Evidence} from '../domain/evidence.js';
import type {KnownState, Task} from '../domain/exercise.js';
import type {Verdict} from '../domain/verdict.js';
import {remarkOn} from './unknown-command.js';

/**
 * What the check itself says, and for how many of the latest moments it has said nothing else. That nothing
 * has been run yet for its next part is a word of the command before: the next one may speak of that still.
 */
export interface LastReason {
	readonly words: string;
	readonly moments: number;
}

const NOTHING_YET = new RegExp(`(?:${NOTHING_RUN}|${NOTHING_SINCE})\\.`);

/** The standing after one look more: `isNew` tells a new moment from the same one, looked at again. */
export function lastReasonOf(
	verdict: Verdict,
	{last, isNew}: {readonly last: LastReason | undefined; readonly isNew: boolean},
): LastReason {
	const words = wordsOf(verdict);
	const goesOn = last && (words === last.words || NOTHING_YET.test(last.words));
	return {words, moments: goesOn ? last.moments + (isNew ? 1 : 0) : 1};
}

/** What a verdict says, and how near it says the step is. */
const wordsOf = (verdict: Verdict): string =>
	`${verdict.kind === 'passed' ? 1 : (verdict.closeness ?? 0)} ${verdict.reason}`;

/**
 * What the step's check says, in the lesson's own sentence where the evidence shows a state that the
 * lesson knows: first the states from which the step can't be reached any more, then the mistakes. A
 * command that the shell did not find is said before an older mistake. An older mistake is said only while
 * nothing has moved since, and with the command that it speaks of.
 */
export function inLessonWords(
	verdict: Verdict,
	task: Task,
	evidence: Evidence,
	standing: LastReason,
): Verdict {
	if (verdict.kind !== 'not-yet') return verdict;
	const now = sayOfNow(verdict, task, evidence);
	if (now) return now;
	const remark = remarkOn(lastCommandOf(evidence), task);
	if (remark) return inWordsOf(remark, verdict);
	const earlier = lastShown(task.mistakes, evidence, standing);
	return earlier ? {...inWordsOf(earlier.state, verdict), ...earlier.about} : verdict;
}

/** The lesson's own sentence where a state is lost, or the latest moment by itself shows a mistake; else undefined. */
export function sayOfNow(verdict: Verdict, task: Task, evidence: Evidence): Verdict | undefined {
	const lost = firstThatHolds(task.lost, evidence);
	if (lost) return inWordsOf(lost, {...verdict, kind: 'failed'});
	// What they did last is what the sentence should be about; what takes several commands shows in all of it.
	const mistake = firstThatHolds(task.mistakes, latestOf(evidence));
	return mistake && inWordsOf(mistake, verdict);
}

/** The evidence of the latest moment alone. */
const latestOf = (evidence: Evidence): Evidence => ({
	...evidence,
	before: evidence.moments.at(-2) ?? evidence.before,
	moments: evidence.moments.slice(-1),
});

/**
 * The state that takes several commands to show or, where there is none, the one that a single command
 * showed last, with that command: without it the sentence would seem to speak of the latest. What a single
 * command showed is said no more once something has moved after it.
 */
function lastShown(
	states: readonly KnownState[],
	evidence: Evidence,
	{moments}: LastReason,
): {readonly state: KnownState; readonly about: {readonly about?: string}} | undefined {
	const count = evidence.moments.length;
	const [last] = states
		.filter((state) => firstThatHolds([state], evidence))
		.map((state) => {
			const at = evidence.moments.findLastIndex((moment) =>
				// No command is an answer: what takes both is shown by more than one moment.
				firstThatHolds([state], {
					...evidence,
					moments: [moment],
					answers: moment.command ? [] : evidence.answers,
				}),
			);
			return {state, at: at < 0 ? count : at};
		})
		.filter(({at}) => at >= count - moments)
		.toSorted((one, other) => other.at - one.at);
	if (last === undefined) return undefined;
	const line = evidence.moments[last.at]?.command?.line;
	const isLatest = line === undefined || line === lastCommandOf(evidence)?.line;
	return {state: last.state, about: isLatest ? {} : {about: line}};
}

const lastCommandOf = (evidence: Evidence): CommandRun | undefined =>
	evidence.moments.findLast(({command}) => command !== undefined)?.command;

function firstThatHolds(states: readonly KnownState[], evidence: Evidence): KnownState | undefined {
	return states.find((state) => judge(state.when, evidence).kind === 'passed');
}

/** What a state says, or a remark that no lesson wrote and that has no id. */
function inWordsOf(
	{id, say, next}: Pick<KnownState, 'say' | 'next'> & {readonly id?: string},
	verdict: Verdict,
): Verdict {
	if (verdict.kind === 'passed') return verdict;
	const {look: _look, about: _about, by: _by, ...rest} = verdict;
	const list = verdict.kind === 'failed' ? 'lost' : 'mistakes';
	return {
		...rest,
		reason: say,
		...(next === undefined ? {} : {look: next}),
		...(id === undefined ? {} : {by: `${list}: ${id}`}),
	};
}
