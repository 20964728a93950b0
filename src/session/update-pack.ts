import type {Course, Lesson} from '../domain/course.js';
import type {Progress} from '../domain/progress.js';
import type {PackAction} from './action.js';
import {closingScreen, doScreenOf, menuScreenOf, openingOf, predictScreenOf} from './navigation.js';
import {type BothCourses, courseOn, isSameWork} from './paths.js';
import {type ExerciseRun, NO_OVERLAY, type Screen, type SessionState} from './state.js';
import {openRun, type Transition, unchanged, withSandbox} from './transition.js';

const RELOADED = 'The pack was saved, and this is how it reads now.';
const RESTARTED = 'The exercise was saved: it starts again, where you were.';

/** What lies under a help or a list of problems. */
const under = (screen: Screen): Screen => (screen.kind === 'help' ? screen.back : screen);

/** The lesson in the form in which it was shown, where it still has that. */
const sameForm = (shown: Lesson, {course, whole}: BothCourses): Lesson | undefined => {
	const forms = [course, whole].flatMap(({lessons}) => lessons.filter(({id}) => id === shown.id));
	return forms.find((form) => isSameWork(form, shown)) ?? forms[0];
};

/** The same place in a course that was read anew; the menu where the lesson is gone. */
function sameScreen(screen: Screen, both: BothCourses, progress: Progress): Screen {
	const {course} = both;
	if (screen.kind === 'help' || screen.kind === 'search') {
		return sameScreen(screen.back, both, progress);
	}
	if (screen.kind === 'menu') {
		return {...screen, pointed: Math.max(0, Math.min(screen.pointed, course.lessons.length - 1))};
	}
	if (screen.kind === 'recap') return screen;
	const lesson = screen.lesson && sameForm(screen.lesson, both);
	if (lesson === undefined) return menuScreenOf(course, undefined);
	switch (screen.kind) {
		case 'read':
			return {...screen, lesson, page: Math.min(screen.page, lesson.read.length)};
		case 'after':
			return {...screen, lesson, page: Math.min(screen.page, Math.max(0, lesson.after.length - 1))};
		case 'predict':
			return predictScreenOf(lesson, progress);
		case 'questions':
			return screen.reason === 'closing'
				? closingScreen({...both, progress}, lesson)
				: openingOf(lesson);
		case 'do':
			return {...screen, lesson, overlay: NO_OVERLAY};
		case 'blocked':
			// What could not be laid out may be mended.
			return isSameExercise(screen.lesson, lesson) ? {...screen, lesson} : doScreenOf(lesson);
		case 'insight':
		case 'links':
			return {...screen, lesson};
	}
}

const isSameExercise = (one: Lesson, other: Lesson): boolean =>
	JSON.stringify(one.exercise) === JSON.stringify(other.exercise);

/** The attempt that is open, if its exercise is still the same. */
function sameRun(run: ExerciseRun | undefined, both: BothCourses): ExerciseRun | undefined {
	const lesson = run && sameForm(run.lesson, both);
	if (run === undefined || lesson === undefined) return undefined;
	return isSameExercise(run.lesson, lesson) ? {...run, lesson} : undefined;
}

function reloaded(before: SessionState, whole: Course): Transition {
	const course = courseOn(whole, before.progress.path);
	const both = {course, whole};
	const shown = sameScreen(before.screen, both, before.progress);
	const run = sameRun(before.run, both);
	// What lies over the terminal belongs to the attempt, and stays with it.
	const kept = under(before.screen);
	const screen =
		run && kept.kind === 'do' && shown.kind === 'do' ? {...kept, lesson: shown.lesson} : shown;
	const isOver = before.run !== undefined && run === undefined;
	const state: SessionState = {...before, course, whole, screen, run, notice: RELOADED};
	if (!isOver) return withSandbox(state);
	if (screen.kind === 'do') {
		// The one before is closed first.
		const again = openRun({...state, run: before.run}, screen.lesson);
		return {...again, state: {...again.state, notice: RESTARTED}};
	}
	const closing = before.run?.phase === 'waiting' ? [] : [{kind: 'close-attempt'} as const];
	const next = withSandbox(state);
	return {...next, effects: [...closing, ...next.effects]};
}

/** What follows when a pack was saved while it is shown. */
export function updatePack(state: SessionState, action: PackAction): Transition {
	switch (action.kind) {
		case 'pack-reloaded':
			return reloaded(state, action.course);
		case 'pack-broken': {
			const {problems} = action;
			return unchanged({
				...state,
				top: 0,
				screen: {kind: 'help', back: under(state.screen), problems},
			});
		}
	}
}
