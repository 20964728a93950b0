import {questionOf} from '../checks/judge.js';
import type {Check, KnownState, Task} from '../domain/exercise.js';
import type {AttemptsText, KnownText, TaskText} from './exercise-schema.js';
import type {Path} from './problem.js';
import {unwrapLines} from './unwrap-lines.js';

/** Every check says so of a step that nothing was done for. */
const UNTOUCHED = 'nothing has been run';

/**
 * Stands for a check that could not be read: a question, because of one no rule wants a solution or an echo that
 * fails. It names what the check names, so that a name that nobody has is said all the same.
 */
const unreadCheck = (raw: unknown): Check => ({
	kind: 'chosen',
	spec: {question: namesIn(raw).join(' '), options: []},
});

/** Every text of a check, and every fact it names, as a template names it. */
function namesIn(raw: unknown): readonly string[] {
	if (typeof raw === 'string') return [raw];
	if (typeof raw !== 'object' || raw === null) return [];
	return Object.entries(raw).flatMap(([key, value]): readonly string[] => {
		const facts: readonly unknown[] =
			key === 'fact' ? [value] : key === 'facts' && Array.isArray(value) ? value : [];
		return [...facts.map((fact) => `{{${String(fact)}}}`), ...namesIn(value)];
	});
}

/** Stands for what could not be read. */
const UNREAD: Task = {
	task: '',
	check: unreadCheck(undefined),
	meaning: '',
	hints: [],
	solution: [],
	solutionAt: '',
	mistakes: [],
	lost: [],
	attempts: {right: [], wrong: []},
};

/** Gives file and line of what stands at a path of the task, as it is written. */
export type Whereabouts = (path: Path) => string;

const toKnown = (states: readonly KnownText[]): readonly KnownState[] =>
	states.map(({id, when, say, next}) => ({
		id,
		when,
		say: unwrapLines(say),
		...(next === undefined ? {} : {next: unwrapLines(next)}),
	}));

function toAttempts(
	{untouched, right, wrong, variants = []}: AttemptsText,
	at: Whereabouts,
): Task['attempts'] {
	return {
		right: right.map((attempt, index) => ({
			...attempt,
			at: at(['attempts', 'right', index]),
		})),
		wrong: [
			{
				name: 'untouched',
				script: '',
				because: untouched ?? UNTOUCHED,
				verdict: 'not-yet',
				at: at(['attempts', ...(untouched === undefined ? [] : ['untouched'])]),
			},
			...wrong.map((attempt, index) => ({
				...attempt,
				verdict: attempt.verdict ?? 'not-yet',
				at: at(['attempts', 'wrong', index]),
			})),
		],
		...(variants.length === 0
			? {}
			: {
					signed: variants.map((variant, index) => ({
						...variant,
						at: at(['attempts', 'variants', index]),
					})),
				}),
	};
}

function asked(task: string, check: Check): Pick<Task, 'asks'> {
	const question = questionOf(check)?.text;
	return question === undefined || task.includes(question) ? {} : {asks: question};
}

/** The step's own words; what they leave out is `own`'s, for a variant, or nothing. `raw` is the mapping they were read from. */
export function toTask(
	text: Partial<TaskText>,
	raw: unknown,
	at: Whereabouts,
	own: Task = UNREAD,
): Task {
	const rawCheck: unknown = Reflect.get(Object(raw), 'check');
	const {
		task: wrapped,
		check: read,
		parts,
		meaning,
		hints,
		solution,
		mistakes,
		lost,
		attempts,
	} = text;
	const task = wrapped === undefined ? own.task : unwrapLines(wrapped);
	const check = read ?? (rawCheck === undefined ? own.check : unreadCheck(rawCheck));
	return {
		task,
		check,
		...asked(task, check),
		// A variant's parts are those of its own check.
		...(parts === undefined
			? read === undefined && own.parts
				? {parts: own.parts}
				: {}
			: {parts}),
		meaning: meaning === undefined ? own.meaning : unwrapLines(meaning),
		hints: hints?.map(unwrapLines) ?? own.hints,
		solution: solution ?? own.solution,
		solutionAt: solution === undefined ? own.solutionAt : at(['solution']),
		mistakes: mistakes === undefined ? own.mistakes : toKnown(mistakes),
		lost: lost === undefined ? own.lost : toKnown(lost),
		attempts: attempts === undefined ? own.attempts : toAttempts(attempts, at),
	};
}

/**
 * Where a part of a task stands in its file: the untouched attempt, which its author does not write, comes first
 * among the wrong ones.
 */
export function toWritten(path: Path): Path {
	const [attempts, wrong, index, ...rest] = path;
	if (attempts !== 'attempts' || wrong !== 'wrong' || typeof index !== 'number') return path;
	return index === 0 ? ['attempts', 'untouched'] : ['attempts', 'wrong', index - 1, ...rest];
}
