import {blocksOn, isCore, type Lesson, type Page} from '../../domain/course.js';
import type {Facts} from '../../domain/evidence.js';
import {fillTemplate} from '../../domain/fact.js';
import {recordOf} from '../../domain/progress.js';
import {hasTwoPaths, lessonAfter, sayMinutesOn} from '../../session/paths.js';
import type {Screen, SessionState} from '../../session/state.js';
import {missingFindings} from '../screens/blocked-screen.js';
import {openingNote} from '../screens/opening-note.js';
import {pathNote} from '../screens/path-note.js';
import {blockText, wrapped} from './block-text.js';
import {predictText, questionText} from './question-text.js';
import {insightLines, linksLines, recapLines} from './recap-text.js';
import type {SaidScreen} from './said-screen.js';
import {searchText} from './search-text.js';

/** The text of every screen but the exercise's, at most `width` columns wide. */
export function screenText(state: SessionState, width: number): SaidScreen {
	const {screen, course, facts} = state;
	switch (screen.kind) {
		case 'menu':
			return {
				lines: menuLines(state).flatMap((line) => wrapped(line, width)),
				enter: 'open the lesson you left',
				entries: course.lessons.length,
			};
		case 'read': {
			const {read} = screen.lesson;
			const page = read[screen.page - 1];
			return {
				lines: [
					`Page ${screen.page + 1} of ${read.length + 1}.`,
					...(page ? pageLines(page, facts, width) : openingLines(state, screen.lesson, width)),
				],
			};
		}
		case 'after': {
			const {after} = screen.lesson;
			return {
				lines: [
					`After the exercise, page ${screen.page + 1} of ${after.length}.`,
					...pageLines(after[screen.page], facts, width),
				],
			};
		}
		case 'predict':
			return predictText(state, screen, width);
		case 'questions':
			return questionText(state, screen, width);
		case 'insight':
			return {lines: ['Key insight:', ...insightLines(state, screen.lesson, width)]};
		case 'links': {
			const next = lessonAfter(course, screen.lesson);
			return {
				lines: linksLines(state, screen.lesson, next, width),
				...(next === undefined ? {} : {enter: 'open the next lesson'}),
			};
		}
		case 'recap':
			return {lines: recapLines(state, screen.page, width)};
		case 'blocked':
			return {lines: blockedLines(state, screen, width), enter: 'go on without the exercise'};
		case 'search':
			return searchText(state, screen, width);
		case 'help':
		case 'do':
			return {lines: []};
	}
}

const placeOf = ({progress, whole, isPractice}: SessionState, lesson: Lesson): string =>
	[
		...(hasTwoPaths(whole) && isCore(lesson) ? ['core path'] : []),
		isPractice ? 'a mission' : sayMinutesOn(progress.path, lesson),
	].join(', ');

function menuLines(state: SessionState): readonly string[] {
	const {course, progress} = state;
	const chosen = pathNote(state, '(★)');
	const lessons = course.lessons.flatMap((lesson, index) => {
		const {steps} = lesson.exercise;
		const passed = steps.filter((step) => recordOf(progress, lesson.id, step)).length;
		return [
			...(lesson.part === course.lessons[index - 1]?.part ? [] : [`Part ${lesson.part}`]),
			`${index + 1}. ${lesson.id} ${lesson.title}, ${placeOf(state, lesson)}, ${passed} of ${steps.length} steps`,
		];
	});
	return [...lessons, ...(chosen === undefined ? [] : ['', chosen])];
}

function openingLines(state: SessionState, lesson: Lesson, width: number): readonly string[] {
	const {progress, facts} = state;
	const note = openingNote(state);
	return [
		...wrapped(
			`Lesson ${lesson.id}: ${lesson.title}. ${lesson.part}, ${placeOf(state, lesson)}.`,
			width,
		),
		'',
		...wrapped(fillTemplate(lesson.hook, facts), width),
		'',
		...wrapped('What you will do in a real shell:', width),
		...lesson.exercise.steps.flatMap((step) => {
			const record = recordOf(progress, lesson.id, step);
			return wrapped(`- ${step.title}${record === undefined ? '' : `, ${record.state}`}`, width);
		}),
		...(note === undefined ? [] : ['', ...wrapped(note, width)]),
	];
}

/** A page: its title, and its blocks with an empty line before each. */
export function pageLines(page: Page | undefined, facts: Facts, width: number): readonly string[] {
	if (!page) return [];
	return [
		...wrapped(page.title, width),
		...blocksOn(page, facts).flatMap((block) => ['', ...blockText(block, facts, width)]),
	];
}

/** This host can't run the exercise: why, what mends it and what undoes that. */
function blockedLines(
	{host}: SessionState,
	{lesson, why, nextStep}: Extract<Screen, {kind: 'blocked'}>,
	width: number,
): readonly string[] {
	const mends = missingFindings(host, lesson.exercise).flatMap(({found, mend}) =>
		mend === undefined
			? []
			: [
					'',
					found,
					`To mend it: ${mend.command}`,
					...(mend.undo === undefined ? [] : [`To undo that: ${mend.undo}`]),
					mend.note,
				],
	);
	return [why, nextStep, ...mends].flatMap((text) => wrapped(text, width));
}
