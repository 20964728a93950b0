// Forgets what the learner did in one lesson; everything else is kept.

import {type CommandRunner, flag, text} from '../define-command.js';
import {findLesson} from '../find-lesson.js';
import {EXIT} from '../report-error.js';

export const runReset: CommandRunner = async (args, world) => {
	const lesson = findLesson(await world.course(), text(args, 'id') ?? '');
	const port = await world.progress();
	const question = `Forget what you did in lesson ${lesson.id}, ${lesson.title}?`;
	if (!flag(args, 'yes') && !(await world.confirm(question))) {
		world.print('Nothing was changed.');
		return EXIT.notSo;
	}
	const belongs = (key: string): boolean => key === lesson.id || key.startsWith(`${lesson.id}/`);
	const without = <T>(records: Readonly<Record<string, T>>): Record<string, T> =>
		Object.fromEntries(Object.entries(records).filter(([key]) => !belongs(key)));
	port.update((progress) => ({
		...progress,
		steps: without(progress.steps),
		predictions: without(progress.predictions),
		questions: without(progress.questions),
		opened: without(progress.opened),
		practised: without(progress.practised),
	}));
	if (port.warning !== undefined) world.warn(port.warning);
	if (!port.isSaved) return EXIT.notSo;
	world.print(`Lesson ${lesson.id} is as new.`);
	return EXIT.ok;
};
