import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {SANDBOX_NAME} from '../needs.js';
import {openTui, type Tui, type TuiOptions} from './tui.js';

export const PROGRAM = fileURLToPath(new URL('../../bin/container-lessons.js', import.meta.url));

/** Starts the built program as a learner does who goes through everything. */
export const openProgram = (options: TuiOptions = {}, args: readonly string[] = []): Tui =>
	openAsIs(options, opensCourse(args) ? [...args, '--path', 'all'] : args);

/** Starts the built program with these arguments and no others. */
export const openAsIs = (options: TuiOptions = {}, args: readonly string[] = []): Tui =>
	openTui([process.execPath, PROGRAM, ...args], options);

const opensCourse = ([first = 'start', ...others]: readonly string[]): boolean =>
	(first === 'start' || first === '--plain') && !others.includes('--pack');

/** Of a shell in the sandbox, without the directory (bash(1), PROMPTING, `\\h`). */
export const LEARNER = `learner@${SANDBOX_NAME.split('.')[0]}`;
export const ROOT = `root@${SANDBOX_NAME.split('.')[0]}`;

export const GUIDE = '\u0007';
export const CTRL_C = '\u0003';

/** From the first page of lesson 010 to the prompt of its exercise. */
export async function goToExercise(tui: Tui): Promise<void> {
	await tui.until('Not a tiny machine');
	for (const page of ['2/3', '3/3']) {
		tui.send('\r');
		await tui.until(page);
	}
	tui.send('\r');
	await tui.until('Before you run anything');
	tui.send('n');
	await tui.until(`${LEARNER}:~$`);
}

/** Types a line into the shell. */
export const typeLine = (tui: Tui, line: string): void => tui.send(`${line}\r`);

const readIfThere = (path: string): string => {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return '';
	}
};

/** Every process below a process, the sandbox's among them; pids as text. */
export function descendantsOf(pid: number | string): readonly string[] {
	const children = readIfThere(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean);
	return children.flatMap((child) => [child, ...descendantsOf(child)]);
}

/** A command line with blanks between its words. */
export const commandOf = (pid: string): string =>
	readIfThere(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');

/** A zombie has ended; who reaps it, and when, is not ours to say (proc_pid_stat(5), field 3). */
const isAlive = (pid: string): boolean => {
	const stat = readIfThere(`/proc/${pid}/stat`);
	return stat !== '' && stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) !== 'Z';
};

/** Resolves when none of the processes is left; rejects after 5 s with those that are. */
export async function gone(pids: readonly string[]): Promise<void> {
	const deadline = Date.now() + 5000;
	for (;;) {
		const left = pids.filter(isAlive);
		if (left.length === 0) return;
		if (Date.now() > deadline) throw new Error(`still there: ${left.map(commandOf).join(' | ')}`);
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}
