// What is done while the terminal's output is scrolled: looking for a text, marking lines, copying them.

import type {ExerciseAction} from './action.js';
import {draftText, EMPTY_DRAFT} from './draft.js';
import {type ExerciseWindow, withNotice, withOverlay} from './exercise-window.js';
import {type Transition, unchanged} from './transition.js';

export const MARKED = {
	line: 'This line is marked: the arrows take another, v begins a range here, y copies.',
	range: 'From this line on: the arrows make it longer, y copies, Esc ends it.',
} as const;

/** What is known of what was copied, and no more. */
export function sayCopied({lines, to}: Extract<ExerciseAction, {kind: 'text-copied'}>): string {
	const what = `${lines} ${lines === 1 ? 'line' : 'lines'}`;
	return to === 'tmux'
		? `Copied ${what} to tmux's buffer, which offered them to your terminal as well.`
		: `Offered ${what} to the clipboard; some terminals ignore that.`;
}

type FindAction = Extract<ExerciseAction, {kind: 'find-asked' | 'find-entered' | 'find-failed'}>;

/** Looking for a text in what the terminal has printed; means nothing unless that is scrolled. */
export function updateFind(window: ExerciseWindow, action: FindAction): Transition {
	const {overlay} = window.screen;
	if (overlay.kind !== 'scroll') return unchanged(window.state);
	const {asking, sought, ...rest} = overlay;
	const kept = sought === undefined ? {} : {sought};
	switch (action.kind) {
		case 'find-asked':
			return withOverlay(window, {...rest, ...kept, asking: EMPTY_DRAFT});
		case 'find-entered': {
			const text = asking ? draftText(asking) : '';
			// Nothing written looks for the same again.
			return withOverlay(window, {...rest, ...(text === '' ? kept : {sought: text})});
		}
		case 'find-failed':
			return withNotice(window, `No other line with "${sought ?? ''}" that way.`);
	}
}
