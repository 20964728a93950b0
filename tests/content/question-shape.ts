// What gives an answer away before anybody thinks: its length, and words that are nearly always wrong.
import {askingPartOf} from '../../src/checks/judge.js';
import type {Course, Lesson} from '../../src/domain/course.js';

/** What can be chosen, as far as its looks go. */
interface Looks {
	readonly text: string;
	readonly right: boolean;
}

/** A question of a course, wherever it is asked. */
export interface PosedQuestion {
	/** `030/slow-stop`, or `030/slow-stop again`. */
	readonly name: string;
	readonly options: readonly Looks[];
}

/** The options of a step that is answered by choosing. */
function chosenIn({id, exercise}: Lesson): readonly PosedQuestion[] {
	return exercise.steps.flatMap((step): readonly PosedQuestion[] => {
		const spec: unknown = askingPartOf(step.check)?.spec;
		const options: unknown = Reflect.get(Object(spec), 'options');
		if (!Array.isArray(options)) return [];
		const looks = options.map((option: unknown): Looks => {
			const {text, right} = Object(option) as {text?: unknown; right?: unknown};
			return {text: String(text), right: right === true};
		});
		return [{name: `${id}/${step.id}`, options: looks}];
	});
}

/** Every question of a course: predictions, questions in both cases, and steps that ask. */
export const posedQuestions = ({lessons}: Course): readonly PosedQuestion[] =>
	lessons.flatMap((lesson) => [
		{name: `${lesson.id}/${lesson.predict.id}`, options: lesson.predict.options},
		...lesson.questions.flatMap(({id, options, again}) => [
			{name: `${lesson.id}/${id}`, options},
			...(again ? [{name: `${lesson.id}/${id} again`, options: again.options}] : []),
		]),
		...chosenIn(lesson),
	]);

/** Whether the right option is longer than every other. */
export function isRightLongest({options}: PosedQuestion): boolean {
	const right = options.find((option) => option.right)?.text.length ?? 0;
	return options.every((option) => option.right || option.text.length < right);
}

const ABSOLUTE = /\b(always|never|only|all|none|nobody|no|every)\b/gi;

const absolutes = (text: string): readonly string[] =>
	[...text.matchAll(ABSOLUTE)].map(([word]) => word.toLowerCase());

/** The absolute words of its wrong options, where the right one has none: who knows nothing can cross those out. */
export function tellingWords({options}: PosedQuestion): readonly string[] {
	if (options.some(({right, text}) => right && absolutes(text).length > 0)) return [];
	return [...new Set(options.flatMap(({text}) => absolutes(text)))];
}
