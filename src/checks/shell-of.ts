// Tells which shell a command was typed into: the first one of its terminal, or another below it.
import type {CommandRun, Moment} from '../domain/evidence.js';
import {isSameRun} from './commands-of.js';

/**
 * Whether another shell than the terminal's first one announced this command. A shell without marks
 * says nothing: then one in the foreground has to have been seen.
 */
export function isOfAnotherShell(run: CommandRun, moments: readonly Moment[]): boolean {
	const during = moments.filter(({command}) => command && isSameRun(command, run));
	if (run.shellPid === undefined) {
		return during.some(({processes}) =>
			processes.some(
				({tab, depth, foreground, comm}) =>
					tab === run.tab && depth > 0 && foreground && SHELL.test(comm),
			),
		);
	}
	const first = during.at(-1)?.firstShells?.get(run.tab);
	return first !== undefined && first.nsPids.at(-1) !== run.shellPid;
}

/** The command as if only what shells started by it have executed had been told. */
export const byAnotherShell = (run: CommandRun): CommandRun => ({
	...run,
	executed: run.executed?.filter(({isInner}) => isInner) ?? [],
});

const SHELL = /^-?(?:ba|da|z|k|mk|pdk)?sh$|^busybox$/;
