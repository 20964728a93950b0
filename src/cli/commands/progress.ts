// Shows the learner what is saved about them, and in which file.

import {recordOf} from '../../domain/progress.js';
import {type CommandRunner, flag} from '../define-command.js';
import {EXIT} from '../report-error.js';

export const runProgress: CommandRunner = async (args, world) => {
	const [course, port] = await Promise.all([world.course(), world.progress()]);
	const progress = port.read();
	if (flag(args, 'json')) {
		world.print(JSON.stringify({file: port.file, ...progress}, undefined, 2));
		return EXIT.ok;
	}
	const lines = course.lessons.flatMap((lesson) =>
		lesson.exercise.steps.flatMap((step) => {
			const record = recordOf(progress, lesson.id, step);
			if (!record) return [];
			const how = record.helped
				? ', with the solution'
				: record.hints > 0
					? `, ${record.hints} hints`
					: '';
			return [
				`${record.state === 'done' ? '✓ done' : '✓ seen'}  ${lesson.id} ${step.title}, ${record.at.slice(0, 10)}${how}`,
			];
		}),
	);
	const total = course.lessons.reduce((sum, lesson) => sum + lesson.exercise.steps.length, 0);
	world.print([...lines, `${lines.length} of ${total} steps. Kept in ${port.file}`].join('\n'));
	if (port.warning !== undefined) world.warn(port.warning);
	return EXIT.ok;
};
