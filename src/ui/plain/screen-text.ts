import type {Lesson, Option, Page} from '../../domain/course.js';
import {keyOf} from '../../domain/course.js';
import type {Facts} from '../../domain/evidence.js';
import {fillTemplate} from '../../domain/fact.js';
import {groupSightings} from '../../domain/verdict.js';
import type {Screen, SessionState} from '../../session/state.js';
import {answerText} from './answer-text.js';
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
					...questionLines(screen.lesson.predict, state.facts, width),
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
					...questionLines(question, state.facts, width),
					...inset(
						answerText(
							'You chose',
							{options: question.options, chosen: screen.chosen},
							state.facts,
							width,
						),
					),
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
	facts: Facts,
	width: number,
): readonly string[] {
	return [
		'',
		...wrapped(fillTemplate(question, facts), width),
		...options.flatMap(({text}, index) =>
			wrapped(`${index + 1}. ${fillTemplate(text, facts)}`, width),
		),
	];
}

/** Lines with an empty one before them, where there are any. */
const inset = (lines: readonly string[]): readonly string[] =>
	lines.length === 0 ? [] : ['', ...lines];

function insightLines(
	{progress, facts}: SessionState,
	{insight, id, predict}: Lesson,
	width: number,
): readonly string[] {
	const chosen = progress.predictions[keyOf(id, predict.id)]?.option;
	const predicted = answerText('You predicted', {options: predict.options, chosen}, facts, width);
	return [...wrapped(insight, width), ...inset(predicted)];
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
