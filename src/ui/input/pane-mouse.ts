import {arrowBytes} from '../../terminal/arrow-keys.js';
import type {CursorPlace} from '../../terminal/cells.js';
import type {Screen} from '../../terminal/screen.js';
import type {Rect} from '../layout.js';
import {shownPane} from '../screens/exercise-layout.js';
import {isWithin} from './click-at.js';
import type {CommandTarget} from './command-target.js';

/** The live terminal under the mouse, and the cell of it. */
export interface PaneHit {
	readonly screen: Screen;
	readonly at: CursorPlace;
}

/** What the mouse does in the live terminal: scroll it, and mark text to be copied. */
export interface PaneMouse {
	/** Undefined beside the terminal, and where only a part of it is shown. */
	hit(place: CursorPlace): PaneHit | undefined;
	wheel(screen: Screen, by: 1 | -1): void;
	press(hit: PaneHit): void;
	drag(place: CursorPlace): void;
	/** Copies what was marked. */
	release(): void;
	unmark(): void;
	readonly isDragging: boolean;
}

/** How far the wheel scrolls at a notch, as most terminals do. */
export const NOTCH = 3;

export function createPaneMouse(target: CommandTarget): PaneMouse {
	const {session} = target;
	let dragged: PaneHit | undefined;
	let marked: Screen | undefined;

	const paneNow = (): Rect | undefined => shownPane(session.state(), target.size(), target.symbols);

	return {
		hit(place) {
			const screen = target.screen();
			const pane = paneNow();
			if (!screen || !pane || pane.rows < screen.size.rows) return undefined;
			return isWithin(place, pane) ? {screen, at: within(place, pane)} : undefined;
		},
		wheel(screen, by) {
			if (!screen.modes.alternateBuffer) {
				screen.scroll(by * NOTCH);
				return;
			}
			// A pager has nothing to scroll back to, and moves by arrows, as where a terminal has mode 1007.
			const arrow = arrowBytes(by < 0 ? 'up' : 'down', screen.modes);
			target.type(Buffer.concat(Array.from({length: NOTCH}, () => arrow)));
		},
		press(hit) {
			dragged = hit;
		},
		drag(place) {
			const pane = paneNow();
			if (dragged === undefined || pane === undefined) return;
			const {screen, at: from} = dragged;
			const to = within(nearest(place, pane), pane);
			if (to.x === from.x && to.y === from.y && marked === undefined) return;
			marked = screen;
			screen.mark({from, to});
		},
		release() {
			const text = dragged && marked ? marked.marked : '';
			dragged = undefined;
			if (text === '') return;
			void target.copyText(text).then((to) => {
				session.dispatch({kind: 'text-copied', lines: text.split('\n').length, to});
			});
		},
		unmark() {
			marked?.mark(undefined);
			marked = undefined;
		},
		get isDragging() {
			return dragged !== undefined;
		},
	};
}

const within = ({x, y}: CursorPlace, pane: Rect): CursorPlace => ({x: x - pane.x, y: y - pane.y});

/** The pane's cell that is nearest to where the mouse was dragged. */
const nearest = ({x, y}: CursorPlace, pane: Rect): CursorPlace => ({
	x: Math.max(pane.x, Math.min(pane.x + pane.columns - 1, x)),
	y: Math.max(pane.y, Math.min(pane.y + pane.rows - 1, y)),
});
