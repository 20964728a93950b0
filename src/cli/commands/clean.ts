import {sweep} from '../../sandbox/sweep.js';
import type {CommandRunner} from '../define-command.js';
import {EXIT} from '../exit-code.js';

export const runClean: CommandRunner = async (_args, world) => {
	const removed = sweep();
	world.print(
		removed.length === 0
			? 'Nothing was left behind.'
			: ['Removed what a killed run had left behind:', ...removed].join('\n'),
	);
	return EXIT.ok;
};
