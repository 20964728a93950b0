// Writes progress to a file that `import` reads on another machine.

import {exportProgress} from '../../progress/exchange.js';
import {type CommandRunner, text} from '../define-command.js';
import {EXIT} from '../report-error.js';

export const runExport: CommandRunner = async (args, world) => {
	const file = text(args, 'file') ?? '-';
	await world.writeText(file, exportProgress((await world.progress()).read()));
	if (file !== '-') world.print(`Your progress is in ${file}.`);
	return EXIT.ok;
};
