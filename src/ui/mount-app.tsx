import chalk from 'chalk';
import {renderToString} from 'ink';
import type {TerminalSize} from '../domain/sandbox.js';
import type {Session} from '../session/session.js';
import {NEW_PANE} from '../session/state.js';
import {createColourRelay} from '../terminal/colour-relay.js';
import type {Copied} from '../terminal/copy-text.door.js';
import type {GuideKey} from '../terminal/guide-keys.js';
import type {Screen} from '../terminal/screen.js';
import {App} from './ink/app.js';
import {createInputHold} from './input/hold-input.js';
import {createLineMarker} from './input/line-marker.js';
import {createKeyRouter} from './input/route-keys.js';
import {keyFocusOf} from './keys/key-focus.js';
import {isTooSmall} from './layout.js';
import {createFrameWriter, type FrameOutput} from './paint/frame-writer.js';
import {createLowerRows} from './paint/lower-rows.js';
import type {PaneScreen} from './paint/pane-painter.js';
import {createTerminalPanes, isSameStanding, standingOf} from './paint/terminal-panes.js';
import {paneOf, shownPane, shownXray} from './screens/exercise-layout.js';
import {createTheme, schemeOfAnswer, type Theme, type ThemeOptions} from './text/theme.js';
import {createViewStore} from './view.js';
import type {LookAtProcess} from './xray/live-xray.js';
import {createXrayPane} from './xray/xray-pane.js';

/** What the app needs of the terminal it is shown on; `openRealTerminal` gives it. */
interface AppTerminal {
	readonly output: FrameOutput;
	size(): TerminalSize;
	onInput(listener: (bytes: Uint8Array) => void): () => void;
	onResize(listener: (size: TerminalSize) => void): () => void;
	onResume(listener: () => void): () => void;
	setMouse(isOn: boolean): void;
}

export interface MountOptions {
	readonly session: Session;
	readonly terminal: AppTerminal;
	readonly theme: ThemeOptions;
	/** The keys after which a letter is the guide's. */
	readonly guideKeys: readonly GuideKey[];
	/** Whether the mouse is taken from the beginning. */
	readonly mouse: boolean;
	/** Creates what looks at one process of the X-ray again and again. */
	readonly lookAt: LookAtProcess;
	readonly copyText: (text: string) => Promise<Copied>;
	/** Asks the learner for the code of a room, with the terminal lent. */
	readonly joinRoom: () => void;
	readonly onBug: (bug: unknown) => void;
}

/** The app on the screen. Whoever mounts it closes it; the terminal and the session are the caller's. */
export interface MountedApp {
	close(): void;
}

const BELL = '\u0007';

/** Shows a session on a terminal and takes what is typed to it, beginning with what was typed before. */
export function mountApp(
	{
		session,
		terminal,
		theme: options,
		guideKeys,
		mouse,
		lookAt,
		copyText,
		joinRoom,
		onBug,
	}: MountOptions,
	typedBefore: readonly Uint8Array[] = [],
): MountedApp {
	// Looks are told by attributes too; Ink leaves those out as well where chalk believes in no colour.
	// Whether there are colours is for the theme to decide.
	chalk.level = 1;
	const firstTheme = createTheme(options);
	let {looks} = firstTheme;
	const theme: Theme = {
		...firstTheme,
		get looks() {
			return looks;
		},
	};
	const writer = createFrameWriter(terminal.output, {colour: options.colour});
	const store = createViewStore(session, terminal.size());
	const colours = createColourRelay((text) => terminal.output.write(text));
	const panes = createTerminalPanes({
		loadScreens: async () => (await import('../terminal/screen.js')).createScreen,
		onOpened: () => showPanes(),
		onStanding: (tab) => {
			if (tab === frontTab()) tellStanding();
		},
		onColourAsked: (asked, answer) => colours.ask(asked, answer),
		onBell: (tab) => {
			if (tab === frontTab() && session.state().screen.kind === 'do') ring();
		},
		onBug,
	});

	let isClosed = false;
	/** However often a program rings it in one turn, it sounds once. */
	let isRinging = false;
	const ring = (): void => {
		if (isRinging) return;
		isRinging = true;
		setImmediate(() => {
			isRinging = false;
			if (!isClosed) terminal.output.write(BELL);
		});
	};

	const xray = createXrayPane(theme, lookAt);
	const lowerRows = createLowerRows();

	const frontTab = (): string => session.state().run?.tab ?? '';
	const frontScreen = () => panes.screenOf(frontTab());

	/** What stands around the terminal in front follows from how that stands. */
	const tellStanding = (): void => {
		const {run} = session.state();
		const screen = frontScreen();
		const pane = screen === undefined ? NEW_PANE : standingOf(screen);
		if (run && !isSameStanding(run.pane, pane)) session.dispatch({kind: 'pane-changed', pane});
	};

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
		xray.walk(state.screen.kind === 'do' && state.screen.overlay.kind === 'walk');
		writer.setPanes([
			...(place === undefined || screen === undefined
				? []
				: [{...place, screen: shownRows(screen, place.rows), focused: isFocused}]),
			...(picture === undefined ? [] : [{...picture, screen: xray.screen, focused: false}]),
		]);
	};

	let hasMouse = mouse;
	if (hasMouse) terminal.setMouse(true);
	const input = createKeyRouter({
		session,
		guideKeys,
		size: () => store.get().size,
		symbols: theme.symbols,
		screen: frontScreen,
		xray,
		copyText,
		joinRoom,
		marker: createLineMarker(),
		type: (bytes) => session.type(bytes),
		switchMouse() {
			hasMouse = !hasMouse;
			terminal.setMouse(hasMouse);
			return hasMouse ? 'taken' : 'left';
		},
	});

	const isBlind = (): boolean => isTooSmall(store.get().size);
	const hold = createInputHold({
		guideKeys,
		isBlind,
		dispatch: input.dispatch,
		quit: () => session.dispatch({kind: 'quit-asked'}),
	});

	const draw = (): string => {
		const view = store.get();
		return renderToString(<App view={view} theme={theme} />, {columns: view.size.columns});
	};
	const show = (): void => {
		writer.setFrame(draw);
		showPanes();
		tellStanding();
	};
	const stops = [
		store.subscribe(show),
		terminal.onInput((bytes) => {
			const typed = colours.take(bytes);
			if (typed.length > 0) hold.take(typed);
		}),
		terminal.onResize((size) => {
			store.resize(size);
			if (!isBlind()) hold.release();
		}),
		terminal.onResume(writer.repaint),
	];
	show();
	if (options.colour && options.scheme === undefined) {
		// The answer comes among what is typed, if this terminal gives one; until then it is taken for dark.
		colours.ask(11, (answer) => {
			const scheme = schemeOfAnswer(answer);
			if (isClosed || scheme !== 'light') return;
			looks = createTheme({...options, scheme}).looks;
			show();
		});
	}
	for (const bytes of typedBefore) hold.take(bytes);

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
