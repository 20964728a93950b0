import {onTestFinished} from 'vitest';
import {LEARNER, openProgram} from './program.js';
import type {Tui, TuiOptions} from './tui.js';

/** The program in plain lines, closed when the test has ended; the last first, for the home belongs to the first. */
export function open(options: TuiOptions = {}, args: readonly string[] = ['--plain']): Tui {
	const tui = openProgram({rows: 50, ...options}, args);
	onTestFinished(() => tui.close());
	return tui;
}

/** From the first page into the exercise's shell. */
export async function goToShell(tui: Tui): Promise<void> {
	await tui.until('[Enter: go on');
	tui.send('e\r');
	await tui.until(`${LEARNER}:~$`);
}

/** The screen ends with the shell's prompt. */
export const atPrompt = (screen: string): boolean => screen.trimEnd().endsWith(`${LEARNER}:~$`);
