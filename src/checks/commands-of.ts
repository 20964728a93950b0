// Turns moments into commands, since a command that runs for a while is seen at several of them.
import type {CommandRun, Moment} from '../domain/evidence.js';

/** The commands of these moments, oldest first, each once and as it was last seen. */
export function commandsOf(moments: readonly Moment[]): readonly CommandRun[] {
	const runs: CommandRun[] = [];
	for (const {command} of moments) {
		if (command === undefined) continue;
		const earlier = runs.findLastIndex(({tab}) => tab === command.tab);
		const last = runs[earlier];
		if (last && isSameRun(last, command)) runs[earlier] = command;
		else runs.push(command);
	}
	return runs;
}

/** While a command runs, its line and shell stay the same, and its output only grows at the end. */
export const isSameRun = (earlier: CommandRun, later: CommandRun): boolean =>
	earlier.status === undefined &&
	earlier.line === later.line &&
	earlier.shellPid === later.shellPid &&
	later.output.startsWith(earlier.output.slice(0, 256));
