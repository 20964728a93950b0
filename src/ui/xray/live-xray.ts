import type {BoxList, Inspection} from '../../domain/inspection.js';
import type {TerminalSize} from '../../domain/sandbox.js';
import {parseKey} from '../keys/parse-keys.js';
import {createFrameWriter, type FrameOutput} from '../paint/frame-writer.js';
import {paintLine} from '../text/paint-line.js';
import type {Theme} from '../text/theme.js';
import {drawLive} from './draw-live.js';
import {commandOf} from './live-keys.js';
import {type LiveState, liveStateOf, withCommand, withList} from './live-state.js';

/** Milliseconds from one look to the next. */
const INTERVAL = 1000;
const LIST_INTERVAL = 2000;
/** Of the time looks may take at most a twentieth. */
const REST = 20;

/** The terminal that it is shown on. */
interface LiveTerminal {
	readonly output: FrameOutput;
	size(): TerminalSize;
	onInput(listener: (bytes: Uint8Array) => void): () => void;
	onResize(listener: (size: TerminalSize) => void): () => void;
	onResume(listener: () => void): () => void;
}

export interface LiveXrayOptions {
	readonly terminal: LiveTerminal;
	readonly theme: Theme;
	readonly colour: boolean;
	/** Whom to show first; undefined for the list. */
	readonly pid: number | undefined;
	/** Undefined where it was not told in time. */
	readonly boxes: () => Promise<BoxList | undefined>;
	/** Creates what looks at one process again and again. */
	readonly lookAt: LookAtProcess;
}

/** Creates what looks at one process again and again. */
export type LookAtProcess = () => (pid: number) => Promise<LiveLook>;

export type LiveLook =
	| {readonly kind: 'seen'; readonly inspection: Inspection}
	| {readonly kind: 'gone'}
	| {readonly kind: 'late'};

/** The live X-ray of a host. Whoever creates it closes it. */
export interface LiveXray {
	/** Resolves when the reader has seen enough. */
	readonly ended: Promise<void>;
	close(): void;
}

export function createLiveXray(options: LiveXrayOptions): LiveXray {
	const {terminal, theme} = options;
	const writer = createFrameWriter(terminal.output, {colour: options.colour});
	let state = liveStateOf(options.pid);
	let look: ReturnType<LiveXrayOptions['lookAt']> | undefined;
	let timer: NodeJS.Timeout | undefined;
	let typed: Buffer = Buffer.alloc(0);
	let end = (): void => {};
	const ended = new Promise<void>((resolve) => {
		end = resolve;
	});

	const paint = (): void => {
		writer.setFrame(() =>
			drawLive(state, terminal.size(), theme)
				.map((row) => paintLine(row, theme.looks))
				.join('\n'),
		);
	};
	const set = (next: LiveState): void => {
		const isOther = next.opened?.pid !== state.opened?.pid;
		state = next;
		paint();
		if (state.isOver) end();
		else if (isOther) {
			look = undefined;
			void refresh();
		}
	};
	/** Reads what is shown; an answer about what is no longer shown is dropped. */
	const refresh = async (): Promise<void> => {
		clearTimeout(timer);
		const started = performance.now();
		const {opened} = state;
		const interval = opened === undefined ? LIST_INTERVAL : INTERVAL;
		if (!state.isHeld) {
			if (opened === undefined) await refreshList();
			else if (!opened.isGone) await refreshProcess(opened.pid);
		}
		if (state.isOver || state.opened?.pid !== opened?.pid) return;
		const cost = performance.now() - started;
		clearTimeout(timer);
		timer = setTimeout(refresh, Math.max(interval, state.isHeld ? 0 : cost * REST));
	};
	const refreshList = async (): Promise<void> => {
		const list = await options.boxes();
		if (state.opened !== undefined || state.isHeld) return;
		set(list === undefined ? {...state, isLate: true} : withList(state, list));
	};
	const refreshProcess = async (pid: number): Promise<void> => {
		look ??= options.lookAt();
		const found = await look(pid);
		const {opened} = state;
		if (opened?.pid !== pid || state.isHeld) return;
		if (found.kind === 'late') set({...state, isLate: true});
		else if (found.kind === 'gone') set({...state, opened: {...opened, isGone: true}});
		else set({...state, isLate: false, opened: {...opened, inspection: found.inspection}});
	};
	const press = (key: string): void => {
		const command = commandOf(key, state.opened === undefined ? 'list' : 'process');
		if (command === undefined) return;
		set(withCommand(state, command, key, Math.max(1, terminal.size().rows - 6)));
	};
	const read = (bytes: Uint8Array): void => {
		typed = Buffer.concat([typed, bytes]);
		while (typed.length > 0 && !state.isOver) {
			const pressed = parseKey(typed);
			if (pressed.kind === 'incomplete') return;
			typed = typed.subarray(pressed.length);
			if (pressed.kind === 'key') press(pressed.key);
		}
	};

	const stops = [
		terminal.onInput(read),
		terminal.onResize(paint),
		terminal.onResume(() => {
			writer.repaint();
			void refresh();
		}),
	];
	paint();
	void refresh();
	return {
		ended,
		close() {
			state = {...state, isOver: true};
			clearTimeout(timer);
			for (const stop of stops) stop();
			writer.close();
		},
	};
}
