// Missions of lessons that were done, once more: which there are, and whose turn it is.
import {type Course, keyOf, type Lesson} from '../domain/course.js';
import type {Step} from '../domain/exercise.js';
import {type Progress, recordOf} from '../domain/progress.js';

/** A mission, and how the learner stands to it. */
export interface Mission {
	readonly lesson: Lesson;
	readonly step: Step;
	/** When it was last passed, ISO 8601, UTC; undefined for never. */
	readonly last: string | undefined;
	/** What comes before it in its lesson was done, or the mission itself. */
	readonly isDue: boolean;
}

function missionsOf(lesson: Lesson, progress: Progress): readonly Mission[] {
	const isPassed = (step: Step): boolean => recordOf(progress, lesson.id, step) !== undefined;
	const {steps} = lesson.exercise;
	const others = steps.filter(({mission, core}) => !mission && (progress.path === 'all' || core));
	const isDone = others.length > 0 && others.every(isPassed);
	return steps
		.filter(({mission}) => mission)
		.map((step) => ({
			lesson,
			step,
			last: progress.practised[keyOf(lesson.id, step.id)],
			isDue: isDone || isPassed(step),
		}));
}

/** All missions of a course: those that were never passed first, then the one that was passed longest ago. */
export const allMissions = ({lessons}: Course, progress: Progress): readonly Mission[] =>
	lessons
		.flatMap((lesson) => missionsOf(lesson, progress))
		.toSorted((a, b) => (a.last ?? '').localeCompare(b.last ?? ''));

/** Missions as a course to go through, each an exercise of that one step. */
export const practiceCourse = (missions: readonly Mission[]): Course => ({
	lessons: missions.map(({lesson, step}) => ({
		...lesson,
		title: step.title,
		// Nothing of it is on a path: there is no other to choose.
		questions: [],
		exercise: {...lesson.exercise, steps: [{...step, core: false}]},
	})),
});
