import type {CommandRun, Moment} from '../domain/evidence.js';

/** The commands of these moments, oldest first; one that was seen while it ran, once and as it was last seen. */
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

/** A command that still ran keeps its line and its shell; what it printed only grows at its end. */
export const isSameRun = (earlier: CommandRun, later: CommandRun): boolean =>
	earlier.status === undefined &&
	earlier.line === later.line &&
	earlier.shellPid === later.shellPid &&
	later.output.startsWith(earlier.output.slice(0, 256));
