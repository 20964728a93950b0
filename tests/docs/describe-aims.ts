import type {Course, Lesson} from '../../src/domain/course.js';
import {AIMS, type Aim, RESOURCES} from './aims.js';

/** The title of the step that `lesson/step` names; a step that is not there is a mistake of ours. */
function titleOf({lessons}: Course, place: string): string {
	const [id, stepId] = place.split('/');
	const steps = lessons.find((lesson) => lesson.id === id)?.exercise.steps ?? [];
	const step = steps.find((one) => one.id === stepId);
	if (step === undefined) throw new Error(`The course has no step ${place}.`);
	return `${step.core ? '★ ' : ''}${id} ${step.title}`;
}

const linking = ({lessons}: Course, url: string): readonly Lesson[] =>
	lessons.filter(({links}) => links.some((link) => link.url.startsWith(url)));

/** Where a learner sees what the course set out to teach, as Markdown. */
export function describeAims(course: Course): string {
	const row = ({aim, seenAt}: Aim): string =>
		`| ${aim} | ${seenAt.map((place) => titleOf(course, place)).join(' · ')} |`;
	const resources = RESOURCES.map(({url, focus}) => {
		const lessons = linking(course, url);
		if (lessons.length === 0) throw new Error(`No lesson links to ${url}.`);
		return `| <${url}>: ${focus} | ${lessons.map(({id}) => id).join(' · ')} |`;
	});
	return `## What it set out to teach, and where it is seen

Each step is named with its lesson, the one that shows it best first; ★ is on the core path.

${AIMS.map(({title, aims}) => `### ${title}\n\n| what | seen in |\n| --- | --- |\n${aims.map(row).join('\n')}\n`).join('\n')}
### To read on

| what | linked from |
| --- | --- |
${resources.join('\n')}
`;
}
