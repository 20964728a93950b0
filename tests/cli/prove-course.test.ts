import {describe, expect, test, vi} from 'vitest';
import {type PlannedProof, type Proof, proveCourse} from '../../src/cli/prove-course.js';
import {UserError} from '../../src/domain/user-error.js';

const lesson = {id: '010', title: 'One'};
const other = {id: '020', title: 'Two'};

/** Claims whose proofs the test ends by hand, with who runs at any time. */
function claimsByHand() {
	const running = new Set<string>();
	const ends = new Map<string, () => void>();
	const plan = (claim: string, of = lesson, alone = false): PlannedProof => ({
		lesson: of,
		claim,
		alone,
		prove: () => {
			running.add(claim);
			return new Promise((resolve) => {
				ends.set(claim, () => {
					running.delete(claim);
					resolve(undefined);
				});
			});
		},
	});
	const end = async (claim: string): Promise<void> => {
		ends.get(claim)?.();
		await new Promise(setImmediate);
	};
	return {plan, end, running};
}

const proveAll = (
	planned: readonly PlannedProof[],
	jobs = 2,
	again = 0,
	until = Number.POSITIVE_INFINITY,
) => {
	const said: string[] = [];
	const proofs = proveCourse(planned, {jobs, again, until, say: (line) => said.push(line)});
	return {said, proofs};
};

const outcomes = (proofs: readonly Proof[]): readonly string[] =>
	proofs.map(({claim, outcome}) => `${claim}: ${outcome}`);

describe('proving a course', () => {
	test('runs as many claims at once as there are jobs, over the border of a lesson', async () => {
		const {plan, end, running} = claimsByHand();
		const {proofs} = proveAll([plan('a'), plan('b', other), plan('c', other)]);
		expect([...running]).toEqual(['a', 'b']);
		await end('a');
		expect([...running]).toEqual(['b', 'c']);
		await end('b');
		await end('c');
		expect(outcomes(await proofs)).toContain('c: holds');
	});

	test('runs what measures when nothing else runs, one at a time', async () => {
		const {plan, end, running} = claimsByHand();
		const {proofs} = proveAll([plan('slow'), plan('m1', lesson, true), plan('m2', lesson, true)]);
		expect([...running]).toEqual(['slow']);
		await end('slow');
		expect([...running]).toEqual(['m1']);
		await end('m1');
		expect([...running]).toEqual(['m2']);
		await end('m2');
		await proofs;
	});

	test('begins nothing after its time, and ends what it began', async () => {
		const {plan, end} = claimsByHand();
		const until = performance.now() + 20;
		const {proofs} = proveAll([plan('a'), plan('b'), plan('c'), plan('d')], 2, 0, until);
		await vi.waitFor(() => expect(performance.now()).toBeGreaterThan(until));
		await end('a');
		await end('b');
		expect(outcomes(await proofs)).toEqual([
			'a: holds',
			'b: holds',
			'nothing is left behind: holds',
		]);
	});

	test('reports a lesson once, when its last claim is proven', async () => {
		const {plan, end} = claimsByHand();
		const {proofs, said} = proveAll([plan('a'), plan('b', other), plan('late', lesson, true)]);
		await end('a');
		await end('b');
		expect(said).toEqual([expect.stringMatching(/^✓ 020 Two: 1 of 1 hold/)]);
		await end('late');
		await proofs;
		expect(said).toEqual([expect.anything(), expect.stringMatching(/^✓ 010 One: 2 of 2 hold/)]);
	});

	test('goes on after a claim whose sandbox does not start', async () => {
		const refuse = async () => {
			throw new UserError('The sandbox could not start: Killed.', 'Run container-lessons doctor.');
		};
		const {proofs, said} = proveAll([
			{lesson, claim: 'refused', alone: false, prove: refuse},
			{lesson, claim: 'next', alone: false, prove: async () => undefined},
		]);
		expect(outcomes(await proofs)).toContain('next: holds');
		expect(said).toContain('✗ 010 refused\n    The sandbox could not start: Killed.');
	});

	test('says why a claim does not hold, and what held only at a second try', async () => {
		const outcomesOfTries = ['first', undefined];
		const {proofs, said} = proveAll(
			[
				{lesson, claim: 'never', alone: false, prove: async () => 'it passes, and must not'},
				{lesson, claim: 'once', alone: false, prove: async () => outcomesOfTries.shift()},
				{lesson, claim: 'not here', alone: false, prove: undefined, missing: ['tool:ip']},
			],
			1,
			1,
		);
		expect(outcomes(await proofs)).toEqual([
			'never: does not hold',
			'once: unsteady',
			'not here: skipped',
			'nothing is left behind: holds',
		]);
		expect(said).toEqual([
			'✗ 010 never\n    it passes, and must not',
			'~ 010 once\n    at the first try: first',
			'- 010 not here\n    this host lacks tool:ip',
			expect.stringMatching(/^✗ 010 One: 1 of 2 hold/),
		]);
	});

	test('an exception that is signed need not hold, and is told where it does', async () => {
		const {proofs, said} = proveAll([
			{lesson, claim: 'a', alone: false, signed: 'It is right.', prove: async () => 'it passes'},
			{lesson, claim: 'b', alone: false, signed: 'It is right.', prove: async () => undefined},
		]);
		expect(outcomes(await proofs).slice(0, 2)).toEqual(['a: signed', 'b: holds']);
		expect(said).toEqual([
			'· 010 a\n    It is right.',
			'✓ 010 b\n    it is signed, and holds: the exception may go',
			expect.stringMatching(/^✓ 010 One: 2 of 2 hold/),
		]);
	});
});
