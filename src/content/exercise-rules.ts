import type {Exercise, ValueRecipe} from '../domain/exercise.js';
import {isNeed, NEED_WORDS} from '../domain/exercise.js';
import {askIfMeant} from '../domain/guess.js';
import {missionLacks} from './mission-rules.js';
import {type Located, type Path, type Problem, problemAt} from './problem.js';
import {repeated} from './question-rules.js';
import {taskProblems} from './task-rules.js';
import {templateProblems} from './template-rules.js';
import {variantProblems} from './variant-rules.js';

type Source = Located<Exercise>;

function* needProblems(source: Source, needs: readonly string[], path: Path): Generator<Problem> {
	for (const [index, need] of needs.entries()) {
		if (isNeed(need)) continue;
		yield problemAt(
			source,
			[...path, index],
			`No host can say whether it has \`${need}\`${askIfMeant(need, NEED_WORDS)}`,
			`Needs are ${NEED_WORDS.join(', ')}.`,
		);
	}
}

function hasSeveral(recipe: ValueRecipe): boolean {
	switch (recipe.make) {
		case 'word':
			return true;
		case 'choice':
			return new Set(recipe.of).size > 1;
		case 'integer': {
			const {from, to, multipleOf} = recipe;
			return Math.floor(to / multipleOf) > Math.ceil(from / multipleOf);
		}
	}
}

function* valueProblems(source: Source): Generator<Problem> {
	for (const [name, recipe] of Object.entries(source.value.values)) {
		if (hasSeveral(recipe)) continue;
		yield problemAt(
			source,
			['values', name],
			`The value \`${name}\` is the same in every attempt.`,
			'Widen it, or write it out where it is used.',
		);
	}
}

function* fileProblems(source: Source): Generator<Problem> {
	const {files, values, setup} = source.value;
	for (const path of repeated(files.map((file) => file.path))) {
		yield problemAt(source, ['files'], `Two files are put at ${path}.`, 'Keep one.');
	}
	for (const [index, {path}] of files.entries()) {
		yield* templateProblems([path], Object.keys(values), (sentence, cure) =>
			problemAt(source, ['files', index], sentence, cure),
		);
	}
	yield* templateProblems([setup], Object.keys(values), (sentence, cure) =>
		problemAt(source, ['setup'], sentence, cure),
	);
}

/** What is wrong with one exercise by itself. */
export function* exerciseProblems(source: Source): Generator<Problem> {
	const {tabs, needs, steps} = source.value;
	for (const name of repeated(tabs.map((tab) => tab.name))) {
		yield problemAt(source, ['tabs'], `Two tabs are called \`${name}\`.`, 'Rename one.');
	}
	for (const id of repeated(steps.map((step) => step.id))) {
		yield problemAt(
			source,
			['steps'],
			`Two steps are called \`${id}\`.`,
			'Rename one: progress is kept under its name.',
		);
	}
	for (const [index, {was}] of steps.entries()) {
		if (!steps.some(({id}) => id === was)) continue;
		yield problemAt(
			source,
			['steps', index, 'was'],
			`The step \`${was}\` is still there.`,
			'`was` names a step that this one is a part of, and that is gone.',
		);
	}
	yield* needProblems(source, needs, ['needs']);
	yield* valueProblems(source);
	yield* fileProblems(source);
	for (const [index, step] of steps.entries()) {
		const path = ['steps', index];
		yield* needProblems(source, step.needs, [...path, 'needs']);
		yield* taskProblems(step, source, path);
		if (step.mission) {
			for (const [sentence, cure] of missionLacks(step, source.value)) {
				yield problemAt(source, [...path, 'mission'], sentence, cure);
			}
		}
		if (step.observe === undefined) continue;
		yield* taskProblems(step.observe, source, [...path, 'observe']);
	}
	yield* variantProblems(source);
}
