// What the terminal pane costs, against tmux, which is a terminal in a terminal, too.
import {stripVTControlCharacters} from 'node:util';
import {compared, pairs, pause} from './measure.mjs';
import {openExercise, openTmux, withBoth} from './program.mjs';

const PEER = 'nested tmux';

const withPeer = (use) => withBoth(openTmux, openExercise, (theirs, ours) => use(ours, theirs));

/** No letter twice, so that a letter which appears is the one just typed. */
const LETTERS = 'qwertyuiopasdfghjklzxcvbnm';

export async function typeLetter(terminal, n) {
	const place = n % LETTERS.length;
	if (place === 0) {
		terminal.send('\u0015');
		await terminal.quiet(100);
	}
	// As a person types: the last echo is long over.
	await pause(30 + 10 * Math.random());
	terminal.forget();
	const at = performance.now();
	terminal.send(LETTERS[place]);
	// The program draws the row again, prompt and all; tmux sends the letter, which a mode of its own may precede.
	const typed = LETTERS.slice(0, place + 1);
	const isShown = (text) => text.includes(typed) || text.startsWith(LETTERS[place]);
	return (await terminal.seen((all) => isShown(stripVTControlCharacters(all)))) - at;
}

export const echo = ({quick}) =>
	withPeer(async (program, tmux) => {
		const letter = (terminal) => (n) => typeLetter(terminal, n);
		await pairs(LETTERS.length, letter(program), letter(tmux));
		const taken = await pairs((quick ? 2 : 10) * LETTERS.length, letter(program), letter(tmux));
		return [
			compared('key to echo, median', PEER, taken, 1.55),
			compared('key to echo, p95', PEER, taken, 1.2, 0.95),
		];
	});

let timed = 0;

/** How long a line takes to its end, in milliseconds. */
export async function timeLine(terminal, line) {
	terminal.send('\u0015');
	await terminal.quiet(300);
	terminal.forget();
	const at = performance.now();
	timed += 1;
	// The typed line must not contain what is waited for, nor the rows of an earlier one, drawn again.
	terminal.send(`${line}; echo DO''NE${timed}.\r`);
	return (await terminal.seen(`DONE${timed}.`, 120_000)) - at;
}

export const flood = ({quick}) =>
	withPeer(async (program, tmux) => {
		const to = quick ? 1_000_000 : 5_000_000;
		const taken = await pairs(
			quick ? 1 : 5,
			() => timeLine(program, `seq 1 ${to}`),
			() => timeLine(tmux, `seq 1 ${to}`),
		);
		return [compared(`seq 1 ${to}`, PEER, taken, 1)];
	});
