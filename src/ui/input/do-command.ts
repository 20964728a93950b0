import type {Edit} from '../../session/draft.js';
import type {Overlay, SessionState} from '../../session/state.js';
import {guideKeyBytes, isGuideKey} from '../../terminal/guide-keys.js';
import type {Command} from '../keys/binding.js';
import type {KeyName} from '../keys/parse-keys.js';
import {shownExtent} from '../screens/text-screen.js';
import type {CommandTarget} from './command-target.js';
import {
	beginScrolling,
	beginSearch,
	copy,
	endScrolling,
	find,
	markLine,
	pageOf,
	scrollTerminal,
} from './do-scroll.js';

const overlayOf = ({screen}: SessionState): Overlay['kind'] =>
	screen.kind === 'do' ? screen.overlay.kind : 'none';

/** Something to read lies over the window, page by page or as one. */
const isReading = (overlay: Overlay['kind']): boolean =>
	overlay === 'reading' || overlay === 'earlier';

/** Moves the text on screen; false where it can't be moved that way. */
function scrollText(target: CommandTarget, lines: (rows: number) => number): boolean {
	const state = target.session.state();
	const extent = shownExtent(state, target.size(), target.symbols);
	if (extent === undefined) return false;
	const last = Math.max(0, extent.total - extent.rows);
	const top = Math.max(0, Math.min(last, extent.top + lines(extent.rows)));
	if (top === extent.top) return false;
	target.session.dispatch({kind: 'page-scrolled', top});
	return true;
}

function goOn(target: CommandTarget): void {
	const {session} = target;
	const overlay = overlayOf(session.state());
	if (overlay === 'scroll') scrollTerminal(target, 'page', 1);
	else if (!scrollText(target, pageOf)) {
		session.dispatch(isReading(overlay) ? {kind: 'reading-turned', by: 1} : {kind: 'went-on'});
	}
}

function goBack(target: CommandTarget): void {
	const {session} = target;
	const overlay = overlayOf(session.state());
	if (overlay === 'scroll') scrollTerminal(target, 'page', -1);
	else if (!scrollText(target, (rows) => -pageOf(rows))) {
		session.dispatch(isReading(overlay) ? {kind: 'reading-turned', by: -1} : {kind: 'went-back'});
	}
}

function scrollLines(target: CommandTarget, by: 1 | -1): void {
	const state = target.session.state();
	const overlay = overlayOf(state);
	if (overlay === 'scroll') scrollTerminal(target, 'line', by);
	else if (overlay === 'walk') target.xray.move(by);
	else scrollText(target, (rows) => (state.screen.kind === 'help' ? by * pageOf(rows) : by));
}

function confirm(target: CommandTarget): void {
	const {session} = target;
	const state = session.state();
	const overlay = overlayOf(state);
	if (overlay === 'walk') target.xray.open();
	else if (overlay === 'scroll') beginSearch(target);
	else if (overlay === 'solution') session.dispatch({kind: 'solution-confirmed'});
	else if (overlay === 'reset' || state.run?.status?.phase === 'ended') {
		session.dispatch({kind: 'reset-confirmed'});
	} else session.dispatch({kind: 'answer-given'});
}

const isSearching = ({session}: CommandTarget): boolean => session.state().screen.kind === 'search';

/** Edits the line that is written now. */
export function edit(target: CommandTarget, change: Edit): void {
	const kind = isSearching(target) ? 'search-edited' : 'draft-edited';
	target.session.dispatch({kind, edit: change});
}

async function copyLinks({session, copyText}: CommandTarget): Promise<void> {
	const {screen} = session.state();
	if (screen.kind !== 'links') return;
	const urls = screen.lesson.links.map(({url}) => `${url}\n`);
	const to = await copyText(urls.join(''));
	session.dispatch({kind: 'text-copied', lines: urls.length, to});
}

function close(target: CommandTarget): void {
	if (isSearching(target)) {
		target.session.dispatch({kind: 'search-closed'});
		return;
	}
	const overlay = overlayOf(target.session.state());
	if (overlay === 'walk' && target.xray.closeBox()) return;
	if (overlay === 'scroll') endScrolling(target);
	else target.session.dispatch({kind: 'overlay-closed'});
}

/** The guide key's own bytes are for the shell this time. */
function sendGuideKey({session, type}: CommandTarget, key: KeyName): void {
	if (isGuideKey(key)) type(guideKeyBytes(key));
	session.dispatch({kind: 'guide-key-dropped'});
}

/** Does what `key` stands for. */
export function doCommand(command: Command, key: KeyName, target: CommandTarget): void {
	const {session} = target;
	switch (command) {
		case 'go-on':
			goOn(target);
			return;
		case 'go-back':
			goBack(target);
			return;
		case 'scroll-up':
			scrollLines(target, -1);
			return;
		case 'scroll-down':
			scrollLines(target, 1);
			return;
		case 'point-up':
			session.dispatch({kind: 'pointer-moved', by: -1});
			return;
		case 'point-down':
			session.dispatch({kind: 'pointer-moved', by: 1});
			return;
		case 'choose':
			session.dispatch({kind: isSearching(target) ? 'hit-opened' : 'choice-made'});
			return;
		case 'confirm':
			confirm(target);
			return;
		case 'close':
			close(target);
			return;
		case 'copy':
			void copy(target);
			return;
		case 'mark':
			markLine(target);
			return;
		case 'find':
			session.dispatch({kind: 'find-asked'});
			return;
		case 'find-older':
			find(target, -1);
			return;
		case 'find-newer':
			find(target, 1);
			return;
		case 'mouse':
			session.dispatch({kind: 'mouse-switched', to: target.switchMouse()});
			return;
		case 'send-guide-key':
			sendGuideKey(target, key);
			return;
		case 'scroll':
			beginScrolling(target);
			return;
		case 'search':
			session.dispatch({kind: 'search-opened'});
			return;
		case 'copy-links':
			void copyLinks(target);
			return;
		case 'menu':
			session.dispatch({kind: 'menu-opened'});
			return;
		case 'recap':
			session.dispatch({kind: 'recap-opened'});
			return;
		case 'path':
			session.dispatch({kind: 'path-changed'});
			return;
		case 'deep':
			session.dispatch({kind: 'deep-opened'});
			return;
		case 'exercise':
			session.dispatch({kind: 'exercise-opened'});
			return;
		case 'help':
			session.dispatch({kind: 'help-toggled'});
			return;
		case 'quit':
			session.dispatch({kind: 'quit-asked'});
			return;
		case 'walk':
			session.dispatch({kind: 'walk-asked'});
			return;
		case 'xray':
			session.dispatch({kind: 'xray-toggled'});
			return;
		case 'zoom':
			session.dispatch({kind: 'zoom-toggled'});
			return;
		case 'task':
			session.dispatch({kind: 'task-asked'});
			return;
		case 'earlier':
			session.dispatch({kind: 'earlier-asked'});
			return;
		case 'hint':
			session.dispatch({kind: 'hint-asked'});
			return;
		case 'solution':
			session.dispatch({kind: 'solution-asked'});
			return;
		case 'other-tab':
			session.dispatch({kind: 'tab-changed'});
			return;
		case 'hand':
			session.dispatch({kind: 'hand-asked'});
			return;
		case 'sentence':
			session.dispatch({kind: 'sentence-asked'});
			return;
		case 'meet':
			session.dispatch({kind: 'meeting-accepted'});
			return;
		case 'stay':
			session.dispatch({kind: 'meeting-declined'});
			return;
		case 'leave-room':
			session.dispatch({kind: 'room-left'});
			return;
		case 'join-room':
			target.joinRoom();
			return;
		case 'reset':
			session.dispatch({kind: 'reset-asked'});
			return;
		case 'read':
			session.dispatch({kind: 'reading-asked'});
			return;
		case 'answer':
			session.dispatch({kind: 'answer-asked'});
			return;
		case 'left':
		case 'right':
		case 'start':
		case 'end':
		case 'delete-before':
		case 'delete-after':
		case 'delete-word':
		case 'delete-to-start':
		case 'delete-to-end':
			edit(target, {kind: command});
			return;
	}
}
