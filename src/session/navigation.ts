// The order of the screens: what comes after each, what comes before, and where a learner resumes.

import type {Course, Lesson} from '../domain/course.js';
import {keyOf} from '../domain/course.js';
import type {Place, Progress} from '../domain/progress.js';
import {recapLessons} from './recap.js';
import {questionsOf} from './review.js';
import {type DoScreen, NO_OVERLAY, type Screen, type SessionState} from './state.js';

/** The parts of a lesson in order, as the header shows them. */
export const STATIONS = ['read', 'predict', 'do', 'after', 'insight', 'questions'] as const;

/** The opening of a lesson: its hook. */
export const openingOf = (lesson: Lesson): Screen => ({kind: 'read', lesson, page: 0});

export const doScreenOf = (lesson: Lesson): DoScreen => ({
	kind: 'do',
	lesson,
	overlay: NO_OVERLAY,
	guide: false,
	typed: false,
});

/** The prediction, with what was predicted before still chosen. */
export function predictScreenOf(lesson: Lesson, progress: Progress): Screen {
	const chosen = progress.predictions[keyOf(lesson.id, lesson.predict.id)]?.option;
	const pointed = lesson.predict.options.findIndex((option) => option.id === chosen);
	return {kind: 'predict', lesson, pointed: Math.max(0, pointed), chosen};
}

export function questionScreenOf(
	course: Course,
	lesson: Lesson,
	progress: Progress,
	index: number,
): Screen {
	const asked = questionsOf(course, lesson, progress);
	return {kind: 'questions', lesson, asked, index, pointed: 0, chosen: undefined};
}

/** The menu, pointing at the lesson just left or else at the first. */
export function menuScreenOf(course: Course, lesson: Lesson | undefined): Screen {
	const pointed = course.lessons.findIndex((candidate) => candidate.id === lesson?.id);
	return {kind: 'menu', pointed: Math.max(0, pointed)};
}

const lastPage = (lesson: Lesson, part: 'read' | 'after'): number =>
	part === 'read' ? lesson.read.length : lesson.after.length - 1;

/** A page of what is read after the exercise. */
const afterScreenOf = (lesson: Lesson, page: number): Screen => ({
	kind: 'after',
	lesson,
	page,
});

function afterLinks(course: Course, lesson: Lesson): Screen {
	const index = course.lessons.findIndex((candidate) => candidate.id === lesson.id);
	const next = course.lessons[index + 1];
	return next === undefined ? {kind: 'recap', page: 0} : openingOf(next);
}

/** The next screen; nothing ever keeps the learner from going on. */
export function screenAfter({course, progress, screen}: SessionState): Screen {
	switch (screen.kind) {
		case 'read':
			return screen.page < lastPage(screen.lesson, 'read')
				? {...screen, page: screen.page + 1}
				: predictScreenOf(screen.lesson, progress);
		case 'predict':
			return doScreenOf(screen.lesson);
		case 'do':
		case 'blocked':
			return screen.lesson.after.length === 0
				? {kind: 'insight', lesson: screen.lesson}
				: afterScreenOf(screen.lesson, 0);
		case 'after':
			return screen.page < lastPage(screen.lesson, 'after')
				? {...screen, page: screen.page + 1}
				: {kind: 'insight', lesson: screen.lesson};
		case 'insight':
			return questionScreenOf(course, screen.lesson, progress, 0);
		case 'questions':
			return screen.index + 1 < screen.asked.length
				? {...screen, index: screen.index + 1, pointed: 0, chosen: undefined}
				: {kind: 'links', lesson: screen.lesson};
		case 'links':
			return afterLinks(course, screen.lesson);
		case 'recap':
			return screen.page + 1 < recapLessons(course, progress).length
				? {...screen, page: screen.page + 1}
				: menuScreenOf(course, course.lessons.at(-1));
		case 'menu': {
			const lesson = course.lessons[screen.pointed];
			return lesson === undefined ? screen : openingOf(lesson);
		}
		case 'help':
			return screen.back;
	}
}

/** The previous screen; the menu comes before the first page of a lesson. */
export function screenBefore({course, progress, screen}: SessionState): Screen {
	switch (screen.kind) {
		case 'read':
			return screen.page > 0
				? {...screen, page: screen.page - 1}
				: menuScreenOf(course, screen.lesson);
		case 'predict':
			return {
				kind: 'read',
				lesson: screen.lesson,
				page: lastPage(screen.lesson, 'read'),
			};
		case 'do':
		case 'blocked':
			return predictScreenOf(screen.lesson, progress);
		case 'after':
			return screen.page > 0 ? {...screen, page: screen.page - 1} : doScreenOf(screen.lesson);
		case 'insight':
			return screen.lesson.after.length === 0
				? doScreenOf(screen.lesson)
				: afterScreenOf(screen.lesson, lastPage(screen.lesson, 'after'));
		case 'questions':
			return screen.index > 0
				? {...screen, index: screen.index - 1, pointed: 0, chosen: undefined}
				: {kind: 'insight', lesson: screen.lesson};
		case 'links':
			return questionScreenOf(
				course,
				screen.lesson,
				progress,
				Math.max(0, questionsOf(course, screen.lesson, progress).length - 1),
			);
		case 'recap':
			return screen.page > 0
				? {...screen, page: screen.page - 1}
				: menuScreenOf(course, course.lessons.at(-1));
		case 'menu':
			return screen;
		case 'help':
			return screen.back;
	}
}

/** Where the learner is, as it is saved; undefined for a screen nobody comes back to. */
export function placeOf(screen: Screen): Place | undefined {
	switch (screen.kind) {
		case 'menu':
		case 'recap':
			return {at: 'menu'};
		case 'read':
		case 'after':
			return {at: screen.kind, lesson: screen.lesson.id, page: screen.page};
		case 'predict':
		case 'do':
		case 'insight':
		case 'questions':
			return {at: screen.kind, lesson: screen.lesson.id};
		case 'blocked':
			return {at: 'do', lesson: screen.lesson.id};
		case 'links':
			return {at: 'questions', lesson: screen.lesson.id};
		case 'help':
			return undefined;
	}
}

const isNew = (progress: Progress): boolean =>
	progress.place.at === 'menu' &&
	[progress.steps, progress.predictions, progress.questions].every(
		(kept) => Object.keys(kept).length === 0,
	);

/**
 * The screen of a saved place. A lesson this version lacks leads to the menu, a page it lacks to
 * the last one; a newcomer begins with the first lesson.
 */
export function screenOfPlace(course: Course, progress: Progress): Screen {
	const {place} = progress;
	const [first] = course.lessons;
	if (isNew(progress) && first !== undefined) return openingOf(first);
	if (place.at === 'menu') return menuScreenOf(course, undefined);
	const lesson = course.lessons.find((candidate) => candidate.id === place.lesson);
	if (lesson === undefined) return menuScreenOf(course, undefined);
	switch (place.at) {
		case 'read':
			return {
				kind: 'read',
				lesson,
				page: Math.min(place.page, lastPage(lesson, 'read')),
			};
		case 'after':
			return afterScreenOf(lesson, Math.max(0, Math.min(place.page, lastPage(lesson, 'after'))));
		case 'predict':
			return predictScreenOf(lesson, progress);
		case 'do':
			return doScreenOf(lesson);
		case 'insight':
			return {kind: 'insight', lesson};
		case 'questions':
			return questionScreenOf(course, lesson, progress, 0);
	}
}
