import {firstFrame} from './first-frame.js';
import type {MountedApp, MountOptions} from './mount-app.js';
import {createTheme} from './text/theme.js';

/**
 * Shows the first screen at once, loads what draws the others, and takes what is typed from the first
 * moment on. Whoever opens the app closes it; the terminal and the session are the caller's.
 */
export async function openApp(options: MountOptions): Promise<MountedApp> {
	const {session, terminal, theme} = options;
	const typed: Uint8Array[] = [];
	const stop = terminal.onInput((bytes) => typed.push(bytes));
	const view = {state: session.state(), size: terminal.size()};
	const frame = firstFrame(view, createTheme(theme));
	// One synchronized update, as the frame writer's are (mode 2026): the terminal shows it whole.
	terminal.output.write(`\u001b[?2026h\u001b[?25l${frame}\u001b[?2026l`);
	const {mountApp} = await import('./mount-app.js');
	stop();
	return mountApp(options, typed);
}
