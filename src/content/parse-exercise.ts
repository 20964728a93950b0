import {posix} from 'node:path';
import {parseCheck} from '../checks/judge.js';
import type {
	Check,
	Exercise,
	ExerciseFile,
	KnownState,
	Step,
	Task,
	ValueRecipe,
} from '../domain/exercise.js';
import {
	type ExerciseText,
	exerciseSchema,
	type RecipeText,
	type TaskText,
} from './exercise-schema.js';
import {gatherSteps, type ReadAttachment} from './gather-steps.js';
import {parseYaml} from './parse-yaml.js';
import {type Located, type Parsed, type Path, type Problem, problemAt} from './problem.js';
import {unwrapLines} from './unwrap-lines.js';
import {cureOfKeys, explainSchema, nameOf, valueAt} from './zod-problems.js';

const HOME = '/home/learner';

/** What every shell of the sandbox understands by `~`. */
const expandHome = (path: string): string => path.replace(/^~(?=\/|$)/, HOME);

/** Turns the parts of one exercise file into the words of the product, and keeps what is wrong with them. */
class ExerciseReader {
	readonly problems: Problem[] = [];
	readonly #source: Located<unknown>;
	readonly #readAttachment: ReadAttachment;

	constructor(source: Located<unknown>, readAttachment: ReadAttachment) {
		this.#source = source;
		this.#readAttachment = readAttachment;
	}

	exercise(text: ExerciseText): Exercise {
		return {
			id: text.id,
			tabs: text.tabs ?? [{name: 'shell', view: 'learner'}],
			needs: text.needs ?? [],
			values: Object.fromEntries(
				Object.entries(text.values ?? {}).map(([name, recipe]) => [name, toRecipe(recipe)]),
			),
			files: (text.files ?? []).map((file, index) => this.#file(file, ['files', index])),
			setup: text.setup ?? '',
			steps: text.steps.map((step, index): Step => {
				const path = ['steps', index];
				const {observe} = step;
				return {
					id: step.id,
					title: step.title,
					needs: step.needs ?? [],
					...(step.measures === undefined ? {} : {measures: step.measures}),
					...this.#task(step, path),
					...(observe === undefined ? {} : {observe: this.#task(observe, [...path, 'observe'])}),
				};
			}),
		};
	}

	#task(text: TaskText, path: Path): Task {
		return {
			task: unwrapLines(text.task),
			check: this.#check(text.check, [...path, 'check']),
			look: unwrapLines(text.look),
			hints: text.hints.map(unwrapLines),
			solution: text.solution ?? [],
			mistakes: this.#known(text.mistakes, [...path, 'mistakes']),
			lost: this.#known(text.lost, [...path, 'lost']),
			attempts: {
				right: text.attempts.right,
				wrong: text.attempts.wrong.map((attempt) => ({
					...attempt,
					verdict: attempt.verdict ?? 'not-yet',
				})),
			},
		};
	}

	#known(states: TaskText['mistakes'], path: Path): readonly KnownState[] {
		return (states ?? []).map(({id, when, say, look}, index) => ({
			id,
			when: this.#check(when, [...path, index, 'when']),
			say: unwrapLines(say),
			...(look === undefined ? {} : {look: unwrapLines(look)}),
		}));
	}

	#check(raw: unknown, path: Path): Check {
		const parsed = parseCheck(raw);
		if (parsed.ok) return parsed.check;
		for (const {path: inner, message} of parsed.problems) {
			const sentence = `${nameOf([...path, ...inner])}: ${message.replace(/[.\s]*$/, '')}.`;
			const key = /^Unrecognized keys?: "([^"]*)"/.exec(message)?.[1];
			const cure =
				key === undefined
					? 'docs/writing-lessons.md lists what each check may be told.'
					: cureOfKeys([key], valueAt(raw, inner));
			this.problems.push(problemAt(this.#source, [...path, ...inner], sentence, cure));
		}
		return {kind: 'unreadable', spec: raw};
	}

	#file(text: NonNullable<ExerciseText['files']>[number], at: Path): ExerciseFile {
		const path = expandHome(text.path);
		const mode = text.mode ?? '0644';
		if ('content' in text) return {path, mode, content: text.content};
		const wanted = posix.join(posix.dirname(this.#source.file), text.from);
		const inside = wanted.startsWith('exercises/');
		const content = inside ? this.#readAttachment(wanted) : undefined;
		if (content === undefined) {
			this.problems.push(
				inside
					? problemAt(
							this.#source,
							[...at, 'from'],
							`There is no file ${wanted}.`,
							'Add it, or mend the path.',
						)
					: problemAt(
							this.#source,
							[...at, 'from'],
							`${text.from} leads out of exercises/.`,
							'Put the file below exercises/.',
						),
			);
		}
		return {path, mode, content: content ?? ''};
	}
}

function toRecipe(recipe: RecipeText): ValueRecipe {
	if (recipe === 'word') return {make: 'word'};
	if ('choice' in recipe) return {make: 'choice', of: recipe.choice};
	return {make: 'integer', multipleOf: 1, ...withoutUndefined(recipe.integer)};
}

function withoutUndefined({
	from,
	to,
	multipleOf,
}: {
	from: number;
	to: number;
	multipleOf?: number | undefined;
}) {
	return multipleOf === undefined ? {from, to} : {from, to, multipleOf};
}

/** Reads an exercise file and those of its steps. Its form and its checks are proven; whether it makes sense is for `linkCourse`. */
export function parseExercise(
	text: string,
	file: string,
	readAttachment: ReadAttachment,
): Parsed<Exercise> {
	const yaml = parseYaml({text, file, firstLine: 1});
	if (!yaml.ok) return yaml;
	const gathered = gatherSteps(yaml.source, readAttachment);
	if (!gathered.ok) return gathered;
	const {source} = gathered;
	const parsed = exerciseSchema.safeParse(source.value);
	if (!parsed.success) return {ok: false, problems: explainSchema(source, parsed.error.issues)};
	const reader = new ExerciseReader(source, readAttachment);
	const exercise = reader.exercise(parsed.data);
	if (reader.problems.length > 0) return {ok: false, problems: reader.problems};
	return {ok: true, source: {...source, value: exercise}};
}
