// Draws numbers by a seed, so that what a gate drew can be drawn again.
import {createHash} from 'node:crypto';

/** Gives whole numbers below a bound, the same ones for the same seed. */
export function numbersFrom(seed) {
	let drawn = 0;
	return (below) => {
		drawn += 1;
		return createHash('sha256').update(`${seed}\n${drawn}`).digest().readUInt32BE() % below;
	};
}
