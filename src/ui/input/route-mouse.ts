import type {CursorPlace} from '../../terminal/cells.js';
import {type MouseEvent, mouseBytes} from '../../terminal/mouse.js';
import {keyFocusOf} from '../keys/key-focus.js';
import type {KeyName} from '../keys/parse-keys.js';
import {screenRegions} from '../screens/screen-regions.js';
import type {Click} from '../text/wrap-text.js';
import {clickAt} from './click-at.js';
import type {CommandTarget} from './command-target.js';
import {createPaneMouse, NOTCH, type PaneHit} from './pane-mouse.js';

/** Takes what is done with the mouse to where it belongs. */
export interface MouseRouter {
	take(event: MouseEvent): void;
	/** Something was typed: what was marked is marked no longer. */
	unmark(): void;
}

/** The contexts in which the pointer may be moved to an entry, and Enter takes that. */
const POINTING = ['choice', 'chosen', 'choose', 'menu', 'search'] as const;

/** Creates the router; `press` does what a key does that is pressed now. */
export function createMouseRouter(
	target: CommandTarget,
	press: (key: KeyName) => void,
): MouseRouter {
	const {session} = target;
	const pane = createPaneMouse(target);

	const contexts = () => keyFocusOf(session.state()).contexts;
	const isPointing = (): boolean => POINTING.some((context) => contexts().includes(context));

	const wheelOnText = (by: 1 | -1): void => {
		const times = isPointing() || contexts().includes('help') ? 1 : NOTCH;
		for (let n = 0; n < times; n++) press(by < 0 ? 'up' : 'down');
	};

	/** False where there is nothing to point at now, or what is clicked is chosen already. */
	const point = (by: number): boolean => {
		if (!isPointing() || (by === 0 && contexts().includes('chosen'))) return false;
		session.dispatch({kind: 'pointer-moved', by});
		return true;
	};

	const obey = ({keys, pointBy}: Click): void => {
		if (pointBy !== undefined && !point(pointBy)) return;
		for (const key of keys) {
			if (key === 'guide') session.dispatch({kind: 'guide-key-pressed'});
			else press(key);
		}
	};

	const click = (place: CursorPlace): void => {
		const view = {state: session.state(), size: target.size()};
		const found = clickAt(screenRegions(view, target.symbols), place);
		if (found) obey(found);
		else if (contexts().includes('guide')) session.dispatch({kind: 'guide-key-dropped'});
	};

	/** Whether a program in the pane has asked for the mouse; then it gets it. */
	const isTheirs = (event: MouseEvent, hit: PaneHit | undefined): boolean => {
		const wish = hit?.screen.modes.mouse;
		if (hit === undefined || wish === undefined || pane.isDragging) return false;
		if (keyFocusOf(session.state()).kind === 'shell') target.type(mouseBytes(event, hit.at, wish));
		return true;
	};

	const pressed = ({button, place}: MouseEvent, hit: PaneHit | undefined): void => {
		if (button !== 0) return;
		pane.unmark();
		if (hit) pane.press(hit);
		else click(place);
	};

	const handle = (event: MouseEvent): void => {
		const hit = pane.hit(event.place);
		if (isTheirs(event, hit)) return;
		switch (event.kind) {
			case 'wheel': {
				const by = event.button === 0 ? -1 : 1;
				if (hit) pane.wheel(hit.screen, by);
				else wheelOnText(by);
				return;
			}
			case 'drag':
				pane.drag(event.place);
				return;
			case 'release':
				pane.release();
				return;
			case 'press':
				pressed(event, hit);
		}
	};

	/** Whoever uses the mouse is told once how to have it back. */
	let isTold = false;
	return {
		unmark: pane.unmark,
		take(event) {
			handle(event);
			if (isTold || event.kind === 'release') return;
			isTold = true;
			session.dispatch({kind: 'mouse-switched', to: 'taken'});
		},
	};
}
