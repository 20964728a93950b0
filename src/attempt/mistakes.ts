// Lets the lesson's own sentence speak where the evidence shows a mistake or a lost state it knows.
import {isSameRun} from '../checks/commands-of.js';
import {judge} from '../checks/judge.js';
import {partOf} from '../checks/part-of.js';
import {NOTHING_RUN, NOTHING_SINCE} from '../checks/verdicts.js';
import type {CommandRun, Evidence} from '../domain/evidence.js';
import type {KnownState, Task} from '../domain/exercise.js';
import type {Verdict} from '../domain/verdict.js';
import {remarkOn} from './unknown-command.js';

/**
 * What the check itself says, and for how many of the latest moments it has said just that. Any
 * command ends "nothing has been run since", so a change from those words does not count as a move.
 */
export interface LastReason {
	readonly words: string;
	readonly moments: number;
}

const NOTHING_YET = new RegExp(`(?:${NOTHING_RUN}|${NOTHING_SINCE})\\.`);

/** The check's words after one more look; `isNew` is false for a second look at the same moment. */
export function lastReasonOf(
	verdict: Verdict,
	{last, isNew}: {readonly last: LastReason | undefined; readonly isNew: boolean},
): LastReason {
	const words = wordsOf(verdict);
	const goesOn = last && (words === last.words || NOTHING_YET.test(last.words));
	return {words, moments: goesOn ? last.moments + (isNew ? 1 : 0) : 1};
}

/** What a verdict says, and how close it says the step is. */
const wordsOf = (verdict: Verdict): string =>
	`${verdict.kind === 'passed' ? 1 : (verdict.closeness ?? 0)} ${verdict.reason}`;

/**
 * Puts the check's verdict into the lesson's own words where the evidence shows a state the lesson
 * knows: first the states from which the step can no longer be passed, then the mistakes. A command
 * that the shell did not find comes before an older mistake. An older mistake is named only while
 * nothing has moved since, and together with the command it is about.
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

/** The lesson's own sentence where a state is lost or the latest moment alone shows a mistake. */
export function sayOfNow(verdict: Verdict, task: Task, evidence: Evidence): Verdict | undefined {
	const lost = firstThatHolds(task.lost, evidence);
	if (lost) return inWordsOf(lost, {...verdict, kind: 'failed'});
	// The sentence should be about what the learner did last; `lastShown` finds the older mistakes.
	const mistake = firstThatHolds(task.mistakes, latestOf(evidence));
	return mistake && inWordsOf(mistake, verdict);
}

/** The evidence of the latest moment alone. */
const latestOf = (evidence: Evidence): Evidence =>
	partOf(evidence, Math.max(0, evidence.moments.length - 1));

/**
 * The state that takes several commands to show or else the one that a single command showed last,
 * with that command: without it the sentence would seem to be about the latest. Neither is named
 * any more once something has moved since; what the latest command itself has moved, it did not mend.
 */
function lastShown(
	states: readonly KnownState[],
	evidence: Evidence,
	standing: LastReason,
): {readonly state: KnownState; readonly about: {readonly about?: string}} | undefined {
	const count = evidence.moments.length;
	const moments = sinceItsCommand(
		evidence.moments,
		Math.max(standing.moments, momentsOfLatest(evidence)),
	);
	/** It takes several moments to show, and showed before what was last done moved anything. */
	const isOld = (state: KnownState): boolean =>
		moments < count &&
		firstThatHolds([state], {...evidence, moments: evidence.moments.slice(0, count - moments)}) !==
			undefined;
	const [last] = states
		.filter((state) => firstThatHolds([state], evidence))
		.map((state) => {
			const at = evidence.moments.findLastIndex((moment) =>
				// A command is not an answer: a state that takes both shows only over several moments.
				firstThatHolds([state], {
					...evidence,
					moments: [moment],
					answers: moment.command ? [] : evidence.answers,
				}),
			);
			return {state, at: at >= 0 ? at : isOld(state) ? -1 : count};
		})
		.filter(({at}) => at >= count - moments)
		.toSorted((one, other) => other.at - one.at);
	if (last === undefined) return undefined;
	const line = evidence.moments[last.at]?.command?.line;
	const isLatest = line === undefined || line === lastCommandOf(evidence)?.line;
	return {state: last.state, about: isLatest ? {} : {about: line}};
}

/**
 * How many of the latest moments it takes to have all that may show what the latest command did: those
 * in which it ran or ended, and the looks before it that follow no command, since such a look may
 * still be under way when it starts.
 */
function momentsOfLatest(evidence: Evidence): number {
	const {moments} = evidence;
	const latest = lastCommandOf(evidence);
	if (latest === undefined) return 0;
	const first = moments.findIndex(({command}) => command && isSameRun(command, latest));
	const before = moments.slice(0, first).findLastIndex(({command}) => command !== undefined);
	return moments.length - before - 1;
}

/**
 * So many of the latest moments, and those right before them in which the same command ran, where it runs
 * on: it may have been looked at between two things that it moved, as a shell that is being started.
 */
function sinceItsCommand(moments: Evidence['moments'], latest: number): number {
	let from = Math.max(0, moments.length - latest);
	const run = moments[from]?.command;
	if (run === undefined || run.status !== undefined) return latest;
	const isOfRun = (at: number): boolean => {
		const before = moments[at]?.command;
		return before !== undefined && isSameRun(before, run);
	};
	while (isOfRun(from - 1)) from -= 1;
	return moments.length - from;
}

const lastCommandOf = (evidence: Evidence): CommandRun | undefined =>
	evidence.moments.findLast(({command}) => command !== undefined)?.command;

function firstThatHolds(states: readonly KnownState[], evidence: Evidence): KnownState | undefined {
	const seen = onlySeen(evidence);
	return states.find((state) => judge(state.when, seen).kind === 'passed');
}

/**
 * The evidence for a sentence. How a command ended in a shell without marks, nobody saw: a check gives
 * the learner the benefit of that doubt, but "the kernel refused" takes a refusal that was seen.
 */
const onlySeen = (evidence: Evidence): Evidence =>
	evidence.moments.some(({command}) => command?.marked === false)
		? {
				...evidence,
				moments: evidence.moments.map((moment) =>
					moment.command ? {...moment, command: {...moment.command, onlySeen: true}} : moment,
				),
			}
		: evidence;

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
