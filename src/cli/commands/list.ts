// Shows the course with what the learner has done in it, and what of it this host can do.

import type {Lesson} from '../../domain/course.js';
import {isCore, minutesOf} from '../../domain/course.js';
import {type Progress, recordOf} from '../../domain/progress.js';
import {type CommandRunner, flag} from '../define-command.js';
import {proseRows} from '../prose-rows.js';
import {EXIT} from '../report-error.js';
import {wantsLines} from '../settings.js';
import {type StepHere, stepsHere} from '../steps-here.js';

/** A lesson as `list` shows it. */
interface Listed {
	readonly id: string;
	readonly slug: string;
	readonly title: string;
	readonly part: string;
	readonly path: string;
	/** For all of it, by count, and for what of it is on the core path. */
	readonly minutes: number;
	readonly coreMinutes: number;
	readonly steps: readonly {
		readonly id: string;
		readonly title: string;
		/** It is on the core path. */
		readonly core: boolean;
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
	const isSpoken = wantsLines(args['plain'], process.env, progress.settings);
	const say = isSpoken ? lessonSentence : lessonLine;
	const lines = lessons.flatMap((lesson, index) => [
		...(lesson.part === lessons[index - 1]?.part ? [] : ['', lesson.part]),
		say(lesson),
	]);
	const core = minutesOf(course.lessons.filter(isCore).map(({counts}) => counts.core));
	const all = minutesOf(course.lessons.map(({counts}) => counts.all));
	world.print(
		[
			...lines.slice(1),
			'',
			...proseRows(
				`${isSpoken ? 'The' : '★'} core path, ${core} minutes of ${all} by count${progress.path === 'core' ? ', which you are on' : ''}. ${host.summary}`,
				process.stdout.columns,
			),
		].join('\n'),
	);
	return EXIT.ok;
};

function listed(lesson: Lesson, progress: Progress, here: readonly StepHere[]): Listed {
	const {id, slug, title, part, counts} = lesson;
	const path = isCore(lesson) ? 'core' : 'deep';
	const steps = here.map(({step, runsHere, missing}) => {
		const state = recordOf(progress, id, step)?.state ?? 'open';
		const core = step.core === true;
		return {id: step.id, title: step.title, core, state, runsHere, missing} as const;
	});
	const minutes = minutesOf([counts.all]);
	const coreMinutes = path === 'core' ? minutesOf([counts.core]) : 0;
	return {id, slug, title, part, path, minutes, coreMinutes, steps};
}

/** The same by ear: no sign stands for a word, and no column for another. */
function lessonSentence(lesson: Listed): string {
	const {id, title, path, minutes, steps} = lesson;
	const passed = steps.filter(({state}) => state !== 'open').length;
	const core = path === 'core' ? ', core path' : '';
	return `${id} ${title}${core}, ${minutes} minutes, ${passed} of ${steps.length} steps${limitsOf(lesson)}`;
}

function limitsOf({steps}: Listed): string {
	const here = steps.filter(({runsHere}) => runsHere !== 'not').length;
	const observed = steps.filter(({runsHere}) => runsHere === 'observed').length;
	if (here < steps.length) return `, ${steps.length - here} of its steps can't run here`;
	return observed > 0 ? `, ${observed} as observation here` : '';
}

function lessonLine(lesson: Listed): string {
	const {id, title, path, minutes, steps} = lesson;
	const passed = steps.filter(({state}) => state !== 'open').length;
	const mark = passed === steps.length ? '✓' : passed > 0 ? '·' : ' ';
	return `${mark} ${path === 'core' ? '★' : ' '} ${id} ${title.padEnd(34)} ${String(minutes).padStart(2)} min  ${passed}/${steps.length} steps${limitsOf(lesson)}`;
}
