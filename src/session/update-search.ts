// The search: a line that is written, and what is found by it, one of which is pointed at.

import type {SearchAction} from './action.js';
import {draftText, EMPTY_DRAFT, editDraft} from './draft.js';
import {beginningOf} from './navigation.js';
import {lessonsMet} from './paths.js';
import {type Hit, searchCourse} from './search.js';
import type {Screen, SearchScreen, SessionState} from './state.js';
import {openScreen, type Transition, unchanged} from './transition.js';

/** What the line finds that is written now. */
export const hitsOf = (state: SessionState, {draft}: SearchScreen): readonly Hit[] =>
	searchCourse(lessonsMet(state), state, draftText(draft));

function screenOf(state: SessionState, hit: Hit): Screen {
	if (hit.kind === 'term' || hit.kind === 'lesson') return beginningOf(state, hit.lesson);
	return {kind: hit.part, lesson: hit.lesson, page: hit.page};
}

export function updateSearch(state: SessionState, action: SearchAction): Transition {
	const {screen} = state;
	if (action.kind === 'search-opened') {
		if (screen.kind === 'search') return unchanged(state);
		const back = screen.kind === 'do' ? {...screen, guide: false} : screen;
		const opened: Screen = {kind: 'search', draft: EMPTY_DRAFT, pointed: 0, back};
		return unchanged({...state, screen: opened});
	}
	if (screen.kind !== 'search') return unchanged(state);
	switch (action.kind) {
		case 'search-edited':
			return unchanged({
				...state,
				screen: {...screen, draft: editDraft(screen.draft, action.edit), pointed: 0},
			});
		case 'search-closed':
			return unchanged({...state, screen: screen.back});
		case 'hit-opened': {
			const hit = hitsOf(state, screen)[screen.pointed];
			return hit === undefined ? unchanged(state) : openScreen(state, screenOf(state, hit));
		}
	}
}
