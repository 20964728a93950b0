// What an instructor looks at on the board, and what a key makes of it.
import {FILTERS, type Filter, SORTS, type Sort} from '../../room/survey.js';
import {type Draft, draftText, type Edit, EMPTY_DRAFT, editDraft} from '../../session/draft.js';
import type {KeyName} from '../keys/parse-keys.js';

export type BoardPage = 'learners' | 'steps' | 'mistakes';

export interface BoardView {
	/** Undefined: learners while they fit on the screen, then steps. */
	readonly page: BoardPage | undefined;
	readonly sort: Sort;
	readonly filter: Filter;
	/** The row pointed at. */
	readonly pointed: number;
	/** The sentence being written to all. */
	readonly draft: Draft | undefined;
	/** What just happened, until the next key. */
	readonly notice: string | undefined;
}

export const FIRST_VIEW: BoardView = {
	page: undefined,
	sort: 'seat',
	filter: 'all',
	pointed: 0,
	draft: undefined,
	notice: undefined,
};

/** What a key asks for beyond another view. */
export type BoardWish =
	| {readonly kind: 'none'}
	| {readonly kind: 'say'; readonly text: string}
	/** Meet at the step, or in the lesson, that is pointed at. */
	| {readonly kind: 'meet'}
	| {readonly kind: 'quit'};

export interface BoardTurn {
	readonly view: BoardView;
	readonly wish: BoardWish;
}

/** What the screen shows now, which decides where the pointer may go. */
export interface BoardShown {
	readonly page: BoardPage;
	readonly rows: number;
}

const nextOf = <T>(list: readonly T[], now: T): T | undefined =>
	list[(list.indexOf(now) + 1) % list.length];

const turn = (view: BoardView, wish: BoardWish = {kind: 'none'}): BoardTurn => ({view, wish});

const EDITS: Readonly<Record<KeyName, Edit['kind']>> = {
	backspace: 'delete-before',
	delete: 'delete-after',
	'ctrl-w': 'delete-word',
	'ctrl-u': 'delete-to-start',
	'ctrl-k': 'delete-to-end',
	left: 'left',
	right: 'right',
	home: 'start',
	end: 'end',
};

function write(view: BoardView, draft: Draft, key: KeyName): BoardTurn {
	if (key === 'escape' || key === 'ctrl-c') return turn({...view, draft: undefined});
	if (key === 'enter') {
		const text = draftText(draft).trim();
		return turn({...view, draft: undefined}, text === '' ? undefined : {kind: 'say', text});
	}
	const edit = EDITS[key];
	if (edit !== undefined && edit !== 'insert')
		return turn({...view, draft: editDraft(draft, {kind: edit})});
	return key === 'space' || [...key].length === 1
		? insert(view, draft, key === 'space' ? ' ' : key)
		: turn(view);
}

const insert = (view: BoardView, draft: Draft, text: string): BoardTurn =>
	turn({...view, draft: editDraft(draft, {kind: 'insert', text})});

/** Pasted text goes into the sentence that is written, or nowhere. */
export const pasteInto = (view: BoardView, text: string): BoardView =>
	view.draft === undefined ? view : insert(view, view.draft, text).view;

/** The view after a key, and what is to be done. */
export function pressKey(before: BoardView, key: KeyName, shown: BoardShown): BoardTurn {
	const view = {...before, notice: undefined};
	if (view.draft !== undefined) return write(view, view.draft, key);
	const point = (by: number): BoardTurn =>
		turn({...view, pointed: Math.max(0, Math.min(shown.rows - 1, view.pointed + by))});
	switch (key) {
		case 'up':
		case 'k':
			return point(-1);
		case 'down':
		case 'j':
			return point(1);
		case 'page-up':
			return point(-10);
		case 'page-down':
			return point(10);
		case 'tab':
			return turn({...view, page: shown.page === 'learners' ? 'steps' : 'learners', pointed: 0});
		case 'm':
			return turn({...view, page: shown.page === 'mistakes' ? 'steps' : 'mistakes', pointed: 0});
		case 's':
			return turn({...view, sort: nextOf(SORTS, view.sort) ?? 'seat'});
		case 'f':
			return turn({...view, filter: nextOf(FILTERS, view.filter) ?? 'all', pointed: 0});
		case 't':
			return turn({...view, draft: EMPTY_DRAFT});
		case 'g':
			return turn(view, {kind: 'meet'});
		case 'q':
		case 'ctrl-c':
			return turn(view, {kind: 'quit'});
		default:
			return turn(view);
	}
}
