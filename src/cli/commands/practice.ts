// Missions of lessons that were done, each in a fresh sandbox with new values, the one longest ago first.

import {UserError} from '../../domain/user-error.js';
import {allMissions, type Mission, practiceCourse} from '../../session/practice.js';
import {type CommandRunner, flag, text} from '../define-command.js';
import {findLesson} from '../find-lesson.js';
import {EXIT} from '../report-error.js';
import {openLessons} from './start.js';

export const runPractice: CommandRunner = async (args, world) => {
	const [course, port] = await Promise.all([world.course(), world.progress()]);
	const missions = allMissions(course, port.read());
	const id = text(args, 'id');
	const lesson = id === undefined ? undefined : findLesson(course, id);
	const asked = missions.filter((mission) => lesson === undefined || mission.lesson === lesson);
	if (flag(args, 'list') || flag(args, 'json')) {
		world.print(
			flag(args, 'json')
				? JSON.stringify(asked.map(listed), undefined, 2)
				: asked.length === 0
					? 'There is no mission.'
					: asked.map(missionLine).join('\n'),
		);
		return EXIT.ok;
	}
	// Whoever names a lesson need not have done it.
	const drawn = lesson === undefined ? asked.filter(({isDue}) => isDue) : asked;
	if (drawn.length === 0) {
		throw new UserError(
			lesson === undefined
				? 'No lesson that has a mission is done yet.'
				: `Lesson ${lesson.id}, ${lesson.title}, has no mission.`,
			'"container-lessons practice --list" shows the missions there are.',
		);
	}
	return openLessons(args, world, practiceCourse(drawn), {isPractice: true});
};

const listed = ({lesson, step, last, isDue}: Mission) => ({
	lesson: lesson.id,
	step: step.id,
	title: step.title,
	due: isDue,
	practised: last ?? null,
});

const missionLine = ({lesson, step, last, isDue}: Mission): string =>
	`${isDue ? '✓' : ' '} ${lesson.id} ${step.title}, ${
		last === undefined
			? isDue
				? 'not passed yet'
				: 'its lesson is still to be done'
			: `last passed on ${last.slice(0, 10)}`
	}`;
