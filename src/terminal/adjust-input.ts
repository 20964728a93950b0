import {type GuideKey, guideKeyBytes, guideKeyOf, USUAL_GUIDE_KEYS} from './guide-keys.js';
import {isMouse, type MouseEvent, parseMouse} from './mouse.js';
import type {ScreenModes} from './screen.js';

/** A piece of the learner's input. */
export type InputPart =
	/** For the shell, adjusted to the modes that its programs have set. */
	| {readonly kind: 'shell'; readonly bytes: Uint8Array}
	/** The guide key was pressed; the next key comes as `guided`. */
	| {readonly kind: 'guide'}
	/**
	 * The key after the guide key: a character, or a whole escape sequence as the terminal sent it.
	 */
	| {readonly kind: 'guided'; readonly key: string}
	| {readonly kind: 'mouse'; readonly event: MouseEvent};

/** Takes apart what the terminal sends, however it is cut into chunks. */
export interface InputAdjuster {
	/** `modes` are those of the visible screen. Bytes that may begin a sequence are held back. */
	adjust(
		bytes: Uint8Array,
		modes: Pick<ScreenModes, 'applicationCursorKeys' | 'bracketedPaste'>,
	): readonly InputPart[];
	/**
	 * Bytes are held back that may be all there is, such as a lone Escape. Release them
	 * ESCAPE_MILLISECONDS after the last chunk.
	 */
	readonly isHolding: boolean;
	release(): readonly InputPart[];
}

/** If nothing follows an Escape for this long, it was the key, not the beginning of a sequence. */
export const ESCAPE_MILLISECONDS = 15;

const ESC = 0x1b;
const PASTE_BEGIN = '\u001b[200~';
const PASTE_END = '\u001b[201~';
/** No key sends a longer sequence; anything longer is passed on as it is. */
const LONGEST_SEQUENCE = 32;

/**
 * Creates an adjuster for a shell behind the learner's terminal, which this program keeps in normal
 * cursor key mode and bracketed paste mode (xterm's control sequences: DECCKM, mode 2004). Every
 * byte that is not part of such a sequence comes out as it went in.
 */
export function createInputAdjuster(
	guideKeys: readonly GuideKey[] = USUAL_GUIDE_KEYS,
): InputAdjuster {
	const isGuide = (sent: string): boolean => {
		const key = guideKeyOf(sent);
		return key !== undefined && guideKeys.includes(key);
	};
	/** Guide keys that are a byte of their own; the others are sequences. */
	const guideBytes = new Set(
		guideKeys.map(guideKeyBytes).flatMap((sent) => (sent.length === 1 ? [...sent] : [])),
	);
	/** Most chunks are a key or two of which nothing is to be told. */
	const hasSpecial = (chunk: Uint8Array): boolean =>
		chunk.some((byte) => byte === ESC || guideBytes.has(byte));
	let held: number[] = [];
	let isPasting = false;
	let isGuided = false;
	let character: number[] = [];
	let wantsApplicationKeys = false;
	let wantsBracketedPaste = false;
	let parts: InputPart[] = [];
	let bytes: number[] = [];

	const finishShellPart = (): void => {
		if (bytes.length === 0) return;
		parts.push({kind: 'shell', bytes: Uint8Array.from(bytes)});
		bytes = [];
	};

	const take = (key: readonly number[]): void => {
		if (!isGuided) {
			bytes.push(...key);
			return;
		}
		character.push(...key);
		if (character.length < utf8Length(character[0] ?? 0)) return;
		parts.push({kind: 'guided', key: Buffer.from(character).toString()});
		isGuided = false;
		character = [];
	};

	const beginGuided = (): void => {
		finishShellPart();
		parts.push({kind: 'guide'});
		isGuided = true;
	};

	/** It reaches a program only if that has asked, and then by another way. */
	const beginMouse = (text: string): void => {
		const event = parseMouse(text);
		if (event === undefined) return;
		finishShellPart();
		// A click stands for what was to come after the guide key.
		if (event.kind === 'press') isGuided = false;
		parts.push({kind: 'mouse', event});
	};

	const pasteMark = (text: string): void => {
		isPasting = text === PASTE_BEGIN;
		// A paste after the guide key is not a key: it goes to the shell.
		isGuided = false;
		character = [];
		if (wantsBracketedPaste) bytes.push(...held);
	};

	const sequence = (): void => {
		const text = Buffer.from(held).toString('latin1');
		if (text === PASTE_BEGIN || text === PASTE_END) pasteMark(text);
		else if (isMouse(text)) beginMouse(text);
		else if (!isGuided && isGuide(text)) beginGuided();
		else take(wantsApplicationKeys && !isGuided ? applicationKey(held) : held);
		held = [];
	};

	const plain = (byte: number): void => {
		if (guideBytes.has(byte) && !isGuided) beginGuided();
		else take([byte]);
	};

	const passHeld = (): void => {
		const key = held;
		held = [];
		if (key.length > 0) take(key);
	};

	/** Inside a paste only its end matters. */
	const pasted = (byte: number): void => {
		held.push(byte);
		if (held.length === PASTE_END.length && isPrefixOf(PASTE_END, held)) sequence();
		while (held.length > 0 && !isPrefixOf(PASTE_END, held)) bytes.push(...held.splice(0, 1));
	};

	const typed = (byte: number): void => {
		if (byte === ESC) {
			passHeld();
			held.push(byte);
		} else if (held.length === 0) plain(byte);
		else continueSequence(byte);
	};

	const continueSequence = (byte: number): void => {
		const place = placeInSequence(held, byte);
		if (place === 'outside') {
			passHeld();
			plain(byte);
			return;
		}
		held.push(byte);
		if (place === 'last') sequence();
		else if (held.length >= LONGEST_SEQUENCE) passHeld();
	};

	const result = (): readonly InputPart[] => {
		finishShellPart();
		const all = parts;
		parts = [];
		return all;
	};

	return {
		adjust(chunk, modes) {
			wantsApplicationKeys = modes.applicationCursorKeys;
			wantsBracketedPaste = modes.bracketedPaste;
			if (held.length === 0 && !isPasting && !isGuided && !hasSpecial(chunk)) {
				return [{kind: 'shell', bytes: chunk}];
			}
			for (const byte of chunk) {
				if (isPasting) pasted(byte);
				else typed(byte);
			}
			return result();
		},
		get isHolding() {
			// The end of a paste is sure to come; releasing part of it now would lose it.
			return held.length > 0 && !isPasting;
		},
		release() {
			if (!isPasting) passHeld();
			return result();
		},
	};
}

/**
 * Where a byte stands in the sequence that `held` begins. ESC [ and ESC O sequences have parameters
 * from 0x20 to 0x3f and a last byte from 0x40 to 0x7e (ECMA-48, 5.4); ESC and a character is Alt
 * and that character; ESC [ [ begins the function keys of the Linux console (console_codes(4)).
 */
function placeInSequence(held: readonly number[], byte: number): 'inside' | 'last' | 'outside' {
	if (byte < 0x20 || byte > 0x7e) return 'outside';
	const isOpening = byte === 0x5b || (byte === 0x4f && held.length === 1);
	if (isOpening && held.length <= 2 && held[1] !== 0x4f) return 'inside';
	if (held.length === 1) return 'last';
	return byte < 0x40 ? 'inside' : 'last';
}

/** ESC [ A becomes ESC O A, for the arrows, Home and End without modifiers. */
function applicationKey(key: readonly number[]): readonly number[] {
	const last = key[2] ?? 0;
	if (key.length !== 3 || key[1] !== 0x5b || !'ABCDHF'.includes(String.fromCharCode(last)))
		return key;
	return [ESC, 0x4f, last];
}

const isPrefixOf = (text: string, bytes: readonly number[]): boolean =>
	bytes.every((byte, index) => text.charCodeAt(index) === byte);

/** The length in bytes of the character that begins with this one (utf-8(7)). */
function utf8Length(first: number): number {
	if (first < 0xc0) return 1;
	if (first < 0xe0) return 2;
	return first < 0xf0 ? 3 : 4;
}
