import type {BoxList, Inspection} from '../../domain/inspection.js';
import {SECTIONS, type Section} from './draw-inspection.js';
import type {LiveCommand} from './live-keys.js';

export type Page = 'overview' | Section;

export const PAGES: readonly Page[] = ['overview', ...SECTIONS];

/** What the live view shows, and of whom. */
export interface LiveState {
	readonly list: BoxList | undefined;
	/** The pid of the row that is pointed at; undefined before there is one. */
	readonly pointed: number | undefined;
	readonly opened: Opened | undefined;
	readonly isHeld: boolean;
	/** The last look came to nothing in time. */
	readonly isLate: boolean;
	readonly isOver: boolean;
}

export interface Opened {
	readonly pid: number;
	/** Esc leads back there. */
	readonly isFromList: boolean;
	readonly page: Page;
	readonly scroll: number;
	readonly inspection: Inspection | undefined;
	/** It has ended since; what is shown is what was last seen. */
	readonly isGone: boolean;
}

export const liveStateOf = (pid: number | undefined): LiveState => ({
	list: undefined,
	pointed: undefined,
	opened: pid === undefined ? undefined : opened(pid, false),
	isHeld: false,
	isLate: false,
	isOver: false,
});

const opened = (pid: number, isFromList: boolean): Opened => ({
	pid,
	isFromList,
	page: 'overview',
	scroll: 0,
	inspection: undefined,
	isGone: false,
});

/** @param window how many rows scroll by at a page */
export function withCommand(
	state: LiveState,
	command: LiveCommand,
	key: string,
	window: number,
): LiveState {
	if (command === 'pause') return {...state, isHeld: !state.isHeld};
	if (command === 'quit') {
		const isBack = key === 'escape' && state.opened?.isFromList === true;
		return isBack ? {...state, opened: undefined, isHeld: false} : {...state, isOver: true};
	}
	return state.opened === undefined
		? inList(state, command, window)
		: inProcess(state, state.opened, command, window);
}

function inList(state: LiveState, command: LiveCommand, window: number): LiveState {
	const pids = (state.list?.boxes ?? []).map(({pid}) => pid);
	const at = Math.max(0, pids.indexOf(state.pointed ?? -1));
	const pointAt = (index: number): LiveState => ({
		...state,
		pointed: pids[Math.max(0, Math.min(pids.length - 1, index))],
	});
	switch (command) {
		case 'up':
			return pointAt(at - 1);
		case 'down':
			return pointAt(at + 1);
		case 'page-up':
			return pointAt(at - window);
		case 'page-down':
			return pointAt(at + window);
		case 'first':
			return pointAt(0);
		case 'last':
			return pointAt(pids.length - 1);
		case 'open': {
			const pid = pids[at];
			return pid === undefined ? state : {...state, opened: opened(pid, true), isHeld: false};
		}
		default:
			return state;
	}
}

function inProcess(state: LiveState, now: Opened, command: LiveCommand, window: number): LiveState {
	const show = (page: Page | undefined): LiveState => ({
		...state,
		opened: {...now, page: page ?? now.page, scroll: 0},
	});
	// How far there is to scroll is known when it is drawn.
	const scroll = (rows: number): LiveState => ({
		...state,
		opened: {...now, scroll: Math.max(0, now.scroll + rows)},
	});
	const at = PAGES.indexOf(now.page);
	switch (command) {
		case 'up':
			return scroll(-1);
		case 'down':
			return scroll(1);
		case 'page-up':
			return scroll(-window);
		case 'page-down':
			return scroll(window);
		case 'next':
			return show(PAGES[(at + 1) % PAGES.length]);
		case 'previous':
			return show(PAGES[(at + PAGES.length - 1) % PAGES.length]);
		case 'back':
			return {...state, opened: undefined, isHeld: false};
		case 'overview':
		case 'namespaces':
		case 'users':
		case 'rights':
		case 'mounts':
		case 'network':
		case 'group':
			return show(command);
		default:
			return state;
	}
}

/** Who is pointed at stays that, wherever its row has gone; where it has ended, who has its row now. */
export function withList(state: LiveState, list: BoxList): LiveState {
	const pids = list.boxes.map(({pid}) => pid);
	const isThere = state.pointed !== undefined && pids.includes(state.pointed);
	const before = (state.list?.boxes ?? []).findIndex(({pid}) => pid === state.pointed);
	const nearest = pids[Math.max(0, Math.min(before, pids.length - 1))];
	return {...state, list, isLate: false, pointed: isThere ? state.pointed : nearest};
}
