// Takes the command line apart with yargs, and runs the command that it names.

import yargs from 'yargs';
import {UserError} from '../domain/user-error.js';
import {COMMANDS} from './command-table.js';
import {type CommandArguments, type CommandDefinition, STANDARD_INPUT} from './define-command.js';
import {EXIT} from './report-error.js';

declare const PROGRAM_VERSION: string;

/** yargs drops a single dash from a list of words; this is the other name of what it stands for. */
const keepDashes = (argv: readonly string[]): string[] =>
	argv.map((word) => (word === '-' ? STANDARD_INPUT : word));

/** Parses the command line and has `run` do what it asks for; resolves to the exit status. */
export async function parseCommandLine(
	argv: readonly string[],
	run: (command: CommandDefinition, args: CommandArguments) => Promise<number>,
): Promise<number> {
	let exitCode: number = EXIT.ok;
	const named = COMMANDS.map(({usage}) => usage.split(' ')[0]).find((name) => name === argv[0]);
	const parser = yargs(named === 'doctor' ? keepDashes(argv) : [...argv])
		.scriptName('container-lessons')
		.usage(
			'$0 [command]\n\nLearn what a Linux container really is, with real commands in a real sandbox.',
		)
		.option('pack', {
			type: 'string',
			global: true,
			describe: 'Use the lessons of this folder instead',
		})
		// Before a command's name it would take that for its value; `list` and the like print lines anyway.
		.option('plain', {type: 'boolean', global: true, hidden: true})
		.parserConfiguration({'parse-positional-numbers': false})
		.version(PROGRAM_VERSION)
		.help()
		.completion('completion', 'Print a completion script for your shell')
		.strict()
		.recommendCommands()
		.wrap(Math.min(100, process.stdout.columns ?? 80))
		.epilogue('Without a command it goes on where you were.')
		// If it may not exit, yargs goes on from the completion script to the default command.
		.exitProcess(argv[0] === 'completion')
		.fail((message, error) => {
			// If this returned, yargs would go on and run the command.
			throw (
				error ??
				new UserError(
					`${message}.`,
					`Run "container-lessons ${named === undefined ? '' : `${named} `}--help" to see what there is.`,
					EXIT.usage,
				)
			);
		});
	for (const command of COMMANDS) {
		const usage = command.usage.startsWith('start') ? [command.usage, '$0'] : command.usage;
		parser.command(
			usage as string,
			command.describe,
			(builder) => {
				for (const [name, options] of Object.entries(command.positionals ?? {})) {
					builder.positional(name, options);
				}
				return builder.options({...command.options}).example(...command.example);
			},
			async (args) => {
				exitCode = await run(command, args);
			},
		);
	}
	await parser.parseAsync();
	return exitCode;
}
