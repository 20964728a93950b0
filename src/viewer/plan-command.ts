// Decides, before anything runs, whether the viewer may run a typed line and with which words.

import {GUIDE_KEY} from '../domain/fact.js';
import {findControl} from '../domain/printable.js';
import {type AllowedPath, allowPath, type PathKind} from './allowed-paths.js';
import {
	COMMAND_SHAPES,
	type CommandShape,
	type Operands,
	PS_SELECTIONS,
	PS_WITH_COLUMNS,
} from './command-shapes.js';
import {splitWords} from './split-words.js';
import {takeOptions, type Why} from './take-options.js';

/** A word as it is, or a path that must be checked before the command gets it. */
export type Argument = string | {readonly path: AllowedPath; readonly kinds: readonly PathKind[]};

/** What a line typed into the viewer leads to. */
export type CommandPlan =
	| {readonly kind: 'nothing'}
	| {readonly kind: 'help'}
	| {readonly kind: 'clear'}
	| {
			readonly kind: 'run';
			/** A name without a slash. */
			readonly program: string;
			readonly args: readonly Argument[];
			readonly noNewPrivs: boolean;
	  }
	| {readonly kind: 'refuse'; readonly why: string};

const LONGEST_LINE = 1000;
const MOST_PATHS = 16;

/** Sentences for what people try first. */
const KNOWN_REFUSALS: ReadonlyMap<string, string> = new Map([
	['cd', 'There is no directory to be in here: write each path whole, from / on.'],
	['exit', `There is no shell to leave here: ${GUIDE_KEY} and then n goes on.`],
	['sudo', 'Nothing is done as another user here: without a sandbox this prompt only looks.'],
	['bash', 'No shell is started here: without a sandbox it would be one of your own system.'],
	['sh', 'No shell is started here: without a sandbox it would be one of your own system.'],
]);

/**
 * Decides what a typed line does where there is no sandbox: one command from a closed list with
 * arguments of a known shape, or a sentence that says why not. Only the line goes in, so that no
 * lesson can make the list longer.
 *
 * @param ownPid the process that runs the commands: what `$$` stands for
 */
export function planCommand(line: string, ownPid: number): CommandPlan {
	if (line.length > LONGEST_LINE)
		return refuse(`No line is longer than ${LONGEST_LINE} characters.`);
	if (findControl(line) !== -1) return refuse('The line holds a control character.');
	const split = splitWords(line, ownPid);
	if (split.words === undefined) return refuse(split.why);
	const [program, ...more] = split.words;
	if (program === undefined) return {kind: 'nothing'};
	if (program === 'help' && more.length === 0) return {kind: 'help'};
	if (program === 'clear' && more.length === 0) return {kind: 'clear'};
	return planWords(program, more, ownPid);
}

const refuse = (why: string): CommandPlan => ({kind: 'refuse', why});

function planWords(program: string, words: readonly string[], ownPid: number): CommandPlan {
	if (program.includes('/')) return refuse(`Name the command alone, without a path: "${program}".`);
	const shape = Object.hasOwn(COMMAND_SHAPES, program) ? COMMAND_SHAPES[program] : undefined;
	if (shape === undefined) {
		return refuse(
			KNOWN_REFUSALS.get(program) ??
				`"${program}" is not among the commands that only look, so it was not run; help lists them.`,
		);
	}
	const args = argumentsOf(program, shape, words, ownPid);
	if ('why' in args) return refuse(args.why);
	return {kind: 'run', program, args, noNewPrivs: shape.noNewPrivs === true};
}

function argumentsOf(
	program: string,
	shape: CommandShape,
	words: readonly string[],
	ownPid: number,
): readonly Argument[] | Why {
	// It knows no `--`, and only prints what it is given.
	if (shape.behind.kind === 'words') return words;
	if (program === 'ps') return argumentsOfPs(shape, words);
	const taken = takeOptions(program, shape, words);
	if ('why' in taken) return taken;
	if (shape.needsOption && taken.options.length === 0) {
		return {
			why: `${program} is run here with an option that prints: ${program} ${shape.needsOption}.`,
		};
	}
	const behind = planBehind(program, shape.behind, taken.behind, ownPid);
	return 'why' in behind ? behind : [...taken.options, ...behind];
}

/** `-eo COLUMNS` is `-e -o COLUMNS`; any other first word is taken whole. */
function argumentsOfPs(shape: CommandShape, words: readonly string[]): readonly string[] | Why {
	const [first = '', ...others] = words;
	const [, letter, columns = ''] = /^-([eA])o(.*)$/.exec(first) ?? [];
	const apart =
		letter === undefined
			? words
			: [`-${letter}`, '-o', ...(columns === '' ? [] : [columns]), ...others];
	const [selection = '', ...rest] = apart;
	const isSelection = PS_SELECTIONS.has(selection);
	const taken = takeOptions('ps', shape, isSelection ? rest : apart);
	if ('why' in taken) return taken;
	if (taken.behind.length > 0) return strangeWord('ps', taken.behind[0] ?? '');
	if (isSelection && taken.options.length > 0 && !PS_WITH_COLUMNS.has(selection)) {
		return {why: `ps ${selection} stands alone here; ps -e takes columns: ps -e -o pid,args.`};
	}
	return [...(isSelection ? [selection] : []), ...taken.options];
}

const strangeWord = (program: string, word: string): Why => ({
	why: `${program} is not run here with "${word}": it may only say what is, not change it.`,
});

function planBehind(
	program: string,
	form: Operands,
	words: readonly string[],
	ownPid: number,
): readonly Argument[] | Why {
	switch (form.kind) {
		case 'words':
			return words;
		case 'none':
			// Without words no `--` is passed, either: after it some of these programs start another one.
			return words.length === 0 ? [] : strangeWord(program, words[0] ?? '');
		case 'one-of':
			return words.length <= 1 && words.every((word) => form.of.includes(word))
				? words
				: {why: `${program} looks at one of these here: ${form.of.join(' ')}.`};
		case 'paths':
			return planPaths(program, form, words, ownPid);
		case 'command':
			if (form.optional && words.length === 0) return [];
			return planInner(program, form.of, words, ownPid);
	}
}

function planInner(
	program: string,
	allowed: readonly string[],
	[inner = '', ...words]: readonly string[],
	ownPid: number,
): readonly Argument[] | Why {
	// Without a command it would start a shell (unshare(1)).
	if (!allowed.includes(inner)) {
		return {
			why: `${program} is run here with a command behind it that only looks, as in: ${program} id.`,
		};
	}
	const plan = planWords(inner, words, ownPid);
	if (plan.kind === 'run') return ['--', plan.program, ...plan.args];
	return plan.kind === 'refuse' ? plan : strangeWord(program, inner);
}

function planPaths(
	program: string,
	form: Extract<Operands, {kind: 'paths'}>,
	words: readonly string[],
	ownPid: number,
): readonly Argument[] | Why {
	const patterns = form.pattern ? words.slice(0, 1) : [];
	const paths = words.slice(patterns.length);
	if (paths.length === 0) {
		return {why: `${program} wants ${form.pattern ? 'a pattern and ' : ''}a path here, from / on.`};
	}
	if (paths.length > MOST_PATHS) return {why: `${program} takes at most ${MOST_PATHS} paths here.`};
	const args: Argument[] = ['--', ...patterns];
	for (const word of paths) {
		const answer = allowPath(word, ownPid);
		if (answer.allowed === undefined) return {why: answer.why};
		const {type: kind} = answer.allowed;
		if (kind !== 'any' && !form.kinds.includes(kind)) {
			return {why: `"${word}" is a ${kind}, which ${program} does not look at here.`};
		}
		args.push({path: answer.allowed, kinds: form.kinds});
	}
	return args;
}
