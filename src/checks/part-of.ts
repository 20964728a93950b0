// Cuts evidence into the part that a check is judged by, and keeps what came before it.
import type {Evidence} from '../domain/evidence.js';

/** The moments from one index to before another, or to the end. */
export const partOf = (evidence: Evidence, from: number, to?: number): Evidence => ({
	...evidence,
	moments: evidence.moments.slice(from, to),
	earlier: [...(evidence.earlier ?? []), ...evidence.moments.slice(0, from)],
	before: evidence.moments[from - 1] ?? evidence.before,
});
