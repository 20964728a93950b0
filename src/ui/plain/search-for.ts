import type {Session} from '../../session/session.js';

/** Opens what these words find, over the screen that is open; a search that is open already is done anew. */
export function searchFor(session: Session, words: string): void {
	session.dispatch({kind: 'search-closed'});
	session.dispatch({kind: 'search-opened'});
	session.dispatch({kind: 'search-edited', edit: {kind: 'insert', text: words.trim()}});
}
