import type {Lesson, Option, Page} from '../../domain/course.js';
import {keyOf} from '../../domain/course.js';
import type {Facts} from '../../domain/evidence.js';
import {fillTemplate} from '../../domain/fact.js';
import {groupSightings} from '../../domain/verdict.js';
import type {Screen, SessionState} from '../../session/state.js';
import {blockText, wrapped} from './block-text.js';

/** What a screen says, as lines, and how many numbered entries it offers. */
export interface ScreenText {
	readonly lines: readonly string[];
	readonly entries: number;
	/** What Enter does here. */
	readonly enter: string;
}

/** The text of every screen but the exercise's, at most `width` columns wide. */
export function screenText(state: SessionState, width: number): ScreenText {
	const {screen} = state;
	const says = (lines: readonly string[], enter: string, entries = 0): ScreenText => ({
		lines,
		entries,
		enter,
	});
	switch (screen.screen) {
		case 'menu':
			return says(menuLines(state), 'open the lesson you left', state.course.lessons.length);
		case 'read':
			return says(readLines(screen, state.facts, width), 'go on');
		case 'after':
			return says(pageLines(screen.lesson.after[screen.page], state.facts, width), 'go on');
		case 'predict':
			return says(
				[
					'Predict before you look. Whatever you choose is kept for the end.',
					...questionLines(screen.lesson.predict, undefined, width),
					...(screen.chosen === undefined
						? []
						: ['', 'Kept. After the exercise you see it again, next to what happened.']),
				],
				'go to the exercise',
				screen.lesson.predict.options.length,
			);
		case 'questions': {
			const question = screen.asked[screen.index]?.question;
			if (!question) return says([], 'go on');
			return says(
				[
					`Check yourself, ${screen.index + 1} of ${screen.asked.length}.`,
					...questionLines(question, screen.chosen, width),
				],
				'go on',
				question.options.length,
			);
		}
		case 'insight':
			return says(insightLines(state, screen.lesson, width), 'go on');
		case 'links':
			return says(
				['Go deeper:', ...screen.lesson.links.map(({title, url}) => `  ${title}: ${url}`)],
				'open the next lesson',
			);
		case 'recap':
			return says(recapLines(state, screen.page), 'go on');
		case 'blocked':
			return says(
				[...wrapped(screen.why, width), ...wrapped(screen.nextStep, width)],
				'go on without the exercise',
			);
		case 'help':
		case 'do':
			return says([], 'go on');
	}
}

function menuLines({course, progress}: SessionState): readonly string[] {
	return course.lessons.map((lesson, index) => {
		const {steps} = lesson.exercise;
		const passed = steps.filter(({id}) => progress.steps[keyOf(lesson.id, id)]).length;
		const path = lesson.path === 'core' ? 'core' : 'deep';
		return `${index + 1}. ${lesson.id} ${lesson.title}, ${path}, ${lesson.minutes} minutes, ${passed} of ${steps.length} steps`;
	});
}

function readLines(
	screen: Extract<Screen, {screen: 'read' | 'after'}>,
	facts: Facts,
	width: number,
): readonly string[] {
	const {lesson, page} = screen;
	if (page > 0) return pageLines(lesson.read[page - 1], facts, width);
	return [
		`Lesson ${lesson.id}: ${lesson.title}. ${lesson.part}, ${lesson.minutes} minutes.`,
		'',
		...wrapped(fillTemplate(lesson.hook, facts), width),
	];
}

function pageLines(page: Page | undefined, facts: Facts, width: number): readonly string[] {
	if (!page) return [];
	return [page.title, ...page.blocks.flatMap((block) => ['', ...blockText(block, facts, width)])];
}

function questionLines(
	{question, options}: {readonly question: string; readonly options: readonly Option[]},
	chosen: string | undefined,
	width: number,
): readonly string[] {
	const answer = options.find(({id}) => id === chosen);
	return [
		'',
		...wrapped(question, width),
		...options.map(({text}, index) => `${index + 1}. ${text}`),
		...(answer ? ['', ...wrapped(`You chose "${answer.text}". ${answer.because}`, width)] : []),
	];
}

function insightLines({progress}: SessionState, lesson: Lesson, width: number): readonly string[] {
	const predicted = progress.predictions[keyOf(lesson.id, lesson.predict.id)];
	const option = lesson.predict.options.find(({id}) => id === predicted?.option);
	return [
		...wrapped(lesson.insight, width),
		...(option ? ['', ...wrapped(`You predicted: ${option.text} ${option.because}`, width)] : []),
	];
}

function recapLines({course, progress}: SessionState, page: number): readonly string[] {
	const lesson = course.lessons[page];
	if (!lesson) return [];
	const seen = lesson.exercise.steps.flatMap(({id, title}) => {
		const record = progress.steps[keyOf(lesson.id, id)];
		if (!record) return [];
		return [
			`- ${title} (${record.state})`,
			...groupSightings(record.seen).map(({what, value}) => `    ${what}: ${value}`),
		];
	});
	return [
		`What you saw in lesson ${lesson.id}, ${lesson.title}:`,
		...(seen.length > 0 ? seen : ['Nothing yet.']),
	];
}
