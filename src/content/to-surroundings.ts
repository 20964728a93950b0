import {posix} from 'node:path';
import type {Exercise, ExerciseFile, Tab, ValueRecipe} from '../domain/exercise.js';
import {LEARNER_HOME} from '../domain/shared-names.js';
import type {FileText, RecipeText} from './exercise-schema.js';
import {type Located, type Problem, problemAt} from './problem.js';

/** What every shell of the sandbox understands by `~`. */
const expandHome = (path: string): string => path.replace(/^~(?=\/|$)/, LEARNER_HOME);

const THE_SHELL: Tab = {name: 'shell', view: 'learner'};

/** The tabs, or at least their names where they could not be read: scripts and checks name them. */
export function toTabs(read: readonly Tab[] | undefined, raw: unknown): readonly Tab[] {
	if (read !== undefined) return read;
	if (!Array.isArray(raw)) return [THE_SHELL];
	return raw.flatMap((tab: unknown): readonly Tab[] => {
		const name: unknown = Reflect.get(Object(tab), 'name');
		return typeof name === 'string' ? [{name, view: 'learner'}] : [];
	});
}

function toRecipe(recipe: RecipeText): ValueRecipe {
	if (recipe === 'word') return {make: 'word'};
	if ('choice' in recipe) return {make: 'choice', of: recipe.choice};
	const {from, to, multipleOf = 1} = recipe.integer;
	return {make: 'integer', multipleOf, from, to};
}

/** The values, or at least their names where they could not be read: texts and checks name them. */
export function toValues(
	read: Readonly<Record<string, RecipeText>> | undefined,
	raw: unknown,
): Exercise['values'] {
	if (read !== undefined) {
		return Object.fromEntries(
			Object.entries(read).map(([name, recipe]) => [name, toRecipe(recipe)]),
		);
	}
	return Object.fromEntries(Object.keys(Object(raw)).map((name) => [name, {make: 'word'}]));
}

/** The files, each with its text; what can't be found goes to `problems`. */
export function toFiles(
	files: readonly FileText[],
	source: Located<unknown>,
	read: (path: string) => string | undefined,
	problems: Problem[],
): readonly ExerciseFile[] {
	return files.map(({path, from, content, mode = '0644'}, index) => {
		const place = {path: expandHome(path), mode};
		if (from === undefined) return {...place, content: content ?? ''};
		const wanted = posix.join(posix.dirname(source.file), from);
		const isInside = wanted.startsWith('exercises/');
		const found = isInside ? read(wanted) : undefined;
		if (found === undefined) {
			const [sentence, cure] = isInside
				? [`There is no file ${wanted}.`, 'Add it, or mend the path.']
				: [`${from} leads out of exercises/.`, 'Put the file below exercises/.'];
			problems.push(problemAt(source, ['files', index, 'from'], sentence, cure));
		}
		return {...place, content: found ?? ''};
	});
}
