import {namesOf, questionOf, tabsOf} from '../checks/judge.js';
import type {Check, Exercise, Task} from '../domain/exercise.js';
import {fillTemplate} from '../domain/fact.js';
import {TEXT_COLUMNS, wrappedRows} from './measure-text.js';
import {longValuesOf} from './plausible-values.js';
import {type Located, type Path, type Problem, problemAt} from './problem.js';
import {repeated} from './question-rules.js';
import {templateProblems, unknownNames} from './template-rules.js';

const TASK_ROWS = 6;
/** Below the terminal of an 80x24 window (ui/layout). */
const VERDICT_ROWS = 3;
const RIGHT_ATTEMPTS = 2;
const WRONG_ATTEMPTS = 3;

type Complain = (inner: Path, sentence: string, cure: string) => Problem;

/** Words that a script may begin a line with besides what is typed. */
const SCRIPT_WORD = /^:(?<word>\S*)(?: (?<rest>.*))?$/;
const SCRIPT_WORDS = ['answer', 'key', 'line', 'tab', 'type', 'wait'];

function* scriptProblems(
	script: string,
	tabs: readonly string[],
	complain: (sentence: string, cure: string) => Problem,
): Generator<Problem> {
	for (const line of script.split('\n')) {
		const {word, rest} = SCRIPT_WORD.exec(line)?.groups ?? {};
		if (word === undefined) continue;
		if (!SCRIPT_WORDS.includes(word)) {
			yield complain(
				`A script can't say \`:${word}\`.`,
				`It may say ${SCRIPT_WORDS.map((known) => `:${known}`).join(' ')}.`,
			);
		}
		if (word === 'tab' && !tabs.includes(rest?.trim() ?? '')) {
			yield complain(`There is no tab \`${rest ?? ''}\`.`, `There is ${tabs.join(', ')}.`);
		}
	}
}

function* attemptProblems(
	{attempts, check, lost}: Task,
	exercise: Exercise,
	complain: Complain,
): Generator<Problem> {
	const {right, wrong} = attempts;
	const tabs = exercise.tabs.map(({name}) => name);
	const scripts = new Set(right.map(({script}) => script.trim()));
	if (scripts.size < RIGHT_ATTEMPTS) {
		yield complain(
			['attempts', 'right'],
			`There is ${scripts.size} right attempt.`,
			`Write ${RIGHT_ATTEMPTS} that differ: another way to the same end must pass too.`,
		);
	}
	if (wrong.length < WRONG_ATTEMPTS) {
		yield complain(
			['attempts', 'wrong'],
			`There are ${wrong.length} wrong attempts.`,
			`Write ${WRONG_ATTEMPTS} or more: untouched, an echo of the expected text, a near miss.`,
		);
	}
	if (!wrong.some(({script}) => script.trim() === '')) {
		yield complain(
			['attempts', 'wrong'],
			'No wrong attempt leaves the step untouched.',
			"Add {name: untouched, script: '', because: …}.",
		);
	}
	const onlyAsks = questionOf(check) !== undefined;
	if (!onlyAsks && !wrong.some(({script}) => /\b(echo|printf)\b/.test(script))) {
		yield complain(
			['attempts', 'wrong'],
			'No wrong attempt echoes what is expected.',
			"Add {name: echo, script: 'echo …', because: …}.",
		);
	}
	for (const [index, attempt] of wrong.entries()) {
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
			yield* scriptProblems(script, tabs, (sentence, cure) =>
				complain(['attempts', kind, index], sentence, cure),
			);
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
			yield complain(`There is no tab \`${tab}\`.`, `There is ${tabs.join(', ')}.`);
		}
	}
	const values = Object.keys(exercise.values);
	for (const name of unknownNames(namesOf(check), values)) {
		yield complain(
			`Nothing is called \`${name}\`.`,
			`Name a fact of src/domain/fact.ts${values.length === 0 ? '' : `, or one of ${values.join(', ')}`}.`,
		);
	}
}

function* knownStateProblems(
	task: Task,
	exercise: Exercise,
	complain: Complain,
): Generator<Problem> {
	const values = longValuesOf(exercise);
	for (const list of ['mistakes', 'lost'] as const) {
		for (const [index, {when, say, look}] of task[list].entries()) {
			yield* checkProblems(when, exercise, (sentence, cure) =>
				complain([list, index, 'when'], sentence, cure),
			);
			const rows = [say, look ?? '']
				.filter(Boolean)
				.map((text) => wrappedRows(fillTemplate(text, values), TEXT_COLUMNS))
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

/** Every text of a task in which a `{{name}}` is filled, with its place. */
function textsOf(task: Task): readonly {readonly path: Path; readonly text: string}[] {
	const at = (path: Path, text: string | undefined) => ({path, text: text ?? ''});
	return [
		at(['task'], task.task),
		at(['look'], task.look),
		...task.hints.map((hint, index) => at(['hints', index], hint)),
		...task.solution.map(({type, why}, index) => at(['solution', index], `${type} ${why}`)),
		...(['mistakes', 'lost'] as const).flatMap((list) =>
			task[list].map(({say, look}, index) => at([list, index], `${say} ${look ?? ''}`)),
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
	const rows = wrappedRows(fillTemplate(task.task, longValuesOf(exercise)), TEXT_COLUMNS);
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
	yield* checkProblems(task.check, exercise, (sentence, cure) =>
		complain(['check'], sentence, cure),
	);
	yield* knownStateProblems(task, exercise, complain);
	yield* attemptProblems(task, exercise, complain);
	for (const text of textsOf(task)) {
		yield* templateProblems([text.text], Object.keys(exercise.values), (sentence, cure) =>
			complain(text.path, sentence, cure),
		);
	}
}
