import type {TerminalSize} from '../../domain/sandbox.js';
import type {Session} from '../../session/session.js';
import type {SessionState} from '../../session/state.js';
import {GUIDE_KEYS, guideKeyBytes} from '../../terminal/guide-keys.js';
import type {Screen} from '../../terminal/screen.js';
import type {Command} from '../keys/keymap.js';
import type {KeyName} from '../keys/parse-keys.js';
import {shownExtent} from '../screens/text-screen.js';
import type {Symbols} from '../text/theme.js';

/** What commands act on. */
export interface CommandTarget {
	readonly session: Session;
	readonly size: () => TerminalSize;
	readonly symbols: Symbols;
	/** The terminal in front; undefined until it is open. */
	readonly screen: () => Screen | undefined;
	/** Offers a text to the clipboard. */
	readonly copyText: (text: string) => void;
	/** Sends bytes to the shell in front. */
	readonly type: (bytes: Uint8Array) => void;
}

const overlayOf = ({screen}: SessionState): string =>
	screen.kind === 'do' ? screen.overlay.kind : 'none';

/** One line less than the window, so that the eye finds where it was. */
const pageOf = (rows: number): number => Math.max(1, rows - 1);

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
	if (overlay === 'scroll') {
		const screen = target.screen();
		screen?.scroll(pageOf(screen.size.rows));
	} else if (!scrollText(target, pageOf)) {
		session.dispatch(overlay === 'reading' ? {kind: 'reading-turned', by: 1} : {kind: 'went-on'});
	}
}

function goBack(target: CommandTarget): void {
	const {session} = target;
	const overlay = overlayOf(session.state());
	if (overlay === 'scroll') {
		const screen = target.screen();
		screen?.scroll(-pageOf(screen.size.rows));
	} else if (!scrollText(target, (rows) => -pageOf(rows))) {
		session.dispatch(
			overlay === 'reading' ? {kind: 'reading-turned', by: -1} : {kind: 'went-back'},
		);
	}
}

function scrollLines(target: CommandTarget, by: number): void {
	const state = target.session.state();
	if (overlayOf(state) === 'scroll') target.screen()?.scroll(by);
	else scrollText(target, (rows) => (state.screen.kind === 'help' ? by * pageOf(rows) : by));
}

function confirm({session}: CommandTarget): void {
	const state = session.state();
	const overlay = overlayOf(state);
	if (overlay === 'solution') session.dispatch({kind: 'solution-confirmed'});
	else if (overlay === 'reset' || state.run?.status?.phase === 'ended') {
		session.dispatch({kind: 'reset-confirmed'});
	} else session.dispatch({kind: 'answer-given'});
}

function copy(target: CommandTarget): void {
	const lines = (target.screen()?.view() ?? []).map((line) => line.trimEnd());
	while (lines.at(-1) === '') lines.pop();
	target.copyText(lines.map((line) => `${line}\n`).join(''));
	target.session.dispatch({kind: 'text-copied', lines: lines.length});
}

function close(target: CommandTarget): void {
	if (overlayOf(target.session.state()) === 'scroll') target.screen()?.scrollToBottom();
	target.session.dispatch({kind: 'overlay-closed'});
}

/** The guide key's own bytes are for the shell this time. */
function sendGuideKey({session, type}: CommandTarget, key: KeyName): void {
	const pressed = GUIDE_KEYS.find((name) => name === key);
	if (pressed !== undefined) type(guideKeyBytes(pressed));
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
			session.dispatch({kind: 'choice-made'});
			return;
		case 'confirm':
			confirm(target);
			return;
		case 'close':
			close(target);
			return;
		case 'copy':
			copy(target);
			return;
		case 'send-guide-key':
			sendGuideKey(target, key);
			return;
		case 'scroll': {
			const screen = target.screen();
			session.dispatch({kind: 'scrolling-asked'});
			screen?.scroll(-pageOf(screen.size.rows));
			return;
		}
		case 'menu':
			session.dispatch({kind: 'menu-opened'});
			return;
		case 'recap':
			session.dispatch({kind: 'recap-opened'});
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
		case 'xray':
			session.dispatch({kind: 'xray-toggled'});
			return;
		case 'task':
			session.dispatch({kind: 'task-asked'});
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
			session.dispatch({kind: 'draft-edited', edit: {kind: command}});
			return;
	}
}
