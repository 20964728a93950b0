import {draftText} from '../../session/draft.js';
import type {Hit} from '../../session/search.js';
import type {SearchScreen, SessionState} from '../../session/state.js';
import {hitsOf} from '../../session/update-search.js';
import {fillLine} from '../text/page-lines.js';
import {wrapped} from './block-text.js';
import type {SaidScreen} from './said-screen.js';

/** More than this nobody keeps in mind who hears it. */
const MOST_SAID = 20;

/** A hit in a sentence; a term is explained in its place. */
function hitText(hit: Hit, {facts}: SessionState): string {
	const {id, title} = hit.lesson;
	switch (hit.kind) {
		case 'term':
			return `Term: ${hit.term.term}. ${hit.term.meaning} Lesson ${id}.`;
		case 'lesson':
			return `Lesson ${id}: ${title}.`;
		case 'command':
			return `Command: \`${hit.text}\` Lesson ${id}, page "${hit.title}".`;
		case 'page':
			return `Lesson ${id}, page "${hit.title}": ... ${fillLine(hit.text, facts)} ...`;
	}
}

/** What the words find, numbered; Enter leads back to where they were asked for. */
export function searchText(state: SessionState, screen: SearchScreen, width: number): SaidScreen {
	const hits = hitsOf(state, screen);
	const words = draftText(screen.draft).trim();
	const said = hits.slice(0, MOST_SAID);
	const head =
		words === ''
			? 'The terms of the course:'
			: `${hits.length === 0 ? 'Nothing' : hits.length} found for "${words}"${hits.length === 0 ? '.' : ':'}`;
	const left = hits.length - said.length;
	return {
		lines: [
			head,
			...said.map((hit, index) => `${index + 1}. ${hitText(hit, state)}`),
			...(left === 0 ? [] : [`And ${left} more: /WORD WORD finds fewer.`]),
		].flatMap((text) => wrapped(text, width)),
		entries: said.length,
		enter: 'back',
	};
}
