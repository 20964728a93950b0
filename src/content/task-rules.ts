import {guessOf, namesOf, partsOf, questionOf, tabsOf} from '../checks/judge.js';
import type {Check, Exercise, Task} from '../domain/exercise.js';
import {templateNames} from '../domain/fact.js';
import {askIfMeant} from '../domain/guess.js';
import {scriptProblems} from '../domain/script.js';
import {TEXT_COLUMNS, wrappedRows} from './measure-text.js';
import {longValuesOf} from './plausible-values.js';
import {type Located, type Path, type Problem, problemAt} from './problem.js';
import {repeated} from './question-rules.js';
import {nameProblems, templateProblems} from './template-rules.js';

const TASK_ROWS = 6;
/** Below the terminal of an 80x24 window (ui/layout). */
const VERDICT_ROWS = 3;
const RIGHT_ATTEMPTS = 2;
/** Beside the untouched one, which nobody has to write. */
const WRONG_ATTEMPTS = 2;

type Complain = (inner: Path, sentence: string, cure: string) => Problem;

/** What is wrong with how many attempts there are, and of what kind. */
function* amountProblems({attempts, check}: Task, complain: Complain): Generator<Problem> {
	const scripts = new Set(attempts.right.map(({script}) => script.trim()));
	if (scripts.size < RIGHT_ATTEMPTS) {
		yield complain(
			['attempts', 'right'],
			`The number of right attempts that differ is ${scripts.size}.`,
			`Write ${RIGHT_ATTEMPTS} or more: another way to the same end must pass too.`,
		);
	}
	const wrong = attempts.wrong.filter(({script}) => script !== '');
	const onlyAsks = questionOf(check) !== undefined;
	if (!onlyAsks && !wrong.some(({script}) => /\b(echo|printf)\b/.test(script))) {
		yield complain(
			['attempts', 'wrong'],
			'No wrong attempt echoes what is expected.',
			'Add one whose script is an echo of it: that must not pass.',
		);
	} else if (wrong.length < WRONG_ATTEMPTS) {
		yield complain(
			['attempts', 'wrong'],
			`The number of wrong attempts is ${wrong.length}.`,
			`Write ${WRONG_ATTEMPTS} or more: what does a learner type who nearly has it?`,
		);
	}
}

/** What is wrong with single attempts. */
function* attemptProblems(
	{attempts, lost}: Task,
	exercise: Exercise,
	complain: Complain,
): Generator<Problem> {
	const tabs = exercise.tabs.map(({name}) => name);
	for (const [index, attempt] of attempts.wrong.entries()) {
		if (attempt.verdict === 'failed' && lost.length === 0) {
			yield complain(
				['attempts', 'wrong', index],
				`The attempt "${attempt.name}" expects \`failed\`, which nothing can give.`,
				'Say under `lost` when the step can no longer be reached.',
			);
		}
	}
	for (const kind of ['right', 'wrong'] as const) {
		for (const name of repeated(attempts[kind].map((attempt) => attempt.name))) {
			yield complain(['attempts', kind], `Two attempts are called "${name}".`, 'Rename one.');
		}
		for (const [index, {script}] of attempts[kind].entries()) {
			yield* scriptProblems(script, tabs).map(({line, sentence, cure}) => {
				const where = script.trim().includes('\n') ? `Line ${line} of the script: ` : '';
				return complain(['attempts', kind, index], where + sentence, cure);
			});
		}
	}
}

function* checkProblems(
	check: Check,
	exercise: Exercise,
	complain: (sentence: string, cure: string) => Problem,
): Generator<Problem> {
	const tabs = exercise.tabs.map(({name}) => name);
	for (const tab of tabsOf(check)) {
		if (!tabs.includes(tab)) {
			yield complain(
				`There is no tab \`${tab}\`${askIfMeant(tab, tabs)}`,
				`There is ${tabs.join(', ')}.`,
			);
		}
	}
	const values = Object.keys(exercise.values);
	yield* nameProblems(namesOf(check), values, complain);
}

function* knownStateProblems(
	task: Task,
	exercise: Exercise,
	complain: Complain,
): Generator<Problem> {
	const values = longValuesOf(exercise);
	for (const list of ['mistakes', 'lost'] as const) {
		for (const [index, {when, say, next}] of task[list].entries()) {
			yield* checkProblems(when, exercise, (sentence, cure) =>
				complain([list, index, 'when'], sentence, cure),
			);
			const rows = [say, next ?? '']
				.filter(Boolean)
				.map((text) => wrappedRows(text, values, TEXT_COLUMNS))
				.reduce((sum, count) => sum + count, 0);
			if (rows > VERDICT_ROWS) {
				yield complain(
					[list, index, 'say'],
					`Its words take ${rows} rows of ${TEXT_COLUMNS} columns; a verdict has ${VERDICT_ROWS}.`,
					'Say what is wrong in one sentence and where to look in another.',
				);
			}
		}
	}
	for (const id of repeated([...task.mistakes, ...task.lost].map((state) => state.id))) {
		yield complain(['mistakes'], `Two known states are called \`${id}\`.`, 'Rename one.');
	}
}

/** Each part of a list is called something, or none is. */
function* partProblems({check, parts}: Task, complain: Complain): Generator<Problem> {
	if (parts === undefined) return;
	const count = ['all', 'in-order'].includes(check.kind) ? (partsOf(check) ?? []).length : 0;
	if (count === parts.length) return;
	yield complain(
		['parts'],
		`It names ${parts.length} parts; the check has ${count === 0 ? 'none that are told of one by one' : count}.`,
		"Name each part of `all` or `in-order` in its order, '' for one that is not told of.",
	);
}

/** Every text of a task in which a `{{name}}` is filled, with its place. */
function textsOf(task: Task): readonly {readonly path: Path; readonly text: string}[] {
	const at = (path: Path, text: string | undefined) => ({path, text: text ?? ''});
	return [
		at(['task'], task.task),
		at(['meaning'], task.meaning),
		at(['parts'], task.parts?.join(' ')),
		...task.hints.map((hint, index) => at(['hints', index], hint)),
		...task.solution.map(({type, why}, index) => at(['solution', index], `${type} ${why}`)),
		...(['mistakes', 'lost'] as const).flatMap((list) =>
			task[list].map(({say, next}, index) => at([list, index], `${say} ${next ?? ''}`)),
		),
		...(['right', 'wrong'] as const).flatMap((kind) =>
			task.attempts[kind].map(({script}, index) => at(['attempts', kind, index], script)),
		),
	];
}

/** What is wrong with a step, or with its observation variant. */
export function* taskProblems(
	task: Task,
	source: Located<Exercise>,
	path: Path,
): Generator<Problem> {
	const exercise = source.value;
	const complain: Complain = (inner, sentence, cure) =>
		problemAt(source, [...path, ...inner], sentence, cure);
	const rows = wrappedRows(task.task, longValuesOf(exercise), TEXT_COLUMNS);
	if (rows > TASK_ROWS) {
		yield complain(
			['task'],
			`The task takes ${rows} rows of ${TEXT_COLUMNS} columns; its card has ${TASK_ROWS}.`,
			'Say less here and more in the hints.',
		);
	}
	if (task.check.kind === 'ran') {
		yield complain(
			['check'],
			'The step asks only which command was typed.',
			'Check what the command does; `ran` is for mistakes, or one of several.',
		);
	}
	if (task.solution.length === 0 && questionOf(task.check) === undefined) {
		yield complain(
			['solution'],
			'There is no solution.',
			'Write the lines to type, each with why.',
		);
	}
	yield* partProblems(task, complain);
	yield* checkProblems(task.check, exercise, (sentence, cure) =>
		complain(['check'], sentence, cure),
	);
	// What is only observed is recorded as seen, not done, and most of it is the same on every host.
	const isObserved = path.at(-1) === 'observe';
	const guess = guessOf(task.check, new Set(templateNames(task.task)));
	if (guess !== undefined && !isObserved) {
		yield complain(
			['check'],
			`${guess} The step could be passed without looking.`,
			'Ask for what nobody told, let `setup` make such a thing, or say with `by` which command it takes.',
		);
	}
	yield* knownStateProblems(task, exercise, complain);
	yield* amountProblems(task, complain);
	yield* attemptProblems(task, exercise, complain);
	for (const text of textsOf(task)) {
		yield* templateProblems([text.text], Object.keys(exercise.values), (sentence, cure) =>
			complain(text.path, sentence, cure),
		);
	}
}
