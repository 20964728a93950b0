// What a command is to the command line, and how it reads its arguments from yargs, type by type.

import type {Options, PositionalOptions} from 'yargs';
import {UserError} from '../domain/user-error.js';
import {EXIT} from './report-error.js';
import type {World} from './world.js';

/** What a command was called with, as yargs parsed it. */
export type CommandArguments = Readonly<Record<string, unknown>>;

/** A command as data; its code is loaded when it is called. */
export interface CommandDefinition {
	/** As yargs writes it: `verify [ids..]`. The first word is its name. */
	readonly usage: string;
	readonly describe: string;
	readonly positionals?: Readonly<Record<string, PositionalOptions>>;
	readonly options?: Readonly<Record<string, Options>>;
	/** A line to type, and what it does. */
	readonly example: readonly [string, string];
	/** Loads the function that runs it, which resolves to the exit status. */
	readonly load: () => Promise<CommandRunner>;
}

export type CommandRunner = (args: CommandArguments, world: World) => Promise<number>;

/** The value of a flag declared to yargs as a boolean. */
export const flag = (args: CommandArguments, name: string): boolean => args[name] === true;

/** The value of an option declared to yargs as a string; undefined when it was not given. */
export function text(args: CommandArguments, name: string): string | undefined {
	const value = args[name];
	return typeof value === 'string' ? value : undefined;
}

/**
 * The value of an option declared to yargs as a number; undefined when it was not given. Throws a
 * UserError when it is not a number.
 */
export function number(args: CommandArguments, name: string): number | undefined {
	const value = args[name];
	if (typeof value !== 'number') return undefined;
	// NaN is what yargs makes of a word that is not a number.
	if (!Number.isNaN(value)) return value;
	throw new UserError(
		`--${name} takes a number.`,
		'Give it in digits, or leave it out.',
		EXIT.usage,
	);
}

/** How a single dash in a list of words arrives. */
export const STANDARD_INPUT = '/dev/stdin';

/**
 * The values of a list of words; unless told otherwise, yargs makes numbers of words that look like
 * one.
 */
export function texts(args: CommandArguments, name: string): readonly string[] {
	const value = args[name];
	return Array.isArray(value) ? value.map(String) : [];
}
