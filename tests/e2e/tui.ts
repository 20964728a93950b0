import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {spawn} from '@lydell/node-pty';
import unicode11 from '@xterm/addon-unicode11';
import type {ITerminalAddon, Terminal} from '@xterm/headless';
import xterm from '@xterm/headless';

export interface TuiOptions {
	readonly columns?: number;
	readonly rows?: number;
	/** On top of this process's environment; undefined takes a name out. */
	readonly env?: Readonly<Record<string, string | undefined>>;
	readonly cwd?: string;
	/** Where the program keeps its things; without, a new directory that `close` removes. */
	readonly home?: string;
}

interface TuiExit {
	/** Undefined when a signal ended the program. */
	readonly code: number | undefined;
	readonly signal: number | undefined;
}

/** What may be waited for: a text, a pattern, or a claim about the whole screen. */
type Sought = string | RegExp | ((screen: string) => boolean);

/** A program on a real terminal, seen through an emulator. Whoever opened it closes it. */
export interface Tui {
	readonly pid: number;
	/** The directory set as XDG_CONFIG_HOME and XDG_STATE_HOME. */
	readonly home: string;
	/** Types, as the terminal would send it. */
	send(text: string): void;
	resize(columns: number, rows: number): void;
	/** The rows in view, without trailing blanks, joined by line ends. */
	screen(): string;
	/** From 0; undefined when the cursor is hidden. */
	cursor(): {readonly x: number; readonly y: number} | undefined;
	/** True while the program shows its full-screen display. */
	isAlternate(): boolean;
	/** Everything the program has written so far. */
	rawBytes(): string;
	/** Resolves once it is seen; rejects with the screen after `milliseconds`, or when the program ends. */
	until(sought: Sought, milliseconds?: number): Promise<void>;
	/** Resolves once it is seen, or when nothing was drawn for `milliseconds`; true where it was seen. */
	untilAtRest(sought: Sought, milliseconds: number): Promise<boolean>;
	/** All cells of the emulator. */
	readonly terminal: Terminal;
	readonly exit: Promise<TuiExit>;
	/** Ends the program if it still runs. */
	close(): Promise<void>;
}

// They change what Ink, chalk and the program itself do; none is set at a learner's terminal.
const NOT_A_LEARNERS =
	/^(CI|CI_.*|TERM_PROGRAM|CODESPACES|VSCODE_.*|CONTINUOUS_INTEGRATION|BUILD_NUMBER|RUN_ID|GITHUB_.*|GITLAB_.*|TMUX.*|STY|NODE_ENV|NODE_OPTIONS|VITEST.*|TEST|FORCE_COLOR|NO_COLOR|COLORTERM|npm_.*)$/;

/** Starts `command` on a terminal of its own and shows it in an emulator. */
export function openTui(command: readonly string[], options: TuiOptions = {}): Tui {
	const {columns: cols = 80, rows = 24} = options;
	const home = options.home ?? mkdtempSync(join(tmpdir(), 'container-lessons-test-'));
	const terminal = new xterm.Terminal({cols, rows, allowProposedApi: true});
	terminal.loadAddon(new unicode11.Unicode11Addon() as unknown as ITerminalAddon);
	terminal.unicode.activeVersion = '11';
	const isCursorHidden = watchCursor(terminal);

	const [file, ...args] = command;
	if (file === undefined) throw new Error('openTui needs a command');
	const child = spawn(file, args, {
		cols,
		rows,
		name: options.env?.['TERM'] ?? 'xterm-256color',
		cwd: options.cwd ?? process.cwd(),
		env: environment(home, options.env ?? {}),
	});

	let raw = '';
	let ended: TuiExit | undefined;
	const watchers = new Set<() => void>();
	const look = (): void => {
		for (const watcher of watchers) watcher();
	};
	child.onData((text) => {
		raw += text;
		terminal.write(text, look);
	});
	terminal.onData((reply) => child.write(reply));
	const exit = new Promise<TuiExit>((resolve) => {
		child.onExit(({exitCode, signal}) => {
			ended = signal ? {code: undefined, signal} : {code: exitCode, signal: undefined};
			// What was printed last may still wait to be parsed.
			terminal.write('', () => {
				look();
				if (ended !== undefined) resolve(ended);
			});
		});
	});

	const screen = (): string => {
		const buffer = terminal.buffer.active;
		return Array.from(
			{length: terminal.rows},
			(_, y) => buffer.getLine(buffer.viewportY + y)?.translateToString(true) ?? '',
		).join('\n');
	};

	const until = (sought: Sought, milliseconds = 20_000): Promise<void> =>
		new Promise((resolve, reject) => {
			const finish = (problem?: string): void => {
				clearTimeout(timer);
				watchers.delete(watcher);
				if (problem === undefined) resolve();
				else reject(new Error(`${problem} ${String(sought)}; the screen was:\n${screen()}`));
			};
			const watcher = (): void => {
				if (isSeen(sought, screen())) finish();
				else if (ended !== undefined) finish('The program ended before it showed');
			};
			const timer = setTimeout(
				() => finish(`${milliseconds} ms were not enough to see`),
				milliseconds,
			);
			watchers.add(watcher);
			watcher();
		});

	const untilAtRest = (sought: Sought, milliseconds: number): Promise<boolean> =>
		new Promise((resolve) => {
			const finish = (isThere: boolean): void => {
				clearTimeout(timer);
				watchers.delete(watcher);
				resolve(isThere);
			};
			const watcher = (): void => {
				if (isSeen(sought, screen())) finish(true);
				else timer.refresh();
			};
			const timer = setTimeout(() => finish(false), milliseconds);
			watchers.add(watcher);
			watcher();
		});

	return {
		pid: child.pid,
		home,
		terminal,
		send: (text) => child.write(text),
		resize(columns, newRows) {
			terminal.resize(columns, newRows);
			child.resize(columns, newRows);
		},
		screen,
		cursor() {
			const {cursorX: x, cursorY: y} = terminal.buffer.active;
			return isCursorHidden() ? undefined : {x, y};
		},
		isAlternate: () => terminal.buffer.active.type === 'alternate',
		rawBytes: () => raw,
		until,
		untilAtRest,
		exit,
		async close() {
			if (ended === undefined) {
				child.kill('SIGKILL');
				await exit;
			}
			terminal.dispose();
			if (options.home === undefined) rmSync(home, {recursive: true, force: true});
		},
	};
}

function isSeen(sought: Sought, screen: string): boolean {
	if (typeof sought === 'string') return screen.includes(sought);
	return sought instanceof RegExp ? sought.test(screen) : sought(screen);
}

function environment(
	home: string,
	extra: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
	const all = {
		...Object.fromEntries(
			Object.entries(process.env).filter(([name]) => !NOT_A_LEARNERS.test(name)),
		),
		TERM: 'xterm-256color',
		LANG: 'C.UTF-8',
		LC_ALL: 'C.UTF-8',
		XDG_CONFIG_HOME: home,
		XDG_STATE_HOME: home,
		...extra,
	};
	return Object.fromEntries(
		Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
	);
}

/** Follows DECTCEM, which the emulator keeps to itself. */
function watchCursor(terminal: InstanceType<typeof xterm.Terminal>): () => boolean {
	let hidden = false;
	for (const final of ['h', 'l']) {
		terminal.parser.registerCsiHandler({prefix: '?', final}, (params) => {
			if (params.includes(25)) hidden = final === 'l';
			return false;
		});
	}
	return () => hidden;
}
