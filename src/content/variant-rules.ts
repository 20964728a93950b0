import type {Exercise, Task} from '../domain/exercise.js';
import {askIfMeant} from '../domain/guess.js';
import {scriptProblems} from '../domain/script.js';
import {variantsOf, wordsAmong} from '../variants/variants-of.js';
import {type Located, type Path, type Problem, problemAt} from './problem.js';
import {repeated} from './question-rules.js';

/** What some host can do, so that no host's lack of a program makes a name unknown. */
const EVERY_PROGRAM = {pathOf: (program: string): string => `/usr/bin/${program}`};

/** What is wrong with the exceptions that authors have signed. */
export function* variantProblems(source: Located<Exercise>): Generator<Problem> {
	const {steps} = source.value;
	for (const [index, step] of steps.entries()) {
		const path = ['steps', index];
		const {mission: isMission = false} = step;
		yield* signedProblems({...step, isMission}, index, source, path);
		if (step.observe) {
			const form = {...step.observe, isMission};
			yield* signedProblems(form, index, source, [...path, 'observe']);
		}
	}
}

type TaskOf = Task & {readonly isMission: boolean};

function* signedProblems(
	task: TaskOf,
	stepIndex: number,
	source: Located<Exercise>,
	path: Path,
): Generator<Problem> {
	const {signed = []} = task.attempts;
	if (signed.length === 0) return;
	const names = variantNames(task, stepIndex, source.value);
	// A script that can't be read has been complained of, and has no variants.
	if (names === undefined) return;
	const at = [...path, 'attempts', 'variants'];
	for (const [index, {name}] of signed.entries()) {
		if (names.includes(name)) continue;
		yield problemAt(
			source,
			[...at, index],
			`No variant is called \`${name}\`${askIfMeant(name, names)}`,
			'Take the name that `verify --variants` says after "equivalent:" or "decoy:".',
		);
	}
	for (const name of repeated(signed.map((variant) => variant.name))) {
		yield problemAt(source, at, `The variant \`${name}\` is signed twice.`, 'Keep one reason.');
	}
}

/** The names of all variants of a step; undefined where a script on the way to it can't be read. */
function variantNames(
	{task, attempts, isMission}: TaskOf,
	stepIndex: number,
	{tabs, steps, values}: Exercise,
): readonly string[] | undefined {
	const names = tabs.map(({name}) => name);
	const before = steps.slice(0, stepIndex).map((step) => step.attempts.right[0]?.script ?? '');
	const scripts = [...before, ...attempts.right.map(({script}) => script)];
	if (scripts.some((script) => scriptProblems(script, names).length > 0)) return undefined;
	const words = wordsAmong(values);
	return attempts.right.flatMap((right) =>
		variantsOf({...right, task, words, tabs: names, before, isMission}, EVERY_PROGRAM).made.map(
			({name}) => name,
		),
	);
}
