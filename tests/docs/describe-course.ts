import type {Course, Lesson} from '../../src/domain/course.js';
import type {Check} from '../../src/domain/exercise.js';

/** The kinds a check is made of: those that look at evidence, not those that join others. */
function kindsOf(check: Check): readonly string[] {
	const {kind, spec} = check;
	if (Array.isArray(spec)) return spec.flatMap((part: Check) => kindsOf(part));
	return [kind];
}

const unique = (items: readonly string[]): readonly string[] => [...new Set(items)].sort();

function row({id, title, path, minutes, exercise}: Lesson): string {
	const kinds = unique(exercise.steps.flatMap((step) => kindsOf(step.check)));
	const needs = unique([...exercise.needs, ...exercise.steps.flatMap((step) => step.needs)]);
	const observed = exercise.steps.filter((step) => step.observe).length;
	const attempts = exercise.steps.flatMap(({attempts: {right, wrong}}) => [...right, ...wrong]);
	return `| ${[
		id,
		path === 'core' ? `★ ${title}` : title,
		minutes,
		exercise.steps.length,
		observed,
		attempts.length,
		kinds.join(', '),
		needs.join(', ') || 'nothing',
	].join(' | ')} |`;
}

/** The table of the whole course as Markdown. */
export function describeCourse({lessons}: Course): string {
	const sum = (of: readonly Lesson[]): number =>
		of.reduce((total, {minutes}) => total + minutes, 0);
	const core = lessons.filter(({path}) => path === 'core');
	const steps = lessons.reduce((total, {exercise}) => total + exercise.steps.length, 0);
	return `# The course in numbers

Written by \`npx vitest run tests/docs -u\` from the lessons and exercises; a test keeps it true.

${lessons.length} lessons, ${steps} steps. The core path (★) takes ${sum(core)} minutes, all of it ${sum(lessons)}.
"Observed" counts the steps that offer something to look at where a host lacks what the step needs;
"attempts" are the right and wrong ways through the steps that \`container-lessons verify\` plays.

| lesson | title | minutes | steps | observed | attempts | evidence | needs |
| --- | --- | --- | --- | --- | --- | --- | --- |
${lessons.map(row).join('\n')}
`;
}
