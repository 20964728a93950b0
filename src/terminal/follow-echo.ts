// Tells what a chunk changes that is like the echo of a key: of it alone a screen waits for nothing else.
import type {Terminal} from '@xterm/headless';
import {linkOf} from './cell-link.js';
import type {Changed, CursorPlace, Echo, RowEcho} from './cells.js';

/** Longer chunks are output, for which looking at every byte again is not worth it. */
const LONGEST_ECHO = 16;

/** Whoever creates it need not close it. */
export interface EchoFollower {
	/**
	 * What this chunk will be, asked before it is gone through; undefined where that is open. It is told of
	 * plain characters that come after such ones: no mode has changed since, unless those ended a sequence and
	 * stood there already. So whoever shows it beforehand waits for `after`.
	 */
	foresee(bytes: Uint8Array): RowEcho | undefined;
	/** What this chunk has changed, now that it is gone through; `from` is where the cursor was before. */
	after(bytes: Uint8Array, from: CursorPlace): Changed;
	/** Something else has changed than by a chunk. */
	forget(): void;
}

/** `isMarked`: on this screen plain characters look otherwise now, which the terminal knows nothing of. */
export function createEchoFollower(terminal: Terminal, isMarked: () => boolean): EchoFollower {
	/** The latest change was plain characters and nothing else. */
	let isEchoing = false;
	const scratch = terminal.buffer.active.getNullCell();
	const rowOfCursor = (): number => {
		const {cursorY, baseY, viewportY} = terminal.buffer.active;
		return cursorY + baseY - viewportY;
	};

	/** What a terminal shows, too, that gets these bytes: no insertion, charset, attribute or edge. */
	const echoOf = (bytes: Uint8Array, x: number): Echo | undefined => {
		const {active} = terminal.buffer;
		const {insertMode, synchronizedOutputMode} = terminal.modes;
		if (isMarked() || insertMode || synchronizedOutputMode || active.cursorX >= terminal.cols)
			return undefined;
		const line = active.getLine(active.baseY + active.cursorY);
		const isPlain = bytes.every((byte, index) => {
			const cell = line?.getCell(x + index, scratch);
			return cell?.getCode() === byte && cell.isAttributeDefault() && !linkOf(cell, terminal);
		});
		return isPlain ? {x, text: textOf(bytes)} : undefined;
	};

	return {
		foresee(bytes) {
			if (!isEchoing || !isPrintable(bytes)) return undefined;
			const {cursorX: x} = terminal.buffer.active;
			if (x + bytes.length >= terminal.cols) return undefined;
			return {row: rowOfCursor(), x, text: textOf(bytes)};
		},
		after(bytes, from) {
			const {cursorX, cursorY} = terminal.buffer.active;
			const isOneRow =
				isPrintable(bytes) && cursorY === from.y && cursorX === from.x + bytes.length;
			const echo = isOneRow ? echoOf(bytes, from.x) : undefined;
			isEchoing = echo !== undefined;
			if (!isOneRow) return 'all';
			return {row: rowOfCursor(), ...(echo && {echo})};
		},
		forget() {
			isEchoing = false;
		},
	};
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/**
 * True of a chunk like the echo of a key. If the cursor then moved one column per byte, the bytes
 * wrote just those columns: one that ended an earlier escape sequence would have moved it some
 * other way or left the cells alone.
 */
function isPrintable(bytes: Uint8Array): boolean {
	if (bytes.length === 0 || bytes.length > LONGEST_ECHO) return false;
	return bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
}
