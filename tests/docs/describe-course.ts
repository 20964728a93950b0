import {type Count, type Course, isCore, type Lesson, minutesOf} from '../../src/domain/course.js';
import type {Check} from '../../src/domain/exercise.js';

/** The kinds a check is made of: those that look at evidence, not those that join others. */
function kindsOf(check: Check): readonly string[] {
	const {kind, spec} = check;
	if (Array.isArray(spec)) return spec.flatMap((part: Check) => kindsOf(part));
	return [kind];
}

const unique = (items: readonly string[]): readonly string[] => [...new Set(items)].sort();

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;

const titleOf = (lesson: Lesson): string => (isCore(lesson) ? `★ ${lesson.title}` : lesson.title);

const NOTHING: Count = {words: 0, commands: 0};

/** Words, commands and minutes. */
const countCells = (counts: readonly Count[]): readonly (string | number)[] => [
	counts.reduce((sum, {words}) => sum + words, 0),
	counts.reduce((sum, {commands}) => sum + commands, 0),
	minutesOf(counts),
];

function timeTable(lessons: readonly Lesson[]): string {
	const coreCount = (lesson: Lesson): Count => (isCore(lesson) ? lesson.counts.core : NOTHING);
	return [
		row([
			'lesson',
			'title',
			'core words',
			'commands',
			'minutes',
			'all words',
			'commands',
			'minutes',
		]),
		'| --- | --- | --- | --- | --- | --- | --- | --- |',
		...lessons.map((lesson) =>
			row([
				lesson.id,
				titleOf(lesson),
				...(isCore(lesson) ? countCells([lesson.counts.core]) : ['', '', '']),
				...countCells([lesson.counts.all]),
			]),
		),
		row([
			'',
			'all lessons',
			...countCells(lessons.map(coreCount)),
			...countCells(lessons.map(({counts}) => counts.all)),
		]),
	].join('\n');
}

function workRow(lesson: Lesson): string {
	const {id, exercise} = lesson;
	const {steps} = exercise;
	const kinds = unique(steps.flatMap((step) => kindsOf(step.check)));
	const needs = unique([...exercise.needs, ...steps.flatMap((step) => step.needs)]);
	const attempts = steps.flatMap(({attempts: {right, wrong}}) => [...right, ...wrong]);
	return row([
		id,
		titleOf(lesson),
		steps.length,
		steps.filter(({core}) => core).length,
		steps.filter(({mission}) => mission).length,
		steps.filter((step) => step.observe).length,
		attempts.length,
		kinds.join(', '),
		needs.join(', ') || 'nothing',
	]);
}

/** The tables of the whole course as Markdown. */
export function describeCourse({lessons}: Course): string {
	const core = lessons.filter(isCore).map(({counts}) => counts.core);
	const steps = lessons.reduce((total, {exercise}) => total + exercise.steps.length, 0);
	return `# The course in numbers

Written by \`npx vitest run tests/docs -u\` from the lessons and exercises; a test keeps it true.

${lessons.length} lessons, ${steps} steps. The core path (★) takes ${minutesOf(core)} minutes, all of it ${minutesOf(lessons.map(({counts}) => counts.all))}.

## How long it takes

By count: words at 200 a minute, and the lines that the solutions type at 20 seconds each. Words are those of the hook, the pages, the
prediction, the tasks and what a pass has shown, the insight, and the questions, each asked once; of the reasons of a question half are read.

${timeTable(lessons)}

## What is done, and how it is proven

"Observed" counts the steps that offer something to look at where a host lacks what the step needs;
"attempts" are the right and wrong ways through the steps that \`container-lessons verify\` plays.

| lesson | title | steps | core | missions | observed | attempts | evidence | needs |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${lessons.map(workRow).join('\n')}
`;
}
