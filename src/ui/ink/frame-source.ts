import {EventEmitter} from 'node:events';

/** Ink's own output, as it sees it: a terminal of the real size that takes whole frames. */
export interface FrameSource {
	readonly stream: NodeJS.WriteStream;
	emit(event: 'resize'): boolean;
}

/**
 * Ink shows and hides the cursor through its output, where the frame writer places it instead; when it
 * ends it waits for an empty write, and in CI it writes a bare line end.
 */
const NO_FRAMES = new Set(['\u001b[?25h', '\u001b[?25l', '', '\n']);

/** Creates a stand-in for stdout; `onFrame` gets each frame Ink draws in its debug mode. */
export function createFrameSource(
	size: {readonly columns: number; readonly rows: number},
	onFrame: (frame: string) => void,
): FrameSource {
	const stdout = new FrameStdout(size, onFrame);
	// Ink 6 uses of a WriteStream what FrameStdout has: columns, rows, isTTY, write, on and off.
	return {stream: stdout as unknown as NodeJS.WriteStream, emit: (event) => stdout.emit(event)};
}

// A class because Ink reads the size through the getters each time.
class FrameStdout extends EventEmitter {
	readonly isTTY = true;
	readonly #size: {readonly columns: number; readonly rows: number};
	readonly #onFrame: (frame: string) => void;

	constructor(
		size: {readonly columns: number; readonly rows: number},
		onFrame: (frame: string) => void,
	) {
		super();
		this.#size = size;
		this.#onFrame = onFrame;
	}

	get columns(): number {
		return this.#size.columns;
	}

	get rows(): number {
		return this.#size.rows;
	}

	write(text: string, callback?: () => void): boolean {
		if (!NO_FRAMES.has(text)) this.#onFrame(text);
		callback?.();
		return true;
	}
}
