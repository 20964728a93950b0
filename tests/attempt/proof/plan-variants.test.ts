import {expect, test} from 'vitest';
import {planVariants} from '../../../src/attempt/proof/plan-variants.js';
import {readCourseSource} from '../../../src/content/read-course.door.js';
import {NEEDS} from '../../../src/domain/exercise.js';

const paths = {pathOf: (program: string) => `/usr/bin/${program}`};
const {course} = await readCourseSource('.');
const tools = course.lessons.flatMap(({exercise}) =>
	[exercise, ...exercise.steps].flatMap(({needs}) => needs),
);
const everything = [...Object.keys(NEEDS), ...tools];

const plansOf = (meets: readonly string[]) =>
	course.lessons.map(({exercise}) => ({exercise, ...planVariants(exercise, meets, paths)}));

test('every step of the course has variants, each with a name of its own', () => {
	for (const {exercise, planned} of plansOf(everything)) {
		const labels = planned.map(({label}) => label);
		expect(new Set(labels).size).toBe(labels.length);
		for (const {id, attempts} of exercise.steps) {
			const types = attempts.right.some(({script}) => !script.startsWith(':answer'));
			expect(labels.some((label) => label.startsWith(`${id}, equivalent: `))).toBe(types);
			if (types) expect(labels.some((label) => label.startsWith(`${id}, decoy: `))).toBe(true);
		}
	}
});

test('a step that lacks what it needs has those of its other form, and without a sandbox there are none', () => {
	const fewer = everything.filter((need) => need !== 'nested-user-namespaces');
	const scripts = (meets: readonly string[]): readonly string[] =>
		plansOf(meets)
			.filter(({exercise}) => exercise.id === '020')
			.flatMap(({planned}) => planned.filter(({label}) => label.startsWith('new, ')))
			.map(({claim}) => claim.variant.script(''));
	const [full, observed] = [scripts(everything), scripts(fewer)];
	expect(observed.length).toBeGreaterThan(0);
	expect(observed.filter((script) => full.includes(script))).toEqual([]);
	expect(scripts([])).toEqual([]);
});

test('at most one variant in a hundred is signed: more would be a fault of the generator or a step', () => {
	const planned = plansOf(everything).flatMap((plan) => plan.planned);
	const signed = planned.filter((variant) => variant.signed !== undefined);
	expect(planned.length).toBeGreaterThan(4000);
	expect(signed.length).toBeLessThanOrEqual(planned.length / 100);
});

test('an exception is found by the name of its variant', () => {
	const exercise = course.lessons[0]?.exercise;
	const [step] = exercise?.steps ?? [];
	if (!exercise || !step) throw new Error('The course is empty.');
	const name = `${step.attempts.right[0]?.name}, through an alias`;
	const signed = [{name, because: 'A reason.', at: 'release.yaml:1'}];
	const withSigned = {...exercise, steps: [{...step, attempts: {...step.attempts, signed}}]};
	const {planned} = planVariants(withSigned, everything, paths);
	expect(planned.filter((variant) => variant.signed !== undefined)).toMatchObject([
		{label: `${step.id}, equivalent: ${name}`, signed: 'A reason.'},
	]);
});
