// The built program and its nested rival, opened as the rows need them.
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {learnersEnvironment} from '../emulated-program.mjs';
import {isInstalled, openTimed} from './measure.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
export const PROGRAM = join(ROOT, 'bin/container-lessons.js');
export const DIST = join(ROOT, 'dist/main.js');
export {ROOT};

/** The end of a synchronized update: the program has drawn. */
export const DRAWN = '\u001b[?2026l';

/** Runs `use` with an environment whose home is new, and removes that home. */
export async function withEnvironment(use) {
	const home = mkdtempSync(join(tmpdir(), 'container-lessons-bench-'));
	try {
		return await use(learnersEnvironment(home));
	} finally {
		rmSync(home, {recursive: true, force: true, maxRetries: 5, retryDelay: 100});
	}
}

/** The program with a shell of the first exercise in front. */
export async function openExercise(env, size = {}) {
	const program = openTimed([process.execPath, PROGRAM, 'start', '010'], {...size, env});
	try {
		await program.seen(DRAWN);
		await program.quiet(300);
		program.send('e');
		await program.seen('learner@');
		await program.quiet(500);
		return program;
	} catch (error) {
		await program.close();
		throw error;
	}
}

/** Opens two terminals with one home, the second last, gives them to `use`, closes both. */
export const withBoth = (openFirst, openSecond, use) =>
	withEnvironment(async (env) => {
		const first = await openFirst(env);
		try {
			const second = await openSecond(env);
			try {
				return await use(first, second);
			} finally {
				await second.close();
			}
		} finally {
			await first.close();
		}
	});

/** tmux without a configuration, on a server of its own, with a plain bash in it. */
export async function openTmux(env, size = {}) {
	if (!isInstalled('tmux')) throw new Error('tmux is not installed');
	const socket = join(env.XDG_STATE_HOME, 'tmux');
	// Its status line, which it draws anew every minute, is not what is measured.
	const command = [
		...['tmux', '-S', socket, '-f', '/dev/null', 'start', ';', 'set', '-g', 'status', 'off', ';'],
		...['new', 'bash', '--norc', '-i'],
	];
	const tmux = openTimed(command, {...size, env: {...env, PS1: '$ '}});
	const close = async () => {
		execFileSync('tmux', ['-S', socket, 'kill-server'], {stdio: 'ignore'});
		await tmux.exit;
	};
	try {
		await tmux.seen('$ ');
		await tmux.quiet(500);
		return {...tmux, close};
	} catch (error) {
		await close();
		throw error;
	}
}
