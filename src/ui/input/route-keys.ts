import {
	createInputAdjuster,
	ESCAPE_MILLISECONDS,
	type InputPart,
} from '../../terminal/adjust-input.js';
import {keyFocusOf} from '../keys/key-focus.js';
import {bindingOf} from '../keys/keymap.js';
import {type KeyName, parseKey} from '../keys/parse-keys.js';
import {type CommandTarget, doCommand} from './do-command.js';

/** Takes the raw bytes of the terminal to where they belong. Whoever creates it closes it. */
export interface KeyRouter {
	dispatch(bytes: Uint8Array): void;
	close(): void;
}

const NO_MODES = {applicationCursorKeys: false, bracketedPaste: false};

const ENTER = 0x0d;

const isEnter = (bytes: Uint8Array): boolean => bytes.length === 1 && bytes[0] === ENTER;

/** Creates the dispatcher. Bytes for the shell pass unchanged but for what its modes ask for. */
export function createKeyRouter(target: CommandTarget): KeyRouter {
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
		if (binding !== undefined) doCommand(binding.command, key, target);
		else if (contexts.includes('guide')) session.dispatch({kind: 'guide-key-dropped'});
		else if (contexts.includes('answer') && [...key].length === 1) insert(key);
		else if (contexts.includes('answer') && key === 'space') insert(' ');
	};

	const insert = (text: string): void =>
		session.dispatch({kind: 'draft-edited', edit: {kind: 'insert', text}});

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
			if (read.kind === 'key') press(read.key);
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
		if (isPassed || session.state().notice !== undefined) session.dispatch({kind: 'shell-typed'});
		target.screen()?.scrollToBottom();
		target.type(bytes);
	};

	const take = (part: InputPart): void => {
		if (part.kind === 'guide') session.dispatch({kind: 'guide-key-pressed'});
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
		close: () => clearTimeout(timer),
	};
}
