// Takes a text to the clipboard as far as a program in a terminal can, and tells what is known of its arrival.
import {spawn} from 'node:child_process';

/** `offered`: nobody says whether it has arrived. `tmux`: it is in tmux's own buffer, which has also offered it on. */
export type Copied = 'offered' | 'tmux';

/** Longer than tmux takes on a busy host. */
const TMUX_MILLISECONDS = 2000;

/** OSC 52: the terminal puts it on the clipboard, if it is one that does (xterm's ctlseqs). */
const osc52 = (text: string): string => `\u001b]52;c;${Buffer.from(text).toString('base64')}\u0007`;

/** What tmux passes on to its terminal as it is, where allow-passthrough is on (tmux(1)). */
const throughTmux = (sequence: string): string =>
	`\u001bPtmux;${sequence.replaceAll('\u001b', '\u001b\u001b')}\u001b\\`;

/** `write` sends to the terminal that the program was started on. */
export async function copyText(
	text: string,
	{env, write}: {readonly env: NodeJS.ProcessEnv; readonly write: (text: string) => unknown},
): Promise<Copied> {
	const sequence = osc52(text);
	if (!env['TMUX']) {
		write(sequence);
		return 'offered';
	}
	// An application's OSC 52 is not taken by default (set-clipboard external); what its own command brings is.
	if (await loadIntoTmux(text, env)) return 'tmux';
	write(sequence + throughTmux(sequence));
	return 'offered';
}

/** Since 3.2, -w also sends it to tmux's terminal. False where this tmux can't be reached, or is older. */
function loadIntoTmux(text: string, env: NodeJS.ProcessEnv): Promise<boolean> {
	return new Promise((resolve) => {
		const tmux = spawn('tmux', ['load-buffer', '-w', '-'], {
			env,
			stdio: ['pipe', 'ignore', 'ignore'],
			timeout: TMUX_MILLISECONDS,
		});
		tmux.on('error', () => resolve(false));
		tmux.on('close', (status) => resolve(status === 0));
		// It may end before it has read.
		tmux.stdin.on('error', () => {});
		tmux.stdin.end(text);
	});
}
