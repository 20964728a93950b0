import {EventEmitter} from 'node:events';
import {expect, onTestFinished} from 'vitest';
import type {TerminalSize} from '../../../src/domain/sandbox.js';
import type {CursorPlace} from '../../../src/terminal/cells.js';
import {createScreen, type Screen} from '../../../src/terminal/screen.js';
import {createFrameWriter, type FrameWriter} from '../../../src/ui/paint/frame-writer.js';
import type {Pane} from '../../../src/ui/paint/pane-painter.js';
import {createEmulator} from '../../terminal/emulator.js';

/** A terminal to draw on that remembers what was drawn and can be busy. */
export class Output extends EventEmitter {
	columns: number;
	rows: number;
	isBusy = false;
	readonly writes: string[] = [];
	readonly emulator: ReturnType<typeof createEmulator>;

	constructor(columns: number, rows: number) {
		super();
		this.columns = columns;
		this.rows = rows;
		this.emulator = createEmulator(columns, rows);
	}

	write(text: string): boolean {
		this.writes.push(text);
		void this.emulator.write(text).then(() => this.emit('drawn'));
		return !this.isBusy;
	}

	resize(columns: number, rows: number): void {
		this.columns = columns;
		this.rows = rows;
		this.emulator.terminal.resize(columns, rows);
		this.emit('resize');
	}

	/** Resolves once the terminal shows these lines. */
	async shows(lines: readonly string[]): Promise<void> {
		await expect
			.poll(() => this.emulator.lines().map((line) => line.trimEnd()), {interval: 2})
			.toEqual(lines.map((line) => line.trimEnd()));
	}

	/** Resolves once the cursor is here and can be seen, or is hidden where there is no place for it. */
	async pointsAt(place: CursorPlace | undefined): Promise<void> {
		const seen = (): CursorPlace | undefined => {
			const written = this.writes.join('');
			const isShown = written.lastIndexOf('\x1b[?25h') > written.lastIndexOf('\x1b[?25l');
			const {cursorX, cursorY} = this.emulator.terminal.buffer.active;
			return isShown ? {x: cursorX, y: cursorY} : undefined;
		};
		await expect.poll(seen, {interval: 2}).toEqual(place);
	}
}

/** A frame writer on a terminal that is there until the test has ended. */
export function opened(columns = 12, rows = 5): {output: Output; writer: FrameWriter} {
	const output = new Output(columns, rows);
	const writer = createFrameWriter(output, {colour: true});
	onTestFinished(() => writer.close());
	return {output, writer};
}

/** A screen of this size that is there until the test has ended. */
export function screenOf({columns, rows}: TerminalSize): Screen {
	const screen = createScreen({columns, rows});
	onTestFinished(() => screen.close());
	return screen;
}

export type TerminalPane = Pane & {readonly screen: Screen};

/** A pane whose program has printed this. */
export function paneOf(text: string, place: Partial<Omit<Pane, 'screen'>> = {}): TerminalPane {
	const pane = {x: 1, y: 1, columns: 10, rows: 3, focused: true, ...place};
	const screen = screenOf(pane);
	type(screen, text);
	return {screen, ...pane};
}

export const type = (screen: Screen, text: string): void => screen.write(Buffer.from(text));
