// How long a lesson takes, by count: its words are read, the lines of its solutions typed.
import {questionOf} from '../checks/judge.js';
import {coreLessonOf} from '../domain/core-of.js';
import {
	type Asking,
	blocksOn,
	type Count,
	type Lesson,
	type LessonCounts,
	type Page,
} from '../domain/course.js';
import type {SolutionLine, Step} from '../domain/exercise.js';
import {chooseText} from '../domain/host-choice.js';
import {blockTexts} from './measure-text.js';

type Uncounted = Omit<Lesson, 'counts'>;

/** A word has a letter or a digit: lines of a diagram and signs are looked at, not read. */
const wordsOf = (text: string): number =>
	chooseText(text, '2')
		.replaceAll(/\{\{[^}]*\}\}/g, 'word')
		.split(/\s+/)
		.filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

const sum = (numbers: readonly number[]): number =>
	numbers.reduce((total, number) => total + number, 0);

/** A page as it reads on a host of today. Figures count by their own words, not by what is said of them. */
const pageWords = (page: Page): number =>
	sum([page.title, ...blocksOn(page, new Map()).flatMap(blockTexts)].map(wordsOf));

/** A question is read whole, and about half of the reasons are seen. */
const askingWords = ({question, options}: Asking): number =>
	sum([question, ...options.map(({text}) => text)].map(wordsOf)) +
	sum(options.map(({because}) => wordsOf(because))) / 2;

function stepWords({task, meaning, check}: Step): number {
	const asked = questionOf(check);
	const options = asked?.options.map(({text}) => text) ?? [];
	return sum([task, meaning, asked?.text ?? '', ...options].map(wordsOf));
}

/** Going to another terminal is a key, and no command. */
const isCommand = ({type}: SolutionLine): boolean => !type.startsWith(':');

/** All that is read and typed of a lesson. A question is asked once, in the longer of its cases. */
function countAll({hook, read, after, predict, insight, questions, exercise}: Uncounted): Count {
	const words = [
		wordsOf(hook),
		...[...read, ...after].map(pageWords),
		askingWords(predict),
		...exercise.steps.map(stepWords),
		wordsOf(insight),
		...questions.map((question) =>
			Math.max(askingWords(question), question.again ? askingWords(question.again) : 0),
		),
	];
	const commands = exercise.steps.flatMap(({solution}) => solution.filter(isCommand));
	return {words: Math.round(sum(words)), commands: commands.length};
}

/** The count of a lesson, and of what is on the core path; nothing is, of a lesson that is not on it. */
export const countLesson = (lesson: Uncounted): LessonCounts => ({
	all: countAll(lesson),
	core: countAll(coreLessonOf(lesson)),
});
