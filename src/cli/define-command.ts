import type {Options, PositionalOptions} from 'yargs';
import {UserError} from '../domain/user-error.js';
import {EXIT} from './report-error.js';
import type {World} from './world.js';

/** What a command was called with, as yargs parsed it. */
export type CommandArguments = Readonly<Record<string, unknown>>;

/** A command of the command line as data; its code is loaded when it is called. */
export interface CommandDefinition {
	/** As yargs writes it: `verify [ids..]`. The first word is its name. */
	readonly usage: string;
	readonly describe: string;
	readonly positionals?: Readonly<Record<string, PositionalOptions>>;
	readonly options?: Readonly<Record<string, Options>>;
	/** A line that can be typed, and what it does. */
	readonly example: readonly [string, string];
	/** Returns how to run it; what it resolves to is the exit status. */
	readonly load: () => Promise<CommandRunner>;
}

export type CommandRunner = (args: CommandArguments, world: World) => Promise<number>;

/** The value of a flag that yargs was told is a boolean. */
export const flag = (args: CommandArguments, name: string): boolean => args[name] === true;

/** The value of an option that yargs was told is a string; undefined when it was not given. */
export function text(args: CommandArguments, name: string): string | undefined {
	const value = args[name];
	return typeof value === 'string' ? value : undefined;
}

/** The value of an option that yargs was told is a number; undefined when it was not given. Throws a UserError. */
export function number(args: CommandArguments, name: string): number | undefined {
	const value = args[name];
	if (typeof value !== 'number') return undefined;
	// What yargs makes of a word that is no number.
	if (!Number.isNaN(value)) return value;
	throw new UserError(
		`--${name} takes a number.`,
		'Give it in digits, or leave it out.',
		EXIT.usage,
	);
}

/** The values of a list of words; yargs gives numbers for words that look like them unless told otherwise. */
export function texts(args: CommandArguments, name: string): readonly string[] {
	const value = args[name];
	return Array.isArray(value) ? value.map(String) : [];
}
