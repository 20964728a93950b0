// Adds the progress of an exported file to the learner's own, so that neither side loses a step.

import {importProgress, mergeProgress} from '../../progress/exchange.js';
import {type CommandRunner, flag, text} from '../define-command.js';
import {EXIT} from '../report-error.js';

export const runImport: CommandRunner = async (args, world) => {
	// yargs takes a lone dash in a required position for an option without a value.
	const file = text(args, 'file') || '-';
	const brought = importProgress(await world.readText(file), file);
	const count = Object.keys(brought.steps).length;
	if (!flag(args, 'yes') && !(await world.confirm(`Add ${count} steps from ${file} to yours?`))) {
		world.print('Nothing was changed.');
		return EXIT.notSo;
	}
	const port = await world.progress();
	port.update((own) => mergeProgress(own, brought));
	if (port.warning !== undefined) world.warn(port.warning);
	if (!port.isSaved) return EXIT.notSo;
	world.print(`Added what ${file} held. Nothing of yours was lost.`);
	return EXIT.ok;
};
