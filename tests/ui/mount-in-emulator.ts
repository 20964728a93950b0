import {EventEmitter} from 'node:events';
import type {TerminalSize} from '../../src/domain/sandbox.js';
import type {Session} from '../../src/session/session.js';
import {copyText} from '../../src/terminal/copy-text.door.js';
import {type GuideKey, USUAL_GUIDE_KEYS} from '../../src/terminal/guide-keys.js';
import {createScreen, type Screen} from '../../src/terminal/screen.js';
import {mountApp} from '../../src/ui/mount-app.js';
import type {ThemeOptions} from '../../src/ui/text/theme.js';
import type {LiveLook} from '../../src/ui/xray/live-xray.js';
import {WEB} from './xray/inspections.js';

/** The app on an emulated terminal: what is typed goes in, what is on the screen is read. */
export interface EmulatedApp {
	/** All bytes that were written to the terminal. */
	readonly written: () => string;
	/** Whether the terminal tells of its mouse. */
	readonly hasMouse: () => boolean;
	type(text: string): void;
	resize(size: TerminalSize): void;
	rows(): readonly string[];
	text(): string;
	cursor(): {readonly x: number; readonly y: number} | undefined;
	/** The emulated terminal itself. */
	readonly screen: Pick<Screen, 'row'>;
	/** Waits until the screen shows it; fails with the screen after the deadline. */
	until(wanted: string | RegExp | ((text: string) => boolean)): Promise<void>;
	close(): void;
}

const DEADLINE_MILLISECONDS = 8000;

export function mountInEmulator(
	session: Session,
	first: TerminalSize,
	theme: ThemeOptions = {colour: true, unicode: true, scheme: 'dark'},
	lookAt: (pid: number) => LiveLook = () => ({kind: 'seen', inspection: WEB}),
	guideKeys: readonly GuideKey[] = USUAL_GUIDE_KEYS,
): EmulatedApp {
	const emulator = createScreen(first);
	const events = new EventEmitter();
	const inputs = new Set<(bytes: Uint8Array) => void>();
	const resizes = new Set<(size: TerminalSize) => void>();
	let size = first;
	let written = '';
	const switched: boolean[] = [];
	const output = {
		get columns() {
			return size.columns;
		},
		get rows() {
			return size.rows;
		},
		write(text: string) {
			written += text;
			emulator.write(Buffer.from(text));
			return true;
		},
		on: (event: string, listener: () => void) => events.on(event, listener),
		off: (event: string, listener: () => void) => events.off(event, listener),
	};
	const listen = <Listener>(listeners: Set<Listener>, listener: Listener) => {
		listeners.add(listener);
		return () => {
			listeners.delete(listener);
		};
	};
	const app = mountApp({
		session,
		terminal: {
			output,
			size: () => size,
			onInput: (listener) => listen(inputs, listener),
			onResize: (listener) => listen(resizes, listener),
			onResume: () => () => {},
			setMouse: (isOn) => switched.push(isOn),
		},
		theme,
		guideKeys,
		mouse: true,
		lookAt: () => async (pid) => lookAt(pid),
		joinRoom() {},
		copyText: (text) => copyText(text, {env: {}, write: output.write}),
		onBug(bug) {
			throw bug;
		},
	});
	const text = (): string => emulator.view().join('\n');
	return {
		written: () => written,
		hasMouse: () => switched.at(-1) === true,
		type(keys) {
			for (const listener of inputs) listener(Buffer.from(keys));
		},
		resize(next) {
			size = next;
			emulator.resize(next);
			events.emit('resize');
			for (const listener of resizes) listener(next);
		},
		rows: () => emulator.view(),
		text,
		cursor: () => emulator.cursor(),
		screen: emulator,
		until(wanted) {
			const isThere = (): boolean => {
				if (typeof wanted === 'string') return text().includes(wanted);
				return typeof wanted === 'function' ? wanted(text()) : wanted.test(text());
			};
			return new Promise((resolve, reject) => {
				if (isThere()) {
					resolve();
					return;
				}
				const stop = emulator.onChange(() => {
					if (!isThere()) return;
					clearTimeout(timer);
					stop();
					resolve();
				});
				const timer = setTimeout(() => {
					stop();
					reject(new Error(`Waited in vain for ${String(wanted)}:\n${text()}`));
				}, DEADLINE_MILLISECONDS);
			});
		},
		close: () => app.close(),
	};
}
