// Other ways to type the same line, each only where it does the same.

import {shellQuote} from '../domain/shell-quote.js';
import {isLauncher, type LineTraits} from './line-traits.js';
import {otherOptions} from './other-options.js';
import type {ScriptGroup} from './script-groups.js';

/** What the host tells of its programs. */
export interface ProgramPaths {
	/** Where a program stands, as a shell would find it: /usr/bin/uname. */
	readonly pathOf: (program: string) => string | undefined;
}

/** A group whose line is understood. */
export type TypedGroup = ScriptGroup & {readonly traits: LineTraits};

/** The lines that are typed in place of one; undefined where they would do something else. */
type Rewriting = (
	typed: string,
	group: TypedGroup,
	paths: ProgramPaths,
) => readonly string[] | undefined;

/** The line with an end to which more can be added, be it `;` or `|`. */
function grouped(typed: string, {traits}: TypedGroup): string {
	return traits.isSimple ? typed : `{ ${typed}; }`;
}

/** `{ LINE; }`, where LINE may end with `&`. */
const inBraces = (typed: string, {traits}: TypedGroup): string =>
	traits.isBackground ? `{ ${typed} }` : `{ ${typed}; }`;

const atBash = ({head}: ScriptGroup): boolean => head.reader.kind === 'bash';

/** A copy of the shell, with all it knows, can run the line in its place. */
function fitsSubshell(group: TypedGroup): boolean {
	const {traits, leavesNothing} = group;
	const asksForJobs = /\bjobs\b|(?:^|[\s(])%|BASHPID/.test(group.head.text);
	return (
		atBash(group) &&
		leavesNothing &&
		!asksForJobs &&
		!traits.changesShell &&
		!traits.hasBackground &&
		!traits.leaves &&
		traits.opens === undefined
	);
}

/** What bash runs itself, whatever stands in a directory of the same name. */
const BUILTINS = new Set(
	'cd echo printf test [ kill pwd read true false type hash times jobs wait let time'.split(' '),
);

/** A program of the exercise, by a path that begins where the shell is or at home. */
const OWN_PROGRAM = /^["']?(?:\.\.?\/|(?:(?:~|\$\{?HOME\}?)\/)?bin\/)/;
const OWN_PROGRAM_IN = /(?:^|[\s;&|({'"])(?:\.\.?\/|(?:(?:~|\$\{?HOME\}?)\/)?bin\/)/;
const SHELL = /^(?:.*\/)?(?:bash|sh)$/;

/** The course's own programs may leave processes that hold a pipe open, and then its reader never ends. */
const fitsPipe = (group: TypedGroup): boolean =>
	fitsSubshell(group) &&
	!group.definitions.some((text) => OWN_PROGRAM_IN.test(text)) &&
	!group.traits.commands.some(({words}) => {
		const [name = '', ...operands] = words;
		const starts = isLauncher(name) ? operands.filter((word) => !word.startsWith('.')) : [];
		return SHELL.test(name) || [name, ...starts].some((word) => OWN_PROGRAM.test(word));
	});

const EXPORTED = new Set(['HOME', 'PATH', 'PWD', 'USER']);

/** A new shell, which knows only what is exported, can. */
const fitsNewShell = (group: TypedGroup): boolean =>
	fitsSubshell(group) &&
	group.definitions.length === 0 &&
	!group.traits.asksItsShell &&
	group.traits.reads.every((name) => EXPORTED.has(name) || group.traits.sets.includes(name));

/** A word that the shell takes as it stands, but for a tilde at its beginning. */
const isPlain = (word: string): boolean =>
	/^~?[\w./:=+,@%-]+$/.test(word.replaceAll(/\{\{[^}]*\}\}/g, 'x'));

const replaced = (typed: string, at: number, length: number, by: string): string =>
	typed.slice(0, at) + by + typed.slice(at + length);

function withVariable(typed: string, {traits}: TypedGroup): readonly string[] | undefined {
	if (!traits.isSimple) return undefined;
	const words = traits.commands[0]?.words ?? [];
	const operand = traits.tokens
		.slice(1)
		.filter(({kind, text}) => kind === 'word' && words.includes(text) && isPlain(text))
		.at(-1);
	if (operand === undefined) return undefined;
	return [`v1=${operand.text}`, replaced(typed, operand.at, operand.text.length, '"$v1"')];
}

/** A path, absolute or below ~/, that has a directory to go to. */
const PATH = /^(?:~|\/[^{}]*|\{\{[^}]*\}\}).*\/[^/]+$|^\/[^/]+$/;
/** A word that names no file of the directory that would be left. */
const NO_FILE = /^-|^[\w=,:%+]+$|^'[^'/]*'$|^"[^"/$`]*"$/;
/** `cp --parents` makes the directories that it was given. */
const NAMES_BY_PATH = /\s--(?:parents|relative)\b/;
/** What moves the root under a shell moves the way back as well. */
const MOVES_ROOT = new Set(['pivot_root', 'chroot', 'umount']);

function fromItsDirectory(typed: string, group: TypedGroup): readonly string[] | undefined {
	const {traits, head} = group;
	if (!traits.isSimple || traits.isBackground || traits.opens || traits.changesShell)
		return undefined;
	if (head.reader.hasMoved || traits.moves || traits.asksItsShell) return undefined;
	if (NAMES_BY_PATH.test(typed)) return undefined;
	const words = traits.tokens.filter(({kind}) => kind === 'word');
	const path = words.find(({text}) => PATH.test(text) && isPlain(text));
	const isFree = words.every(({text}) => PATH.test(text) || NO_FILE.test(text));
	if (!isFree || path === undefined || MOVES_ROOT.has(words[0]?.text ?? '')) return undefined;
	const slash = path.text.lastIndexOf('/');
	const name = path.text.slice(slash + 1);
	const relative = path.at === 0 ? `./${name}` : name;
	return [
		`cd ${path.text.slice(0, slash) || '/'}`,
		replaced(typed, path.at, path.text.length, relative),
		'cd "$OLDPWD"',
	];
}

function byFullPath(
	typed: string,
	group: TypedGroup,
	{pathOf}: ProgramPaths,
): readonly string[] | undefined {
	const name = group.traits.commands[0]?.words[0] ?? '';
	if (!group.traits.isSimple || !atBash(group) || !/^\w[\w.-]*$/.test(name)) return undefined;
	if (BUILTINS.has(name) || group.traits.changesShell || !typed.startsWith(name)) return undefined;
	const path = pathOf(name);
	return path === undefined ? undefined : [path + typed.slice(name.length)];
}

/** More can stand after it: its shell is still there, and it has ended. */
const comesBack = ({traits}: TypedGroup): boolean =>
	!traits.isBackground && !traits.replaces && !traits.leaves;

/** Every way to type a line anew, by the name that a report gives it. */
export const REWRITINGS: Readonly<Record<string, Rewriting>> = {
	// Where no shell tells what it executes, the name is all there is.
	'through an alias': (typed, group) =>
		atBash(group) ? [`alias v1=${shellQuote(typed)}`, 'v1'] : undefined,
	'through a function': (typed, group) =>
		!atBash(group) || /\$\{?[1-9@*#]/.test(typed)
			? undefined
			: [`v1() ${inBraces(typed, group)}`, 'v1'],
	'from a script file': (typed, group) =>
		fitsNewShell(group)
			? [`printf '%s\\n' ${shellQuote(typed)} > ~/v1.sh`, 'bash ~/v1.sh']
			: undefined,
	'by bash -c': (typed, group) =>
		fitsNewShell(group) ? [`bash -c ${shellQuote(typed)}`] : undefined,
	'from its directory': fromItsDirectory,
	'with a variable': withVariable,
	'piped into cat': (typed, group) =>
		fitsPipe(group) ? [`${grouped(typed, group)} | cat`] : undefined,
	'piped into tee': (typed, group) =>
		fitsPipe(group) ? [`${grouped(typed, group)} 2>&1 | tee /tmp/v1`] : undefined,
	'piped into nl': (typed, group) =>
		fitsPipe(group) ? [`${grouped(typed, group)} | nl`] : undefined,
	'read from a file': (typed, group) =>
		fitsSubshell(group) ? [`{ ${typed}; } > /tmp/v1 2>&1`, 'cat /tmp/v1'] : undefined,
	'its status printed': (typed, group) => (comesBack(group) ? [`${typed}; echo $?`] : undefined),
	'or true': (typed, group) => (comesBack(group) ? [`${typed} || true`] : undefined),
	'in a loop': (typed, {traits}) => [
		`for v1 in once; do ${typed}${traits.isBackground ? '' : ';'} done`,
	],
	'by full path': byFullPath,
	'with other options': otherOptions,
};
