// The check for what the learner's shells executed: a mistake to recognise, or a refusal to prove.
import * as z from 'zod';
import type {CommandRun} from '../../domain/evidence.js';
import {baseName} from '../base-name.js';
import {isTypedTo} from '../bound.js';
import {commandsOf} from '../commands-of.js';
import {defineKind} from '../define-kind.js';
import {findExecuted, hasStatus} from '../executed.js';
import {
	patternSchema,
	statusSchema,
	tabSchema,
	toCommandPattern,
	toPattern,
	typedToSchema,
} from '../spec-parts.js';
import {capital, NOTHING_RUN, notYet, passed} from '../verdicts.js';

const schema = z
	.strictObject({
		program: z
			.union([z.string().min(1), z.array(z.string().min(1)).min(1)])
			.optional()
			.describe('The name of a program that was executed, or several of which one was.'),
		arguments: patternSchema
			.optional()
			.describe(
				'A regular expression that matches its arguments, joined by blanks, relative names also as absolute ones.',
			),
		command: patternSchema
			.optional()
			.describe(
				'A regular expression that matches an executed command, program and arguments, relative names also as absolute ones; `< FILE` for a file that is read.',
			),
		line: patternSchema
			.optional()
			.describe('A regular expression that matches the line as it was typed: it tells a mistake.'),
		status: statusSchema
			.optional()
			.describe('How that command itself ended, whatever stood around it: a number or nonzero.'),
		tab: tabSchema.optional().describe('Only in the terminal of this name.'),
		in: typedToSchema,
		what: z.string().min(1).optional().describe('What the reason calls it: the removal.'),
	})
	.superRefine((spec, context) => {
		const named = [spec.program, spec.command, spec.line].filter((one) => one !== undefined);
		if (named.length !== 1) {
			context.addIssue({
				code: 'custom',
				message: 'Name one of program, command and line.',
				params: {cure: 'program says what was executed; line tells a mistake by how it was typed.'},
			});
		}
		if (spec.arguments !== undefined && spec.program === undefined) {
			context.addIssue({
				code: 'custom',
				path: ['arguments'],
				message: 'arguments are those of a program.',
				params: {cure: 'Name the program, too.'},
			});
		}
	})
	.describe('A command was executed, by a line, an alias, a function, a loop or a script alike.');

type Spec = z.infer<typeof schema>;

/** A command that the learner's shell executed, and how that command itself ended. */
export const ran = defineKind<Spec>({
	kind: 'ran',
	schema,
	patterns: ['line', 'command', 'arguments'],
	probes: () => [],
	name: ({what}) => what,
	tabs: (spec) => (spec.tab === undefined ? [] : [spec.tab]),
	guess: ({line}) =>
		line === undefined ? undefined : 'How a line was typed says nothing of what it did.',
	judge(spec, evidence) {
		const inTab = commandsOf(evidence.moments).filter(({tab}) => tab === (spec.tab ?? tab));
		const runs = inTab.filter((run) => isTypedTo(run, spec.in, evidence.facts));
		const what = spec.what ?? 'the command of this step';
		if (inTab.length === 0) return notYet(`${capital(what)} is missing: ${NOTHING_RUN}.`);
		const found = newest(runs, (run) => findRan(run, spec, spec.status));
		if (found)
			return passed(`You ran "${found.text}".`, [{what: 'the command', value: found.text}]);
		const alike = newest(runs, (run) => findRan(run, spec, undefined));
		const elsewhere = alike ?? newest(inTab, (run) => findRan(run, spec, spec.status));
		if (!elsewhere) return notYet(`${capital(what)} has not been seen yet.`);
		if (!alike) return notYet(`"${elsewhere.text}" was typed to another shell than the one meant.`);
		return notYet(
			alike.status === undefined
				? `"${alike.text}" was run; how it ended is not known.`
				: `"${alike.text}" ended with status ${alike.status}.`,
			{closeness: 0.5},
		);
	},
});

const newest = <Found>(
	runs: readonly CommandRun[],
	find: (run: CommandRun) => Found | undefined,
): Found | undefined => {
	for (const run of runs.toReversed()) {
		const found = find(run);
		if (found !== undefined) return found;
	}
	return undefined;
};

/** The command that was executed or, where a mistake asks how a line was typed, that line. */
function findRan(run: CommandRun, spec: Spec, status: Spec['status']) {
	if (spec.line === undefined) return findExecuted(run, executedMatcher(spec), status);
	if (!toPattern(spec.line).test(run.line)) return undefined;
	return hasStatus(run.status, status) ? {text: run.line, status: run.status} : undefined;
}

function executedMatcher({program = '', command, ...spec}: Spec): (text: string) => boolean {
	if (command !== undefined) {
		const pattern = toCommandPattern(command);
		return (text) => pattern.test(text);
	}
	const names = [program].flat();
	const wanted = spec.arguments === undefined ? undefined : toCommandPattern(spec.arguments);
	return (text) => {
		const [name = '', ...operands] = text.trim().split(' ');
		return (
			names.includes(baseName(name)) && (wanted === undefined || wanted.test(operands.join(' ')))
		);
	};
}
