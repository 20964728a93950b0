import {basename} from 'node:path/posix';
import * as z from 'zod';
import {checkSchema} from '../checks/judge.js';
import type {Exercise, Step, Task} from '../domain/exercise.js';
import {exerciseSchemaWith, stepSchemaWith, variantSchemaWith} from './exercise-schema.js';
import {type ExerciseFolder, gatherSteps, type Part, type StepParts} from './gather-steps.js';
import {withNodeNeeds} from './node-needs.js';
import {parseYaml} from './parse-yaml.js';
import type {Located, Parsed, Path, Place, Problem} from './problem.js';
import {readForm} from './read-form.js';
import {toFiles, toTabs, toValues} from './to-surroundings.js';
import {toTask, toWritten, type Whereabouts} from './to-task.js';

const stepSchema = stepSchemaWith(checkSchema);
const variantSchema = variantSchemaWith(checkSchema);
// What is wrong with a step is said of the step.
const exerciseSchema = exerciseSchemaWith(z.union([z.string(), z.looseObject({})]));

/** Where a part of what was read stands; of what could not be read it says that the rules need not. */
type PlaceOf = (path: Path) => Place;

const placeIn =
	({source, at}: Part, broken: readonly string[]): PlaceOf =>
	(path) => {
		const place = source.placeOf([...at, ...path]);
		// Of a check that could not be read the names are known, and what is said of them is no echo.
		return path[0] !== 'check' && broken.includes(String(path[0]))
			? {...place, isEcho: true}
			: place;
	};

const whereabouts =
	(placeOf: PlaceOf): Whereabouts =>
	(path) => {
		const {file, line} = placeOf(path);
		return `${basename(file)}:${line}`;
	};

/** Something of an exercise, the place of each part of it, and what is wrong with its form. */
interface Read<T> {
	readonly value: T;
	readonly placeOf: PlaceOf;
	readonly problems: readonly Problem[];
}

function readVariant(part: Part, own: Read<Task>): Read<Task> {
	const {source, at} = part;
	const {data, broken, problems} = readForm(variantSchema, mappingOf(part), part);
	const placeOf: PlaceOf = (path) => {
		const isOwn = !broken.includes(String(path[0])) && !Object.hasOwn(data, String(path[0]));
		return path.length > 0 && isOwn ? own.placeOf(path) : placeIn({source, at}, broken)(path);
	};
	return {value: toTask(data, mappingOf(part), whereabouts(placeOf), own.value), placeOf, problems};
}

/** The raw mapping of a part. */
const mappingOf = ({source, at}: Part): unknown =>
	at.reduce<unknown>((inner, step) => Reflect.get(Object(inner), step), source.value);

function readStep({step: part, variant: variantPart}: StepParts, index: number): Read<Step> {
	const {data, broken, problems} = readForm(stepSchema, mappingOf(part), part);
	const placeOf = placeIn(part, broken);
	const task = {value: toTask(data, mappingOf(part), whereabouts(placeOf)), placeOf, problems};
	const variant = variantPart && readVariant(variantPart, task);
	const {id = `step-${index + 1}`, title = '', needs = [], core, mission, was, measures} = data;
	return {
		value: {
			id,
			title,
			...(core === true ? {core} : {}),
			...(mission === true ? {mission} : {}),
			...(was === undefined ? {} : {was}),
			needs,
			...(measures === undefined ? {} : {measures}),
			...task.value,
			...(variant && {observe: variant.value}),
		},
		placeOf: ([key, ...inner]) =>
			key === 'observe' && variant
				? variant.placeOf(toWritten(inner))
				: placeOf(key === undefined ? [] : toWritten([key, ...inner])),
		problems: [...problems, ...(variant?.problems ?? [])],
	};
}

function readExercise(
	source: Located<unknown>,
	folder: ExerciseFolder,
	steps: readonly Read<Step>[],
): Read<Exercise> {
	const raw = Object(source.value);
	const {data, broken, problems} = readForm(exerciseSchema, source.value, {source, at: []});
	const missing: Problem[] = [];
	const value = withNodeNeeds({
		id: data.id ?? '',
		tabs: toTabs(data.tabs, Reflect.get(raw, 'tabs')),
		needs: data.needs ?? [],
		values: toValues(data.values, Reflect.get(raw, 'values')),
		files: toFiles(data.files ?? [], source, folder.read, missing),
		setup: data.setup ?? '',
		steps: steps.map((step) => step.value),
	});
	const ownPlace = placeIn({source, at: []}, broken);
	return {
		value,
		placeOf(path) {
			const [key, index, ...inner] = path;
			const step = key === 'steps' && typeof index === 'number' ? steps[index] : undefined;
			return step ? step.placeOf(inner) : ownPlace(path);
		},
		problems: [...problems, ...missing],
	};
}

/**
 * Reads an exercise file and those of its steps. Its form and its checks are proven; whether it makes sense is
 * for `linkCourse`.
 */
export function parseExercise(
	text: string,
	file: string,
	folder: ExerciseFolder,
): Parsed<Exercise> {
	const yaml = parseYaml({text, file, firstLine: 1});
	if (!yaml.ok) return {ok: false, problems: yaml.problems};
	const gathered = gatherSteps(yaml.source, folder);
	const steps = gathered.steps.map(readStep);
	const {value, placeOf, problems} = readExercise(yaml.source, folder, steps);
	const all = [...gathered.problems, ...problems, ...steps.flatMap((step) => step.problems)];
	const source: Located<Exercise> = {value, file, placeOf};
	return all.length === 0 ? {ok: true, source} : {ok: false, problems: all, partial: source};
}
