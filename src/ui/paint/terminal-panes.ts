import type {Attempt} from '../../attempt/attempt.js';
import type {SandboxTerminal, TerminalSize} from '../../domain/sandbox.js';
import type {PaneStanding} from '../../session/state.js';
import type {AskedColour} from '../../terminal/answer-queries.js';
import type {createScreen, Screen} from '../../terminal/screen.js';

/** The screens of an attempt's tabs. Whoever creates it closes it. */
export interface TerminalPanes {
	/** Opens every tab of a new attempt at this size, resizes those of the same one, closes the old. */
	show(attempt: Attempt | undefined, size: TerminalSize): void;
	screenOf(tab: string): Screen | undefined;
	close(): void;
}

interface OpenTab {
	readonly screen: Screen;
	readonly terminal: SandboxTerminal;
	readonly stop: () => void;
}

export interface TerminalPanesOptions {
	/** The terminal emulator is a third of the program, and no first screen needs it. */
	readonly loadScreens: () => Promise<typeof createScreen>;
	/** Screens are there that were not before. */
	readonly onOpened: () => void;
	/** Whether this tab can be scrolled back, or whether a full-screen program has it, has changed. */
	readonly onStanding: (tab: string) => void;
	/** A program in this tab has rung the bell. */
	readonly onBell: (tab: string) => void;
	/** A program asks for a colour of the learner's terminal. */
	readonly onColourAsked: (asked: AskedColour, answer: (text: string) => void) => void;
	readonly onBug: (bug: unknown) => void;
}

export const standingOf = ({canScroll, modes}: Screen): PaneStanding => ({
	canScroll,
	isFullScreen: modes.alternateBuffer,
});

export const isSameStanding = (one: PaneStanding, other: PaneStanding): boolean =>
	one.canScroll === other.canScroll && one.isFullScreen === other.isFullScreen;

/** Creates the screens behind the live panes; none is open yet. */
export function createTerminalPanes(options: TerminalPanesOptions): TerminalPanes {
	let tabs: ReadonlyMap<string, OpenTab> = new Map();
	let current: Attempt | undefined;
	let wanted: {readonly attempt: Attempt | undefined; readonly size: TerminalSize} | undefined;
	let load: typeof createScreen | 'loading' | undefined;

	const closeTabs = (): void => {
		for (const {stop, screen} of tabs.values()) {
			stop();
			screen.close();
		}
		tabs = new Map();
	};

	const openTabs = (create: typeof createScreen, attempt: Attempt, size: TerminalSize): void => {
		tabs = new Map(
			attempt.tabs.map(({name}) => {
				const screen = create(size);
				const terminal = attempt.openTab(name, size);
				screen.onColourAsked(options.onColourAsked);
				screen.onBell(() => options.onBell(name));
				let before = standingOf(screen);
				screen.onChange((changed) => {
					if (changed !== 'all') return;
					const now = standingOf(screen);
					if (isSameStanding(now, before)) return;
					before = now;
					options.onStanding(name);
				});
				return [name, {screen, terminal, stop: screen.follow(terminal)}];
			}),
		);
	};

	const resizeTabs = ({columns, rows}: TerminalSize): void => {
		for (const {screen, terminal} of tabs.values()) {
			if (screen.size.columns === columns && screen.size.rows === rows) continue;
			screen.resize({columns, rows});
			terminal.resize({columns, rows}).catch(options.onBug);
		}
	};

	const update = (): void => {
		if (wanted === undefined) return;
		const {attempt, size} = wanted;
		if (attempt === current) {
			resizeTabs(size);
			return;
		}
		if (attempt !== undefined && (load === undefined || load === 'loading')) {
			startLoading();
			return;
		}
		closeTabs();
		current = attempt;
		if (attempt === undefined || load === undefined || load === 'loading') return;
		openTabs(load, attempt, size);
		options.onOpened();
	};

	const startLoading = (): void => {
		if (load === 'loading') return;
		load = 'loading';
		options.loadScreens().then((create) => {
			load = create;
			update();
		}, options.onBug);
	};

	return {
		show(attempt, {columns, rows}) {
			wanted = {attempt, size: {columns, rows}};
			update();
		},
		screenOf: (tab) => tabs.get(tab)?.screen,
		close() {
			wanted = undefined;
			closeTabs();
		},
	};
}
