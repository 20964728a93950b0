// The few ways in which every kind of check words its verdict and reads a probe's answer.
import type {Evidence, Moment, Probe, ProbeAnswer} from '../domain/evidence.js';
import {probeKey} from '../domain/evidence.js';
import type {Sighting, Verdict} from '../domain/verdict.js';
import {processLabel} from './process-label.js';

/** Ends the reason of a step at which nothing was done; exercises rely on these words. */
export const NOTHING_RUN = 'nothing has been run yet';
/** The same for a part that follows one which has passed. */
export const NOTHING_SINCE = 'nothing has been run since';

/** The beginning of a sentence. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A reason has three rows, and a script may be typed in many. */
const LONGEST_QUOTE = 50;

/** A command line as a reason quotes it: its first row, and of that not more than can be recognized. */
export function quoted(commandLine: string): string {
	const [first = '', ...more] = commandLine.trim().split('\n');
	const isWhole = more.length === 0 && first.length <= LONGEST_QUOTE;
	return isWhole ? `"${first}"` : `"${first.slice(0, LONGEST_QUOTE).trimEnd()} …"`;
}

export const passed = (reason: string, seen: readonly Sighting[]): Verdict => ({
	kind: 'passed',
	reason,
	seen,
});

/** `closeness` is the share of the requirements that hold, 0 to 1. */
export const notYet = (
	reason: string,
	more: {
		readonly look?: string | undefined;
		/** The command line the reason is about, where that is not the last one. */
		readonly about?: string | undefined;
		/** Which part of a list gives the reason. */
		readonly by?: string | undefined;
		readonly seen?: readonly Sighting[];
		readonly closeness?: number;
		readonly held?: readonly boolean[];
	} = {},
): Verdict => ({
	kind: 'not-yet',
	reason,
	...(more.look === undefined ? {} : {look: more.look}),
	...(more.about === undefined ? {} : {about: more.about}),
	...(more.by === undefined ? {} : {by: more.by}),
	...(more.held === undefined ? {} : {held: more.held}),
	seen: more.seen ?? [],
	closeness: more.closeness ?? 0,
});

export const cannotTell = (reason: string): Verdict => ({kind: 'cannot-tell', reason, seen: []});

/** True once a command has run or started since the step opened. */
export const hasRun = (evidence: Evidence): boolean =>
	evidence.moments.some(({command}) => command !== undefined);

type AnswerWord = Exclude<ProbeAnswer['kind'], 'unreadable'>;
type AnswerOf<Word extends AnswerWord> = Extract<ProbeAnswer, {kind: Word}>;

/** A probe's answer at one moment; undefined where it was not asked or could not be read. */
export function answerAt<Word extends AnswerWord>(
	moment: Moment | undefined,
	probe: Probe & {readonly kind: Word},
): AnswerOf<Word> | undefined {
	const answer = moment?.answers.get(probeKey(probe));
	// The key holds the probe's kind, so the answer under it has the same one.
	return answer && answer.kind === probe.kind ? (answer as AnswerOf<Word>) : undefined;
}

/** Why the processes could not be looked at at the latest moment; undefined where they were. */
export const unseen = ({moments}: Evidence): string | undefined => moments.at(-1)?.unread;

/** The same where only the arguments of one could not be read. */
export function unseenArguments({moments}: Evidence): string | undefined {
	const one = moments.at(-1)?.processes.find(({argvUnread}) => argvUnread);
	return one && `The kernel did not tell in time with which arguments ${processLabel(one)} runs.`;
}

/** Why a probe could not be read at the latest moment; undefined where it could. */
export function unreadable(evidence: Evidence, probe: Probe): string | undefined {
	const answer = evidence.moments.at(-1)?.answers.get(probeKey(probe));
	return answer?.kind === 'unreadable' ? answer.why : undefined;
}
