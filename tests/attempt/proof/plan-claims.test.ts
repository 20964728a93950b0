import {expect, test} from 'vitest';
import {type PlannedClaim, planClaims} from '../../../src/attempt/proof/plan-claims.js';
import {readCourseSource} from '../../../src/content/read-course.door.js';
import {NEEDS} from '../../../src/domain/exercise.js';
import {SANDBOX_NEED} from '../../../src/domain/host.js';

const {course} = await readCourseSource('.');
const tools = course.lessons.flatMap(({exercise}) =>
	[exercise, ...exercise.steps].flatMap(({needs}) => needs),
);
const everything = [...Object.keys(NEEDS), ...tools];
const LACKING = /^\S+ where (\S+) is missing$/;
const viewer = {allows: () => false, facts: new Map<string, string>()};

const lackingOf = (id: string): readonly Extract<PlannedClaim, {kind: 'play'}>[] => {
	const exercise = course.lessons.find((lesson) => lesson.exercise.id === id)?.exercise;
	if (!exercise) throw new Error(`There is no exercise ${id}.`);
	return planClaims(exercise, everything, viewer).flatMap((planned) =>
		planned.kind === 'play' && LACKING.test(planned.label) ? [planned] : [],
	);
};
const lost = (label: string): string => LACKING.exec(label)?.[1] ?? '';

test('a step is played as on a host that lacks one need, of its own or of a step before it', () => {
	const names = lackingOf('050').map(({label}) => label);
	expect(names).toContain('a-wire where tool:ip is missing');
	// It needs no ip itself, and comes before the step that does.
	expect(names.filter((name) => name.startsWith('one-port-twice where tool:ip'))).toEqual([]);
	expect(names.filter((name) => name.startsWith('talk-to-yourself where tool:node'))).toHaveLength(
		1,
	);
});

test('of the needs of such a claim that one alone is taken away, and never the sandbox itself', () => {
	const claims = course.lessons.flatMap(({exercise}) => lackingOf(exercise.id));
	expect(claims.length).toBeGreaterThan(100);
	for (const planned of claims) {
		expect(planned.claim.kind).toBe('solution');
		expect(planned.claim.meets).toEqual(everything.filter((need) => need !== lost(planned.label)));
		expect(lost(planned.label)).not.toBe(SANDBOX_NEED);
	}
});

test('a step that can neither be done nor observed without a need is not played without it', () => {
	for (const {exercise} of course.lessons) {
		for (const {label} of lackingOf(exercise.id)) {
			const step = exercise.steps.find(({id}) => label.startsWith(`${id} where`));
			if (step?.needs.includes(lost(label))) expect(step.observe, label).toBeDefined();
		}
	}
});
