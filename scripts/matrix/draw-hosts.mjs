// Draws hosts so that soon every value has come up, and then as many pairs of values as time allows.
import {numbersFrom} from '../drawn-numbers.mjs';
import {isPossible, PROPERTIES} from './properties.mjs';

/** A new value is worth more than all the pairs that a host can have. */
const VALUE_COUNTS = 1000;
const CANDIDATES = 60;

const valuesOf = (host) => Object.entries(host).map(([name, value]) => `${name} ${value}`);

const pairsOf = (host) => {
	const values = valuesOf(host);
	return values.flatMap((one, index) => values.slice(index + 1).map((other) => `${one}, ${other}`));
};

/** So many of the suites: the same ones for the same seed. */
export const drawSuites = (seed, count) => {
	const below = numbersFrom(`${seed}\nsuites`);
	return PROPERTIES.suite
		.map((suite) => ({suite, lot: below(2 ** 32)}))
		.sort((one, other) => one.lot - other.lot)
		.slice(0, count)
		.map(({suite}) => suite);
};

/** Every host that is possible. */
const everyHost = () =>
	Object.entries(PROPERTIES)
		.reduce(
			(hosts, [name, values]) =>
				hosts.flatMap((host) => values.map((value) => ({...host, [name]: value}))),
			[{}],
		)
		.filter(isPossible);

/**
 * Draws one host after the other; ends where none is left that `fits`, which is asked anew each time: what can't be
 * run here may show only when it is tried.
 *
 * @param {string} seed
 * @param {(host: Record<string, string>) => boolean} fits
 * @returns {Generator<Record<string, string>, void>}
 */
export function* drawHosts(seed, fits = () => true) {
	const below = numbersFrom(seed);
	const seen = new Set();
	const gain = (host) =>
		valuesOf(host).filter((value) => !seen.has(value)).length * VALUE_COUNTS +
		pairsOf(host).filter((pair) => !seen.has(pair)).length;
	const drawn = new Set();
	const all = everyHost();
	for (;;) {
		const left = all.filter((host) => !drawn.has(host) && fits(host));
		if (left.length === 0) return;
		const candidates = Array.from({length: CANDIDATES}, () => left[below(left.length)]);
		const best = candidates.reduce((one, other) => (gain(other) > gain(one) ? other : one));
		drawn.add(best);
		for (const part of [...valuesOf(best), ...pairsOf(best)]) seen.add(part);
		yield best;
	}
}

/** The values that none of these hosts has. */
export const notSeen = (hosts) => {
	const seen = new Set(hosts.flatMap(valuesOf));
	return Object.entries(PROPERTIES).flatMap(([name, values]) =>
		values.map((value) => `${name} ${value}`).filter((value) => !seen.has(value)),
	);
};
