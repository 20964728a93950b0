// Checks an author's lessons without running them, and exits 1 if anything is to mend.

import {lintCourse} from '../../content/read-course.door.js';
import {type CommandRunner, flag, text} from '../define-command.js';
import {EXIT} from '../report-error.js';

export const runLint: CommandRunner = async (args, world) => {
	const problems = await lintCourse(text(args, 'dir') ?? text(args, 'pack'));
	if (flag(args, 'json')) world.print(JSON.stringify({problems}, undefined, 2));
	else if (problems.length === 0) world.print('No problems found.');
	else
		world.print(
			[...problems.map((problem) => problem.text), '', `${problems.length} to mend.`].join('\n'),
		);
	return problems.length === 0 ? EXIT.ok : EXIT.notSo;
};
