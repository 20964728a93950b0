// Shows the course with what the learner has done in it, and what of it this host can do.

import type {Lesson} from '../../domain/course.js';
import {keyOf} from '../../domain/course.js';
import type {Progress} from '../../domain/progress.js';
import {type CommandRunner, flag} from '../define-command.js';
import {EXIT} from '../report-error.js';
import {type StepHere, stepsHere} from '../steps-here.js';

/** A lesson as `list` shows it. */
interface Listed {
	readonly id: string;
	readonly slug: string;
	readonly title: string;
	readonly part: string;
	readonly path: string;
	readonly minutes: number;
	readonly steps: readonly {
		readonly id: string;
		readonly title: string;
		readonly state: 'open' | 'done' | 'seen';
		readonly runsHere: StepHere['runsHere'];
		readonly missing: readonly string[];
	}[];
}

export const runList: CommandRunner = async (args, world) => {
	const [course, host] = await Promise.all([world.course(), world.host()]);
	const progress = (await world.progress()).read();
	const steps = await stepsHere(course, host, world);
	const lessons = course.lessons.map((lesson) =>
		listed(
			lesson,
			progress,
			steps.filter(({lesson: of}) => of === lesson),
		),
	);
	if (flag(args, 'json')) {
		world.print(JSON.stringify({host: host.hostClass, lessons}, undefined, 2));
		return EXIT.ok;
	}
	const lines = lessons.flatMap((lesson, index) => [
		...(lesson.part === lessons[index - 1]?.part ? [] : ['', lesson.part]),
		lessonLine(lesson),
	]);
	const core = lessons.filter(({path}) => path === 'core');
	const minutes = core.reduce((sum, lesson) => sum + lesson.minutes, 0);
	world.print(
		[...lines.slice(1), '', `★ core path, ${minutes} minutes. ${host.summary}`].join('\n'),
	);
	return EXIT.ok;
};

function listed(lesson: Lesson, progress: Progress, here: readonly StepHere[]): Listed {
	const {id, slug, title, part, path, minutes} = lesson;
	const steps = here.map(({step, runsHere, missing}) => {
		const state = progress.steps[keyOf(id, step.id)]?.state ?? 'open';
		return {id: step.id, title: step.title, state, runsHere, missing} as const;
	});
	return {id, slug, title, part, path, minutes, steps};
}

function lessonLine({id, title, path, minutes, steps}: Listed): string {
	const passed = steps.filter(({state}) => state !== 'open').length;
	const here = steps.filter(({runsHere}) => runsHere !== 'not').length;
	const observed = steps.filter(({runsHere}) => runsHere === 'observed').length;
	const limits =
		here < steps.length
			? `, ${steps.length - here} of its steps can't run here`
			: observed > 0
				? `, ${observed} as observation here`
				: '';
	const mark = passed === steps.length ? '✓' : passed > 0 ? '·' : ' ';
	return `${mark} ${path === 'core' ? '★' : ' '} ${id} ${title.padEnd(34)} ${String(minutes).padStart(2)} min  ${passed}/${steps.length} steps${limits}`;
}
