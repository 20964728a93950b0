import type {Attempt} from '../../attempt/attempt.js';
import type {SandboxTerminal, TerminalSize} from '../../domain/sandbox.js';
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
	readonly onBug: (bug: unknown) => void;
}

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
