/** One thing that was seen, in the learner's own values: `{what: 'your shell', value: 'pid:[4026532181]'}`. */
export interface Sighting {
	readonly what: string;
	readonly value: string;
}

/**
 * What a check says of the evidence so far.
 *
 * - `passed`: the evidence shows it. Passed stays passed.
 * - `not-yet`: it is not there yet; `reason` says what is missing, `look` where to look next.
 * - `failed`: it can no longer be reached in this sandbox; the way out is a reset.
 * - `cannot-tell`: the evidence could not be read. Our fault or the host's, never the learner's.
 */
export type Verdict =
	| {readonly kind: 'passed'; readonly reason: string; readonly seen: readonly Sighting[]}
	| {
			readonly kind: 'not-yet' | 'failed' | 'cannot-tell';
			readonly reason: string;
			/** Where to look next: one sentence, or nothing when the reason says it all. */
			readonly look?: string;
			/** The command line that the reason speaks of, where it was not the last one. */
			readonly about?: string;
			/** The answer that the reason replies to, and how many have been given: one may be given twice. */
			readonly answered?: {readonly text: string; readonly count: number};
			/** What gives the reason, for an author: `all[0].entered`, or a known mistake by its id. */
			readonly by?: string;
			readonly seen: readonly Sighting[];
			/** A `not-yet` with progress ranks above one without: `any` reports the closest branch. 0 to 1. */
			readonly closeness?: number;
	  };

/** What divides the words of a sentence from each other. */
export const BETWEEN_WORDS = /(\s+|[,;]|[.:](?=\s|$))/;

/** The sightings whose values a text has not said already. */
export function unsaidSightings(seen: readonly Sighting[], text: string): readonly Sighting[] {
	const words = text.split(BETWEEN_WORDS);
	return seen.filter(({value}) => !words.includes(value));
}

/** Sightings with each name once, in the order in which it was first seen; its values stand side by side. */
export function groupSightings(seen: readonly Sighting[]): readonly Sighting[] {
	const names = [...new Set(seen.map(({what}) => what))];
	return names.map((what) => {
		const values = seen.filter((sighting) => sighting.what === what).map(({value}) => value);
		return {what, value: [...new Set(values)].join('  ')};
	});
}
