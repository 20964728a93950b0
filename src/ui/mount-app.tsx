import chalk from 'chalk';
import {renderToString} from 'ink';
import type {TerminalSize} from '../domain/sandbox.js';
import type {Session} from '../session/session.js';
import type {Screen} from '../terminal/screen.js';
import {App} from './ink/app.js';
import {createKeyRouter} from './input/route-keys.js';
import {keyFocusOf} from './keys/key-focus.js';
import {createFrameWriter, type FrameOutput} from './paint/frame-writer.js';
import {createLowerRows} from './paint/lower-rows.js';
import type {PaneScreen} from './paint/pane-painter.js';
import {createTerminalPanes} from './paint/terminal-panes.js';
import {paneOf, shownPane, shownXray} from './screens/exercise-layout.js';
import {createTheme, type ThemeOptions} from './text/theme.js';
import {createViewStore} from './view.js';
import {createXrayPane} from './xray/xray-pane.js';

/** What the app needs of the terminal it is shown on; `openRealTerminal` gives it. */
interface AppTerminal {
	readonly output: FrameOutput;
	size(): TerminalSize;
	onInput(listener: (bytes: Uint8Array) => void): () => void;
	onResize(listener: (size: TerminalSize) => void): () => void;
	onResume(listener: () => void): () => void;
}

export interface MountOptions {
	readonly session: Session;
	readonly terminal: AppTerminal;
	readonly theme: ThemeOptions;
	readonly onBug: (bug: unknown) => void;
}

/** The app on the screen. Whoever mounts it closes it; the terminal and the session are the caller's. */
export interface MountedApp {
	close(): void;
}

/** OSC 52: the terminal puts it on the clipboard, if it is one that does (xterm's ctlseqs). */
const clipboardSequence = (text: string): string =>
	`\u001b]52;c;${Buffer.from(text).toString('base64')}\u0007`;

/** Shows a session on a terminal and takes what is typed to it, beginning with what was typed before. */
export function mountApp(
	{session, terminal, theme: options, onBug}: MountOptions,
	typedBefore: readonly Uint8Array[] = [],
): MountedApp {
	// Looks are told by attributes too; Ink leaves those out as well where chalk believes in no colour.
	// Whether there are colours is for the theme to decide.
	chalk.level = 1;
	const theme = createTheme(options);
	const writer = createFrameWriter(terminal.output, {colour: options.colour});
	const store = createViewStore(session, terminal.size());
	const panes = createTerminalPanes({
		loadScreens: async () => (await import('../terminal/screen.js')).createScreen,
		onOpened: () => showPanes(),
		onBug,
	});

	const xray = createXrayPane(theme);
	const lowerRows = createLowerRows();

	const frontTab = (): string => session.state().run?.tab ?? '';
	const frontScreen = () => panes.screenOf(frontTab());

	/** A terminal that lends its room is shown by its last rows. */
	const shownRows = (screen: Screen, rows: number): PaneScreen =>
		rows < screen.size.rows ? lowerRows(screen, rows) : screen;

	/** The live terminals keep their size while something else is shown. */
	const showPanes = (): void => {
		const {state, size} = store.get();
		const lesson = state.run?.lesson;
		if (lesson !== undefined) panes.show(session.attempt(), paneOf(state, lesson, size));
		const place = shownPane(state, size, theme.symbols);
		const screen = frontScreen();
		const isFocused = keyFocusOf(state).kind === 'shell';
		const picture = shownXray(state, size, theme.symbols);
		xray.show(session.attempt(), picture);
		writer.setPanes([
			...(place === undefined || screen === undefined
				? []
				: [{...place, screen: shownRows(screen, place.rows), focused: isFocused}]),
			...(picture === undefined ? [] : [{...picture, screen: xray.screen, focused: false}]),
		]);
	};

	const input = createKeyRouter({
		session,
		size: () => store.get().size,
		symbols: theme.symbols,
		screen: frontScreen,
		copyText: (text) => terminal.output.write(clipboardSequence(text)),
		type: (bytes) => session.type(bytes),
	});

	const draw = (): string => {
		const view = store.get();
		return renderToString(<App view={view} theme={theme} />, {columns: view.size.columns});
	};
	const show = (): void => {
		writer.setFrame(draw);
		showPanes();
	};
	const stops = [
		store.subscribe(show),
		terminal.onInput(input.dispatch),
		terminal.onResize(store.resize),
		terminal.onResume(writer.repaint),
	];
	show();
	for (const bytes of typedBefore) input.dispatch(bytes);

	let isClosed = false;
	return {
		close() {
			if (isClosed) return;
			isClosed = true;
			for (const stop of stops.reverse()) stop();
			input.close();
			panes.close();
			xray.close();
			store.close();
			writer.close();
		},
	};
}
