/**
 * How the learner's shell announces what it does: an operating system command (OSC) that terminals
 * don't know and therefore swallow.
 *
 *     ESC ] 7777 ; KEY ; prompt ; STATUS ; BASHPID ; BASE64(command line) ; PIPESTATUS ; SHELL ; TOLD ; JOB BEL
 *                                                                               before each prompt
 *     ESC ] 7777 ; KEY ; typing BEL                                             where the prompt ends
 *     ESC ] 7777 ; KEY ; run ; BASHPID BEL                                      where output begins
 *     ESC ] 7777 ; KEY ; ended ; STATUS BEL                                     the tab's shell is gone
 *
 * KEY is made up for each sandbox, so that output which merely looks like a mark is not taken for
 * one. A learner can read the key in their own shell, so evidence never rests on marks alone.
 */
export const MARK_OSC = 7777;

export type ShellMark =
	| {
			readonly kind: 'prompt';
			readonly status: number;
			readonly shellPid: number;
			/** The last line of the shell's history; empty before the first command. */
			readonly line: string;
			/** The status of each part of the last pipeline (bash(1), PIPESTATUS). */
			readonly pipeline: readonly number[];
			/** The shell's name in the trace (`domain/execution.ts`). */
			readonly shell: string;
			/** The shell has told what it executed since the prompt before. */
			readonly isTold: boolean;
			/** The process that the shell put into the background last (bash(1), `$!`); 0 for none. */
			readonly job: number;
	  }
	| {readonly kind: 'typing'}
	| {readonly kind: 'run'; readonly shellPid: number}
	| {readonly kind: 'ended'; readonly status: number};

const MARK = new RegExp(`\u001b\\]${MARK_OSC};[^\u0007]*\u0007`, 'g');

/** Output as a terminal shows it, with every mark swallowed. */
export const withoutMarks = (output: string): string => output.replaceAll(MARK, '');

/** The beginning of every mark of one sandbox. */
export const markPrefix = (key: string): string => `\u001b]${MARK_OSC};${key};`;
