import {type Asking, type Course, keyOf, type Lesson} from '../domain/course.js';
import type {Facts} from '../domain/evidence.js';
import {fillTemplate} from '../domain/fact.js';
import {type AnswerRecord, type Progress, recordOf} from '../domain/progress.js';
import type {Sighting} from '../domain/verdict.js';

/**
 * The lessons in which the learner has seen or predicted something, each a page of the recap; while
 * there are none, the first lesson.
 */
export function recapLessons({lessons}: Course, progress: Progress): readonly Lesson[] {
	const begun = lessons.filter(
		({id, predict, exercise}) =>
			progress.predictions[keyOf(id, predict.id)] !== undefined ||
			exercise.steps.some((step) => recordOf(progress, id, step) !== undefined),
	);
	return begun.length > 0 ? begun : lessons.slice(0, 1);
}

/** A step that was passed, and what was seen then. */
interface RecapStep {
	readonly title: string;
	readonly state: 'done' | 'seen';
	readonly helped: boolean;
	readonly seen: readonly Sighting[];
}

/** What was answered, and what is so. */
export interface RecapAnswer {
	readonly question: string;
	readonly chosen: string;
	readonly isRight: boolean;
	/** The right answer, and why it is that. */
	readonly right: string;
	readonly because: string;
}

interface RecapLesson {
	readonly id: string;
	readonly title: string;
	readonly insight: string;
	readonly steps: readonly RecapStep[];
	readonly stepsInAll: number;
	readonly prediction: RecapAnswer | undefined;
	/** The questions that came back. */
	readonly questions: readonly RecapAnswer[];
}

/** All that a learner may keep or hand in. */
export interface RecapCard {
	readonly lessons: readonly RecapLesson[];
	readonly done: number;
	readonly seen: number;
	readonly stepsInAll: number;
	/** How many values of this host it holds, and how many `keeps` left out. */
	readonly values: number;
	readonly leftOut: number;
}

/** @param keeps whether a value that was seen may stand on the card */
export function recapCard(
	course: Course,
	progress: Progress,
	facts: Facts,
	keeps: (value: string) => boolean,
): RecapCard {
	const fill = (text: string): string => fillTemplate(text, facts);
	const answer = (
		{question, options}: Asking,
		record: AnswerRecord | undefined,
	): RecapAnswer | undefined => {
		const chosen = options.find(({id}) => id === record?.option);
		const right = options.find((option) => option.right);
		if (chosen === undefined || right === undefined) return undefined;
		return {
			question: fill(question),
			chosen: fill(chosen.text),
			isRight: chosen.right,
			right: fill(right.text),
			because: fill(right.because),
		};
	};
	const lessons = recapLessons(course, progress).map(
		({id, title, insight, exercise, predict, questions}): RecapLesson => ({
			id,
			title,
			insight: fill(insight),
			stepsInAll: exercise.steps.length,
			steps: exercise.steps.flatMap((step) => {
				const record = recordOf(progress, id, step);
				if (record === undefined) return [];
				const {state, helped, seen} = record;
				return [{title: step.title, state, helped, seen}];
			}),
			prediction: answer(predict, progress.predictions[keyOf(id, predict.id)]),
			questions: questions.flatMap((question) => {
				const record = progress.questions[keyOf(id, question.id)];
				const asking = record?.again === true ? (question.again ?? question) : question;
				return answer(asking, record) ?? [];
			}),
		}),
	);
	const steps = lessons.flatMap((lesson) => lesson.steps);
	const values = steps.flatMap((step) => step.seen);
	const kept = values.filter(({value}) => keeps(value));
	return {
		lessons: lessons.map((lesson) => ({
			...lesson,
			steps: lesson.steps.map((step) => ({
				...step,
				seen: step.seen.filter(({value}) => keeps(value)),
			})),
		})),
		done: steps.filter(({state}) => state === 'done').length,
		seen: steps.filter(({state}) => state === 'seen').length,
		stepsInAll: course.lessons.reduce((sum, {exercise}) => sum + exercise.steps.length, 0),
		values: kept.length,
		leftOut: values.length - kept.length,
	};
}
