import {
	createInputAdjuster,
	ESCAPE_MILLISECONDS,
	type InputPart,
} from '../../terminal/adjust-input.js';
import {keyFocusOf} from '../keys/key-focus.js';
import {bindingOf} from '../keys/keymap.js';
import {type KeyName, parseKey} from '../keys/parse-keys.js';
import {type CommandTarget, runCommand} from './do-command.js';

/** Takes the raw bytes of the terminal to where they belong. Whoever creates it closes it. */
export interface InputDispatcher {
	dispatch(bytes: Uint8Array): void;
	close(): void;
}

const NO_MODES = {applicationCursorKeys: false, bracketedPaste: false};

const ENTER = 0x0d;

const isEnter = (bytes: Uint8Array): boolean => bytes.length === 1 && bytes[0] === ENTER;

/** Creates the dispatcher. Bytes for the shell pass unchanged but for what its modes ask for. */
export function createInputDispatcher(target: CommandTarget): InputDispatcher {
	const {session} = target;
	const adjuster = createInputAdjuster();
	/** The beginning of a key or a paste whose rest has not come yet. */
	let unread: Buffer = Buffer.alloc(0);
	let timer: NodeJS.Timeout | undefined;
	/** They have written on the shell's line and not sent it. */
	let isLineBegun = false;

	const focus = () => keyFocusOf(session.state());

	const press = (key: KeyName): void => {
		const {contexts} = focus();
		const binding = bindingOf(contexts, key);
		if (binding !== undefined) runCommand(binding.command, target);
		else if (contexts.includes('guide')) session.dispatch({action: 'guide-key-dropped'});
		else if (contexts.includes('answer') && [...key].length === 1) insert(key);
		else if (contexts.includes('answer') && key === 'space') insert(' ');
	};

	const insert = (text: string): void =>
		session.dispatch({action: 'draft-edited', edit: {edit: 'insert', text}});

	/** Keys for the guide, until one of them gives the keys to the shell. */
	const readKeys = (bytes: Buffer): void => {
		let rest = bytes;
		while (rest.length > 0) {
			if (focus().focus === 'shell') {
				toShell(rest);
				return;
			}
			const read = parseKey(rest);
			if (read.press === 'incomplete') {
				unread = rest;
				return;
			}
			rest = rest.subarray(read.length);
			if (read.press === 'key') press(read.key);
			else if (focus().contexts.includes('answer')) insert(read.text);
		}
	};

	const typeIntoShell = (bytes: Uint8Array): void => {
		const {contexts} = focus();
		const isPassed = contexts.includes('passed');
		if (isPassed && isEnter(bytes) && !isLineBegun) {
			press('enter');
			return;
		}
		isLineBegun = bytes.at(-1) !== ENTER;
		if (isPassed || session.state().notice !== undefined) session.dispatch({action: 'shell-typed'});
		target.screen()?.scrollToBottom();
		target.type(bytes);
	};

	const take = (part: InputPart): void => {
		if (part.part === 'guide') session.dispatch({action: 'guide-key-pressed'});
		else if (part.part === 'guided') {
			const read = parseKey(Buffer.from(part.key));
			press(read.press === 'key' ? read.key : 'escape');
		} else if (focus().focus === 'shell') typeIntoShell(part.bytes);
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
			if (focus().focus === 'shell' && unread.length === 0) {
				toShell(bytes);
				return;
			}
			const all = Buffer.concat([unread, bytes]);
			unread = Buffer.alloc(0);
			readKeys(all);
		},
		close: () => clearTimeout(timer),
	};
}
