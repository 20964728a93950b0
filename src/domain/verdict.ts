// What a check says of the evidence, and how what it saw is told to the learner.

/**
 * One thing seen, in the learner's own values: `{what: 'your shell', value: 'pid:[4026532181]'}`.
 */
export interface Sighting {
	readonly what: string;
	readonly value: string;
}

/**
 * What a check says of the evidence so far.
 *
 * - `passed`: the evidence shows it. A pass is final.
 * - `not-yet`: something is missing; `reason` says what, `look` where to look next.
 * - `failed`: it can no longer be reached in this sandbox; the way out is a reset.
 * - `cannot-tell`: the evidence could not be read: our fault or the host's, never the learner's.
 */
export type Verdict =
	| {readonly kind: 'passed'; readonly reason: string; readonly seen: readonly Sighting[]}
	| {
			readonly kind: 'not-yet' | 'failed' | 'cannot-tell';
			readonly reason: string;
			/** Where to look next, in one sentence; absent where the reason says it all. */
			readonly look?: string;
			/** The command line the reason is about, where that is not the last one. */
			readonly about?: string;
			/** The answer replied to, and how many were given so far: the same one may come twice. */
			readonly answered?: {readonly text: string; readonly count: number};
			/** What gives the reason, for an author: `all[0].entered`, or a known mistake by its id. */
			readonly by?: string;
			readonly seen: readonly Sighting[];
			/** Of a list, which of its parts hold, in the order of the file. */
			readonly held?: readonly boolean[];
			/** The same by name, where each part has one and at least one holds. */
			readonly parts?: readonly PartStanding[];
			/** How much of it is there, 0 to 1: `any` reports the branch that is closest. */
			readonly closeness?: number;
	  };

/** A part of a step, and whether it was seen. */
export interface PartStanding {
	readonly name: string;
	readonly holds: boolean;
}

/** The reason without the number of parts, where they are told of by name. */
export const uncounted = (verdict: Verdict): string =>
	verdict.kind === 'passed' || verdict.parts === undefined
		? verdict.reason
		: uncountedReason(verdict.reason);

/** The same of a reason by itself. */
export const uncountedReason = (reason: string): string =>
	reason.replace(/ \d+ of \d+ parts of this step (?:is|are) there\.$/, '');

/** What separates the words of a sentence. */
export const BETWEEN_WORDS = /(\s+|[,;]|[.:](?=\s|$))/;

/** The sightings whose values the text does not already mention. */
export function unsaidSightings(seen: readonly Sighting[], text: string): readonly Sighting[] {
	const words = text.split(BETWEEN_WORDS);
	return seen.filter(({value}) => !words.includes(value));
}

/** Each name once, in the order first seen, with all its values side by side. */
export function groupSightings(seen: readonly Sighting[]): readonly Sighting[] {
	const names = [...new Set(seen.map(({what}) => what))];
	return names.map((what) => {
		const values = seen.filter((sighting) => sighting.what === what).map(({value}) => value);
		return {what, value: [...new Set(values)].join('  ')};
	});
}
