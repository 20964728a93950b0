// A program on a real terminal, seen through an emulator; for the screenshot and the benchmark.
import {spawn} from '@lydell/node-pty';
import unicode11 from '@xterm/addon-unicode11';
import xterm from '@xterm/headless';

/** Names that change what the program does and that no learner has set. */
const NOT_A_LEARNERS =
	/^(CI|CI_.*|CONTINUOUS_INTEGRATION|BUILD_NUMBER|RUN_ID|GITHUB_.*|GITLAB_.*|TMUX.*|STY|NODE_ENV|NODE_OPTIONS|VITEST.*|NO_COLOR|npm_.*)$/;

/** This process's environment without what a learner has not; `home` is where the program keeps things. */
export function learnersEnvironment(home) {
	const kept = Object.entries(process.env).filter(([name]) => !NOT_A_LEARNERS.test(name));
	return {
		...Object.fromEntries(kept),
		TERM: 'xterm-256color',
		COLORTERM: 'truecolor',
		LANG: 'C.UTF-8',
		LC_ALL: 'C.UTF-8',
		XDG_CONFIG_HOME: home,
		XDG_STATE_HOME: home,
		XDG_CACHE_HOME: home,
	};
}

/**
 * @param {readonly string[]} command
 * @param {{columns: number, rows: number, home: string}} options
 */
export function openEmulatedProgram([file, ...args], {columns: cols, rows, home}) {
	const terminal = new xterm.Terminal({cols, rows, allowProposedApi: true});
	terminal.loadAddon(new unicode11.Unicode11Addon());
	terminal.unicode.activeVersion = '11';
	let cursorHidden = false;
	for (const final of ['h', 'l']) {
		terminal.parser.registerCsiHandler({prefix: '?', final}, (params) => {
			if (params.includes(25)) cursorHidden = final === 'l';
			return false;
		});
	}
	const child = spawn(file, args, {cols, rows, env: learnersEnvironment(home)});
	const watchers = new Set();
	let hasEnded = false;
	const look = () => {
		for (const watcher of watchers) watcher();
	};
	child.onData((text) => terminal.write(text, look));
	terminal.onData((reply) => child.write(reply));
	const exit = new Promise((resolve) => {
		child.onExit(({exitCode}) => {
			hasEnded = true;
			terminal.write('', look);
			resolve(exitCode);
		});
	});

	const screen = () => {
		const buffer = terminal.buffer.active;
		return Array.from(
			{length: terminal.rows},
			(_, y) => buffer.getLine(buffer.viewportY + y)?.translateToString(true) ?? '',
		).join('\n');
	};

	return {
		terminal,
		pid: child.pid,
		exit,
		screen,
		isCursorHidden: () => cursorHidden,
		send: (text) => child.write(text),
		/** Resolves once the screen matches; rejects with the screen when it takes too long. */
		until: (pattern, milliseconds) =>
			new Promise((resolve, reject) => {
				const finish = (problem) => {
					clearTimeout(timer);
					watchers.delete(watcher);
					if (problem === undefined) resolve();
					else reject(new Error(`${problem} ${pattern}; the screen was:\n${screen()}`));
				};
				const watcher = () => {
					if (pattern.test(screen())) finish();
					else if (hasEnded) finish('The program ended before it showed');
				};
				const timer = setTimeout(
					() => finish(`${milliseconds} ms were not enough to see`),
					milliseconds,
				);
				watchers.add(watcher);
				watcher();
			}),
		/** Resolves when nothing was printed for `milliseconds`, or after `patience` whatever was printed. */
		quiet: (milliseconds, patience) =>
			new Promise((resolve) => {
				const finish = () => {
					clearTimeout(timer);
					clearTimeout(limit);
					watchers.delete(again);
					resolve();
				};
				const again = () => timer.refresh();
				const timer = setTimeout(finish, milliseconds);
				const limit = setTimeout(finish, patience);
				watchers.add(again);
			}),
		async close() {
			if (!hasEnded) child.kill('SIGTERM');
			await Promise.race([exit, new Promise((resolve) => setTimeout(resolve, 3000))]);
			if (!hasEnded) child.kill('SIGKILL');
			await exit;
			terminal.dispose();
		},
	};
}
