import {describe, expect, test} from 'vitest';
import {drawHosts, drawSuites, notSeen} from '../../scripts/matrix/draw-hosts.mjs';
import {judgeHost} from '../../scripts/matrix/judge-host.mjs';
import {isWholeSet} from '../../scripts/matrix/own-capabilities.mjs';
import {isPossible, PROPERTIES} from '../../scripts/matrix/properties.mjs';

function draw(seed: string, count: number, fits?: (host: Record<string, string>) => boolean) {
	const hosts: Record<string, string>[] = [];
	for (const host of drawHosts(seed, fits)) {
		hosts.push(host);
		if (hosts.length === count) break;
	}
	return hosts;
}

describe('the draw of hosts', () => {
	test('is the same for the same seed, and another for another', () => {
		expect(draw('one', 8)).toEqual(draw('one', 8));
		expect(draw('one', 8)).not.toEqual(draw('two', 8));
	});

	test.each(['one', 'two', 'three'])(
		'has every value among the first 18 hosts, seed %s',
		(seed) => {
			const hosts = draw(seed, 18);
			expect(notSeen(hosts)).toEqual([]);
			expect(hosts.filter((host) => !isPossible(host))).toEqual([]);
		},
	);

	test('ends where nothing fits any more', () => {
		const hosts = draw(
			'one',
			1000,
			({way, suite, tools}) => [way, suite, tools].join() === 'docker,sid,full',
		);
		expect(hosts).toHaveLength(4);
		expect(draw('one', 5, () => false)).toEqual([]);
	});

	test('says which values did not come up', () => {
		expect(notSeen(draw('one', 1))).toContain(
			draw('one', 1)[0]?.['who'] === 'root' ? 'who user' : 'who root',
		);
	});
});

const counts = {done: 80, observed: 15, none: 0};
const doctor = {hostClass: 'full', steps: counts, summary: 'This host runs the whole sandbox.'};
const claim = (played: string, outcome: string) => ({
	lesson: '080',
	step: 'own-group',
	played,
	outcome,
	claim: 'own-group, solution: as it is typed for the learner',
	why: 'it should pass',
});
const judge = (...claims: object[]) => judgeHost({doctor, played: {counts, claims}});

test('suites are drawn by the seed, and each comes up', () => {
	const drawn = Array.from({length: 20}, (_, seed) => drawSuites(String(seed), 2));
	expect(drawSuites('1', 2)).toEqual(drawn[1]);
	expect(new Set(drawn.flat())).toEqual(new Set(PROPERTIES.suite));
	expect(drawn.filter((suites) => new Set(suites).size !== 2)).toEqual([]);
});

test('a machine without a capability of its own can give none all of them', () => {
	expect(isWholeSet('000001ffffffffff', 40)).toBe(true);
	// Without CAP_SYS_RESOURCE, which is 24.
	expect(isWholeSet('000001fffeffffff', 40)).toBe(false);
	expect(isWholeSet('0000003fffffffff', 40)).toBe(false);
});

describe('the judge of a host', () => {
	test('finds nothing wrong where what can be done is done, and what can not is not', () => {
		const {wrong, numbers, result} = judge(
			claim('as said', 'holds'),
			claim('as said', 'unsteady'),
			claim('anyway', 'does not hold'),
		);
		expect(wrong).toEqual([]);
		expect(numbers).toBe('80/15/0');
		expect(result).toBe('2 of 2 hold, 1 tried anyway');
	});

	test.each([
		['does not hold', 'as said'],
		['skipped', 'as said'],
		['holds', 'anyway'],
		['unsteady', 'anyway'],
	])('calls it wrong that a step %s, played %s', (outcome, played) => {
		expect(judge(claim(played, outcome)).wrong).toEqual([expect.stringContaining('080/own-group')]);
	});

	test('calls it wrong that something is left behind', () => {
		const left = {claim: 'nothing is left behind', outcome: 'does not hold', why: 'a process'};
		expect(judge(left).wrong).toEqual(['nothing is left behind: a process']);
	});

	test('calls two answers that differ wrong, and a doctor that breaks', () => {
		const other = {done: 95, observed: 0, none: 0};
		expect(judgeHost({doctor, played: {counts: other, claims: []}}).wrong).toEqual([
			'doctor said 80/15/0, and asked again 95/0/0',
		]);
		expect(judgeHost({doctor: {broken: 'ended with 1'}, played: {}}).wrong).toHaveLength(1);
	});

	test('says of a host that could not be entered why, and nothing of doctor', () => {
		const judged = judgeHost({notRun: 'runc: no such file'});
		expect(judged.notEntered).toBe('runc: no such file');
		expect(judged.wrong).toEqual([]);
	});

	test('calls nothing right or wrong where doctor says that it does not know', () => {
		const unsure = judgeHost({doctor: {...doctor, isUnsure: true}, played: {}});
		expect(unsure.unknown).toMatch(/too slow/);
		expect(unsure.wrong).toEqual([]);
	});
});
