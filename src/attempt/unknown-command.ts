// Explains a command that never ran: that helps the learner more than what the check still misses.
import {questionOf} from '../checks/judge.js';
import type {CommandRun} from '../domain/evidence.js';
import type {Task} from '../domain/exercise.js';
import {GUIDE_KEY} from '../domain/fact.js';

/** What is said of a command line instead of what the check misses. */
interface Remark {
	readonly say: string;
	readonly next: string;
}

/** Exit status where the shell found no such command (POSIX, Shell Command Language 2.8.2). */
const NOT_FOUND = 127;

/** `bash: unam: command not found`, `sh: 1: unam: not found` */
const NOT_FOUND_LINE = /^(?:\S*?sh: )(?:line \d+: |\d+: )?(.{1,40}?): (?:command )?not found/m;

const AS_ROOT = /^\s*(sudo|doas|su|pkexec)\b/;

/** The sentence for a command that never ran: it was for root, mistyped, or meant as an answer. */
export function remarkOn(command: CommandRun | undefined, task: Task): Remark | undefined {
	if (command?.status === undefined || command.status === 0) return undefined;
	const rootTool = AS_ROOT.exec(command.line)?.[1];
	if (rootTool !== undefined) {
		return {
			say: `${rootTool} makes nobody root in this sandbox, so the command behind it never ran.`,
			next: 'Try it without: no step needs the root of this host.',
		};
	}
	if (command.status !== NOT_FOUND) return undefined;
	const name = NOT_FOUND_LINE.exec(command.output)?.[1];
	if (name === undefined) return undefined;
	if (questionOf(task.check) !== undefined && command.line.trim() === name) {
		return {
			say: `The shell took "${name}" for a command.`,
			next: `If it is your answer to the question, press ${GUIDE_KEY} and then a to give it.`,
		};
	}
	return {
		say: `The shell found no command called "${name}", so nothing ran.`,
		next: 'Look for a typing mistake; if there is none, this host lacks that command.',
	};
}
