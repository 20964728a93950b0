import {importProgress, mergeProgress} from '../../progress/exchange.js';
import {type CommandRunner, flag, text} from '../define-command.js';
import {EXIT} from '../exit-code.js';

export const runImport: CommandRunner = async (args, world) => {
	const file = text(args, 'file') ?? '-';
	const brought = importProgress(await world.readText(file), file);
	const count = Object.keys(brought.steps).length;
	if (!flag(args, 'yes') && !(await world.confirm(`Add ${count} steps from ${file} to yours?`))) {
		world.print('Nothing was changed.');
		return EXIT.notSo;
	}
	const port = await world.progress();
	port.update((own) => mergeProgress(own, brought));
	world.print(`Added what ${file} held. Nothing of yours was lost.`);
	if (port.warning !== undefined) world.warn(port.warning);
	return EXIT.ok;
};
