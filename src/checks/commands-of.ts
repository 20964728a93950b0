// Turns moments into commands, since a command that runs for a while is seen at several of them.
import type {CommandRun, Moment} from '../domain/evidence.js';

/** The commands of these moments, each once, as it was last seen, in the order in which they began. */
export function commandsOf(moments: readonly Moment[]): readonly CommandRun[] {
	const runs = new Map<string, CommandRun>();
	for (const {command} of moments) {
		if (command) runs.set(`${command.id} ${command.tab}`, command);
	}
	return [...runs.values()];
}

/** The same command, seen again. */
export const isSameRun = (one: CommandRun, other: CommandRun): boolean =>
	one.id === other.id && one.tab === other.tab;
