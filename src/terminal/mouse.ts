// What a terminal says of the mouse, read and written (xterm's control sequences: modes 1000, 1002 and 1006).
import type {CursorPlace} from './cells.js';

/** Something done with the mouse; `place` counts cells from the upper left corner, from 0. */
export interface MouseEvent {
	readonly kind: 'press' | 'drag' | 'release' | 'wheel';
	/** 0 left, 1 middle, 2 right; of the wheel 0 is up and 1 down. */
	readonly button: number;
	readonly place: CursorPlace;
	/** The first parameter as it was sent: button, modifiers, motion. */
	readonly code: number;
}

/** How a program has asked to be told of the mouse; undefined where it has not asked. */
export interface MouseWish {
	/** It wants to know what is dragged, too. */
	readonly drags: boolean;
	/** In the form of mode 1006; the old one can't name a place beyond column 223. */
	readonly isSgr: boolean;
}

const BEGIN = '\u001b[<';
const SGR = /^(\d{1,3});(\d{1,5});(\d{1,5})([Mm])$/;

const MOTION = 32;
const WHEEL = 64;
/** Beyond the wheel's are buttons that nothing here has a use for. */
const OTHER = 128;

/** The event that a terminal has sent as these characters; undefined for anything else. */
export function parseMouse(sent: string): MouseEvent | undefined {
	if (!isMouse(sent)) return undefined;
	const [, first, column, row, last] = SGR.exec(sent.slice(BEGIN.length)) ?? [];
	if (first === undefined) return undefined;
	const code = Number(first);
	const button = code & 3;
	const place = {x: Number(column) - 1, y: Number(row) - 1};
	if (code >= OTHER || place.x < 0 || place.y < 0) return undefined;
	const of = (kind: MouseEvent['kind']): MouseEvent => ({kind, button, place, code});
	if (code & WHEEL) return button < 2 ? of('wheel') : undefined;
	if (last === 'm') return of('release');
	return of(code & MOTION ? 'drag' : 'press');
}

/** Whether it begins as an event does, wherever it was cut. */
export const isMouse = (sent: string): boolean => sent.startsWith(BEGIN);

/** The old form adds this to each number, so that none is a control character. */
const OFFSET = 32;
const LAST_OLD = 223;

/** The event as a program gets it that asked for it, at a place of its own screen; empty if it can't be told. */
export function mouseBytes(event: MouseEvent, place: CursorPlace, wish: MouseWish): Uint8Array {
	if (event.kind === 'drag' && !wish.drags) return new Uint8Array();
	const [x, y] = [place.x + 1, place.y + 1];
	const isReleased = event.kind === 'release';
	if (wish.isSgr) return Buffer.from(`\u001b[<${event.code};${x};${y}${isReleased ? 'm' : 'M'}`);
	if (x > LAST_OLD || y > LAST_OLD) return new Uint8Array();
	// It does not say which button was released: 3.
	const code = isReleased ? (event.code & ~3) | 3 : event.code;
	return Uint8Array.from([0x1b, 0x5b, 0x4d, code + OFFSET, x + OFFSET, y + OFFSET]);
}
