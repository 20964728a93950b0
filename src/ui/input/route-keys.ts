import {
	createInputAdjuster,
	ESCAPE_MILLISECONDS,
	type InputPart,
} from '../../terminal/adjust-input.js';
import {USUAL_GUIDE_KEYS} from '../../terminal/guide-keys.js';
import type {KeyContext} from '../keys/binding.js';
import {keyFocusOf} from '../keys/key-focus.js';
import {bindingOf} from '../keys/keymap.js';
import {type KeyName, type KeyPress, parseKey} from '../keys/parse-keys.js';
import type {CommandTarget} from './command-target.js';
import {doCommand, edit} from './do-command.js';
import {createMouseRouter} from './route-mouse.js';

/** Takes the raw bytes of the terminal to where they belong. Whoever creates it closes it. */
export interface KeyRouter {
	dispatch(bytes: Uint8Array): void;
	close(): void;
}

const NO_MODES = {applicationCursorKeys: false, bracketedPaste: false};

const ENTER = 0x0d;
const ESCAPE = 0x1b;
const CTRL_C = 0x03;

const isKey = (bytes: Uint8Array, key: number): boolean => bytes.length === 1 && bytes[0] === key;

/** Whether these bytes leave something on the shell's line: it is empty after Enter, and after Ctrl-C. */
const beginsLine = (bytes: Uint8Array): boolean => ![ENTER, CTRL_C].includes(bytes.at(-1) ?? 0);

/** Creates the dispatcher. Bytes for the shell pass unchanged but for what its modes ask for. */
export function createKeyRouter(target: CommandTarget): KeyRouter {
	const {session} = target;
	const adjuster = createInputAdjuster(target.guideKeys);
	/** The beginning of a key or a paste whose rest has not come yet. */
	let unread: Buffer = Buffer.alloc(0);
	let timer: NodeJS.Timeout | undefined;
	/** The tabs on whose line something is written that was not sent. */
	const begun = new Set<string>();

	const focus = () => keyFocusOf(session.state());
	const front = (): string => session.state().run?.tab ?? '';

	const stops = [
		session.onPrompt((tab) => {
			if (tab === front()) session.dispatch({kind: 'prompt-returned'});
		}),
		// Whatever has happened, Enter belongs to a line that is begun.
		session.subscribe(() => {
			if (focus().contexts.includes('passed') && begun.has(front())) {
				session.dispatch({kind: 'shell-typed'});
			}
		}),
	];

	const isWriting = (): boolean =>
		focus().contexts.some((context) => ['answer', 'search', 'find'].includes(context));

	const press = (key: KeyName): void => {
		const {contexts} = focus();
		// Whichever key was chosen, the key map knows it by the usual one.
		const isChosen = target.guideKeys.some((name) => name === key);
		const binding = bindingOf(contexts, isChosen ? USUAL_GUIDE_KEYS[0] : key);
		if (binding !== undefined) doCommand(binding.command, key, target);
		else if (contexts.includes('guide')) session.dispatch({kind: 'guide-key-dropped'});
		else if (isWriting() && [...key].length === 1) insert(key);
		else if (isWriting() && key === 'space') insert(' ');
	};

	const mouse = createMouseRouter(target, press);

	const insert = (text: string): void => edit(target, {kind: 'insert', text});

	const obey = (read: Exclude<KeyPress, {kind: 'incomplete'}>): void => {
		if (read.kind === 'key') press(read.key);
		else if (read.kind === 'mouse') mouse.take(read.event);
		else if (isWriting()) insert(read.text);
	};

	/** Keys for the guide, until one of them gives the keys to the shell. */
	const readKeys = (bytes: Buffer): void => {
		let rest = bytes;
		while (rest.length > 0) {
			if (focus().kind === 'shell') {
				toShell(rest);
				return;
			}
			const read = parseKey(rest);
			if (read.kind === 'incomplete') {
				unread = rest;
				return;
			}
			rest = rest.subarray(read.length);
			obey(read);
		}
	};

	/** Whether the guide takes a key that the shell would get otherwise. */
	const takesFromShell = (bytes: Uint8Array, contexts: readonly KeyContext[]): boolean => {
		if (isKey(bytes, ENTER)) return contexts.includes('passed');
		// A full-screen program has a use for Escape of its own.
		const isTheirs = target.screen()?.modes.alternateBuffer === true;
		return isKey(bytes, ESCAPE) && contexts.includes('beside') && !isTheirs;
	};

	const typeIntoShell = (bytes: Uint8Array): void => {
		const {contexts} = focus();
		if (takesFromShell(bytes, contexts)) {
			press(isKey(bytes, ENTER) ? 'enter' : 'escape');
			return;
		}
		// First of all, so that the shell echoes it while the rest is done.
		target.type(bytes);
		if (beginsLine(bytes)) begun.add(front());
		else begun.delete(front());
		if (contexts.includes('passed') || session.state().notice !== undefined) {
			session.dispatch({kind: 'shell-typed'});
		}
		mouse.unmark();
		target.screen()?.scrollToBottom();
	};

	const take = (part: InputPart): void => {
		if (part.kind === 'mouse') mouse.take(part.event);
		else if (part.kind === 'guide') session.dispatch({kind: 'guide-key-pressed'});
		else if (part.kind === 'guided') {
			const read = parseKey(Buffer.from(part.key));
			press(read.kind === 'key' ? read.key : 'escape');
		} else if (focus().kind === 'shell') typeIntoShell(part.bytes);
		else readKeys(Buffer.from(part.bytes));
	};

	const toShell = (bytes: Uint8Array): void => {
		for (const part of adjuster.adjust(bytes, target.screen()?.modes ?? NO_MODES)) take(part);
		if (adjuster.isHolding) timer = setTimeout(release, ESCAPE_MILLISECONDS);
	};

	const release = (): void => {
		for (const part of adjuster.release()) take(part);
	};

	return {
		dispatch(bytes) {
			clearTimeout(timer);
			if (focus().kind === 'shell' && unread.length === 0) {
				toShell(bytes);
				return;
			}
			const all = Buffer.concat([unread, bytes]);
			unread = Buffer.alloc(0);
			readKeys(all);
		},
		close() {
			clearTimeout(timer);
			for (const stop of stops) stop();
		},
	};
}
