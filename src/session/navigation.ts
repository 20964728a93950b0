// The order of the screens: what comes after each, what comes before, and where a learner resumes.

import type {Course, Lesson} from '../domain/course.js';
import {keyOf} from '../domain/course.js';
import {type Place, type Progress, recordOf} from '../domain/progress.js';
import {lessonAfter, lessonIn, lessonsMet} from './paths.js';
import {recapLessons} from './recap.js';
import {type AskedQuestion, closingQuestions, questionsBefore} from './review.js';
import {type DoScreen, NO_OVERLAY, type Screen, type SessionState} from './state.js';

/** The parts of a lesson in order, as the header shows them. */
export const STATIONS = ['read', 'predict', 'do', 'after', 'insight'] as const;

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

type QuestionsScreen = Extract<Screen, {kind: 'questions'}>;

/** These questions, one after the other; without any, what would come after them. */
export function askingScreen(
	asked: readonly AskedQuestion[],
	{reason, lesson, next}: Pick<QuestionsScreen, 'reason' | 'lesson' | 'next'>,
): Screen {
	if (asked.length === 0) return next;
	return {kind: 'questions', reason, lesson, next, asked, index: 0, pointed: 0, chosen: undefined};
}

/** What comes after the insight: in the last lesson the questions that close it. */
export function closingScreen(
	state: Pick<SessionState, 'course' | 'whole' | 'progress'>,
	lesson: Lesson,
): Screen {
	return askingScreen(closingQuestions(lessonsMet(state), lesson, state.progress), {
		reason: 'closing',
		lesson,
		next: {kind: 'links', lesson},
	});
}

/** The beginning of a lesson: where it is opened for the first time, questions of an earlier one come before. */
export function beginningOf(
	state: Pick<SessionState, 'course' | 'whole' | 'progress' | 'isPractice'>,
	lesson: Lesson,
): Screen {
	if (state.isPractice) return doScreenOf(lesson);
	return askingScreen(questionsBefore(lessonsMet(state), lesson, state.progress), {
		reason: 'before',
		lesson,
		next: openingOf(lesson),
	});
}

/** Whoever has done all of a lesson's core went on into its deep steps. */
function unfinishedForm(lesson: Lesson, whole: Course, progress: Progress): Lesson {
	const isDone = lesson.exercise.steps.every((step) => recordOf(progress, lesson.id, step));
	return isDone ? (whole.lessons.find(({id}) => id === lesson.id) ?? lesson) : lesson;
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

function afterLinks(state: SessionState, lesson: Lesson): Screen {
	const next = lessonAfter(state.course, lesson);
	return next === undefined ? {kind: 'recap', page: 0} : beginningOf(state, next);
}

/** The next mission; behind the last of them the list. */
function afterPractice({course}: SessionState, lesson: Lesson): Screen {
	const next = course.lessons[course.lessons.indexOf(lesson) + 1];
	return next === undefined ? menuScreenOf(course, lesson) : doScreenOf(next);
}

/** The next screen; nothing ever keeps the learner from going on. */
export function screenAfter(state: SessionState): Screen {
	const {course, whole, progress, screen} = state;
	switch (screen.kind) {
		case 'read':
			return screen.page < lastPage(screen.lesson, 'read')
				? {...screen, page: screen.page + 1}
				: predictScreenOf(screen.lesson, progress);
		case 'predict':
			return doScreenOf(screen.lesson);
		case 'do':
		case 'blocked':
			if (state.isPractice) return afterPractice(state, screen.lesson);
			return screen.lesson.after.length === 0
				? {kind: 'insight', lesson: screen.lesson}
				: afterScreenOf(screen.lesson, 0);
		case 'after':
			return screen.page < lastPage(screen.lesson, 'after')
				? {...screen, page: screen.page + 1}
				: {kind: 'insight', lesson: screen.lesson};
		case 'insight':
			return closingScreen(state, screen.lesson);
		case 'questions':
			return screen.index + 1 < screen.asked.length
				? {...screen, index: screen.index + 1, pointed: 0, chosen: undefined}
				: screen.next;
		case 'links':
			return afterLinks(state, screen.lesson);
		case 'recap':
			return screen.page + 1 < recapLessons(whole, progress).length
				? {...screen, page: screen.page + 1}
				: menuScreenOf(course, course.lessons.at(-1));
		case 'menu': {
			const lesson = course.lessons[screen.pointed];
			return lesson === undefined ? screen : beginningOf(state, lesson);
		}
		case 'help':
		case 'search':
			return screen.back;
	}
}

/** The previous screen; the menu comes before the first page of a lesson. */
export function screenBefore({course, progress, screen, isPractice}: SessionState): Screen {
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
			return isPractice
				? menuScreenOf(course, screen.lesson)
				: predictScreenOf(screen.lesson, progress);
		case 'after':
			return screen.page > 0 ? {...screen, page: screen.page - 1} : doScreenOf(screen.lesson);
		case 'insight':
			return screen.lesson.after.length === 0
				? doScreenOf(screen.lesson)
				: afterScreenOf(screen.lesson, lastPage(screen.lesson, 'after'));
		case 'questions':
			return screen.index > 0
				? {...screen, index: screen.index - 1, pointed: 0, chosen: undefined}
				: beforeQuestions(course, screen);
		case 'links':
			return {kind: 'insight', lesson: screen.lesson};
		case 'recap':
			return screen.page > 0
				? {...screen, page: screen.page - 1}
				: menuScreenOf(course, course.lessons.at(-1));
		case 'menu':
			return screen;
		case 'help':
		case 'search':
			return screen.back;
	}
}

/** The questions at the end of the last lesson come after its insight; others stand at a beginning. */
const beforeQuestions = (course: Course, {reason, lesson}: QuestionsScreen): Screen =>
	reason === 'closing' && lesson !== undefined
		? {kind: 'insight', lesson}
		: menuScreenOf(course, lesson);

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
			return {at: screen.kind, lesson: screen.lesson.id};
		case 'questions':
			if (screen.lesson === undefined) return undefined;
			return screen.reason === 'closing'
				? {at: 'questions', lesson: screen.lesson.id}
				: {at: 'read', lesson: screen.lesson.id, page: 0};
		case 'blocked':
			return {at: 'do', lesson: screen.lesson.id};
		case 'links':
			return {at: 'questions', lesson: screen.lesson.id};
		case 'help':
		case 'search':
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
export function screenOfPlace(state: Omit<SessionState, 'screen'>): Screen {
	const {course, whole, progress} = state;
	const {place} = progress;
	const [first] = course.lessons;
	if (isNew(progress) && first !== undefined) return openingOf(first);
	if (place.at === 'menu') return menuScreenOf(course, undefined);
	const lesson = lessonIn(state, place.lesson);
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
			return doScreenOf(unfinishedForm(lesson, whole, progress));
		case 'insight':
			return {kind: 'insight', lesson};
		case 'questions':
			return closingScreen(state, lesson);
	}
}
