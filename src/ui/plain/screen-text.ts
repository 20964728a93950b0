import {keyOf, type Lesson, type Page} from '../../domain/course.js';
import type {Facts} from '../../domain/evidence.js';
import {fillTemplate} from '../../domain/fact.js';
import type {Screen, SessionState} from '../../session/state.js';
import {missingFindings} from '../screens/blocked-screen.js';
import {openingNote} from '../screens/opening-note.js';
import {blockText, wrapped} from './block-text.js';
import {predictText, questionText} from './question-text.js';
import {insightLines, linksLines, recapLines} from './recap-text.js';
import type {SaidScreen} from './said-screen.js';

/** The text of every screen but the exercise's, at most `width` columns wide. */
export function screenText(state: SessionState, width: number): SaidScreen {
	const {screen, course, facts} = state;
	switch (screen.kind) {
		case 'menu':
			return {
				lines: menuLines(state),
				enter: 'open the lesson you left',
				entries: course.lessons.length,
			};
		case 'read': {
			const page = screen.lesson.read[screen.page - 1];
			return {
				lines: page ? pageLines(page, facts, width) : openingLines(state, screen.lesson, width),
			};
		}
		case 'after':
			return {lines: pageLines(screen.lesson.after[screen.page], facts, width)};
		case 'predict':
			return predictText(state, screen, width);
		case 'questions':
			return questionText(state, screen, width);
		case 'insight':
			return {lines: ['Key insight:', ...insightLines(state, screen.lesson, width)]};
		case 'links': {
			const next = course.lessons[course.lessons.indexOf(screen.lesson) + 1];
			return {
				lines: linksLines(state, screen.lesson, next, width),
				...(next === undefined ? {} : {enter: 'open the next lesson'}),
			};
		}
		case 'recap':
			return {lines: recapLines(state, screen.page, width)};
		case 'blocked':
			return {lines: blockedLines(state, screen, width), enter: 'go on without the exercise'};
		case 'help':
		case 'do':
			return {lines: []};
	}
}

const placeOf = ({path, minutes}: Lesson): string => `${path} path, ${minutes} minutes`;

function menuLines({course, progress}: SessionState): readonly string[] {
	return course.lessons.flatMap((lesson, index) => {
		const {steps} = lesson.exercise;
		const passed = steps.filter(({id}) => progress.steps[keyOf(lesson.id, id)]).length;
		return [
			...(lesson.part === course.lessons[index - 1]?.part ? [] : [`Part ${lesson.part}`]),
			`${index + 1}. ${lesson.id} ${lesson.title}, ${placeOf(lesson)}, ${passed} of ${steps.length} steps`,
		];
	});
}

function openingLines(state: SessionState, lesson: Lesson, width: number): readonly string[] {
	const {progress, facts} = state;
	const note = openingNote(state);
	return [
		`Lesson ${lesson.id}: ${lesson.title}. ${lesson.part}, ${placeOf(lesson)}.`,
		'',
		...wrapped(fillTemplate(lesson.hook, facts), width),
		'',
		'What you will do in a real shell:',
		...lesson.exercise.steps.map(({id, title}) => {
			const record = progress.steps[keyOf(lesson.id, id)];
			return `- ${title}${record === undefined ? '' : `, ${record.state}`}`;
		}),
		...(note === undefined ? [] : ['', ...wrapped(note, width)]),
	];
}

function pageLines(page: Page | undefined, facts: Facts, width: number): readonly string[] {
	if (!page) return [];
	return [page.title, ...page.blocks.flatMap((block) => ['', ...blockText(block, facts, width)])];
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
