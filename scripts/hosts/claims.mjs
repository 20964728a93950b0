// A list of claims, tried one after the other; each says how long it took.
import {inspect} from 'node:util';

/** Thrown by \`expect\`: what was claimed and what is so. */
class NotSo extends Error {}

/** @param {(line: string) => void} say */
export function createClaims(say) {
	const count = {passed: 0, failed: 0};
	return {
		count,
		/** Tries it; what it throws is why it does not hold. It may return something to be said beside its name. */
		async claim(name, prove) {
			const started = performance.now();
			const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
			try {
				const note = await prove();
				count.passed += 1;
				say(`✓ ${name}${note === undefined ? '' : `: ${note}`} (${seconds()})`);
			} catch (error) {
				count.failed += 1;
				say(`✗ ${name} (${seconds()})\n    ${error.message.trim().replaceAll('\n', '\n    ')}`);
			}
		},
	};
}

export function expectEqual(what, seen, expected) {
	if (seen !== expected) {
		throw new NotSo(`${what} should be ${inspect(expected)}, and is ${inspect(seen)}`);
	}
}

export function expectMatch(what, seen, pattern) {
	if (!pattern.test(seen)) throw new NotSo(`${what} should match ${pattern}, and is:\n${seen}`);
}
