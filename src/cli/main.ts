// Starts the program: finds the command, gives it a world, and turns its outcome into an exit
// status.

import {printable} from '../domain/printable.js';
import {COMMANDS} from './command-table.js';
import {type CommandArguments, type CommandDefinition, text} from './define-command.js';
import {reportError} from './report-error.js';

/** A failing program's last words: written at once, for nothing may run after them. */
function sayError(error: unknown): number {
	const {text: words, exitCode} = reportError(error);
	process.stderr.write(`${printable(words)}\n`);
	return exitCode;
}

async function runCommand(command: CommandDefinition, args: CommandArguments): Promise<number> {
	const [run, {composeWorld}] = await Promise.all([command.load(), import('./compose.js')]);
	const world = composeWorld({pack: text(args, 'pack')});
	try {
		return await run(args, world);
	} finally {
		await world.close();
	}
}

/** Resolves to the exit status. */
async function main(argv: readonly string[]): Promise<number> {
	const start = COMMANDS.find(({usage}) => usage.startsWith('start'));
	// There is nothing to parse, and yargs would take a fifth of the time to the first screen.
	if (argv.length === 0 && start !== undefined) return runCommand(start, {});
	const {parseCommandLine} = await import('./parse-command-line.js');
	return parseCommandLine(argv, runCommand);
}

try {
	process.exitCode = await main(process.argv.slice(2));
} catch (error) {
	process.exitCode = sayError(error);
}
