import type {Evidence, Moment, Probe, ProbeAnswer} from '../domain/evidence.js';
import {probeKey} from '../domain/evidence.js';
import type {Sighting, Verdict} from '../domain/verdict.js';

/** Ends the reason of a step that nothing was done for; exercises rely on these words. */
export const NOTHING_RUN = 'nothing has been run yet';
/** The same of a part that comes after another one has passed. */
export const NOTHING_SINCE = 'nothing has been run since';

export const passed = (reason: string, seen: readonly Sighting[]): Verdict => ({
	kind: 'passed',
	reason,
	seen,
});

/** `closeness` is the part of the requirements that holds, 0 to 1. */
export const notYet = (
	reason: string,
	more: {
		readonly look?: string | undefined;
		/** The command line that the reason speaks of, where it was not the last one. */
		readonly about?: string | undefined;
		/** Which part of a list gives the reason. */
		readonly by?: string | undefined;
		readonly seen?: readonly Sighting[];
		readonly closeness?: number;
	} = {},
): Verdict => ({
	kind: 'not-yet',
	reason,
	...(more.look === undefined ? {} : {look: more.look}),
	...(more.about === undefined ? {} : {about: more.about}),
	...(more.by === undefined ? {} : {by: more.by}),
	seen: more.seen ?? [],
	closeness: more.closeness ?? 0,
});

export const cannotTell = (reason: string): Verdict => ({kind: 'cannot-tell', reason, seen: []});

/** True once a command has come to an end, or runs, since the step was opened. */
export const hasRun = (evidence: Evidence): boolean =>
	evidence.moments.some(({command}) => command !== undefined);

type AnswerWord = Exclude<ProbeAnswer['kind'], 'unreadable'>;
type AnswerOf<Word extends AnswerWord> = Extract<ProbeAnswer, {kind: Word}>;

/** The answer of a probe at one moment; undefined where it was not asked or could not be read. */
export function answerAt<Word extends AnswerWord>(
	moment: Moment | undefined,
	probe: Probe & {readonly kind: Word},
): AnswerOf<Word> | undefined {
	const answer = moment?.answers.get(probeKey(probe));
	// An answer is found under the key of its own probe, so that its word is the probe's.
	return answer && answer.kind === probe.kind ? (answer as AnswerOf<Word>) : undefined;
}

/** Why a probe could not be read at the latest moment; undefined where it could. */
export function unreadable(evidence: Evidence, probe: Probe): string | undefined {
	const answer = evidence.moments.at(-1)?.answers.get(probeKey(probe));
	return answer?.kind === 'unreadable' ? answer.why : undefined;
}
