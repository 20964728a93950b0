// Shows what the learner has chosen for good, and changes it.

import {UserError} from '../../domain/user-error.js';
import {type CommandRunner, flag, text} from '../define-command.js';
import {EXIT} from '../report-error.js';
import {isSetting, SETTINGS} from '../settings.js';

const NAMES = Object.keys(SETTINGS).join(', ');

export const runConfig: CommandRunner = async (args, world) => {
	const name = text(args, 'name');
	const value = text(args, 'value');
	const port = await world.progress();
	const {settings} = port.read();
	if (name === undefined) {
		const known = Object.keys(SETTINGS).map((key) => [key, settings[key] ?? 'unset'] as const);
		world.print(
			flag(args, 'json')
				? JSON.stringify(Object.fromEntries(known), undefined, 2)
				: known.map(([key, chosen]) => `${key}: ${chosen}`).join('\n'),
		);
		return EXIT.ok;
	}
	if (!isSetting(name)) {
		throw new UserError(`There is no setting "${name}".`, `There is ${NAMES}.`, EXIT.usage);
	}
	if (value === undefined) {
		world.print(settings[name] ?? 'unset');
		return EXIT.ok;
	}
	const may: readonly string[] = SETTINGS[name];
	if (!may.includes(value)) {
		throw new UserError(
			`"${value}" is nothing that ${name} can be.`,
			`It is ${may.join(' or ')}.`,
			EXIT.usage,
		);
	}
	port.update((progress) => ({...progress, settings: {...progress.settings, [name]: value}}));
	if (port.warning !== undefined) world.warn(port.warning);
	if (!port.isSaved) return EXIT.notSo;
	world.print(`${name} is ${value} from now on.`);
	return EXIT.ok;
};
