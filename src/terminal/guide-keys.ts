// The keys that make the next one the program's, in every form in which terminals send them.

/** All that may be chosen. The first two work together where nobody has chosen; which one is shown is the ui's to say. */
export const GUIDE_KEYS = ['ctrl-g', 'f9', 'f2', 'f4', 'f8', 'ctrl-o', 'ctrl-t', 'ctrl-y'] as const;

export type GuideKey = (typeof GUIDE_KEYS)[number];

/** Where nobody has chosen. */
export const USUAL_GUIDE_KEYS = ['ctrl-g', 'f9'] as const satisfies readonly GuideKey[];

export const isGuideKey = (name: string): name is GuideKey =>
	GUIDE_KEYS.some((key) => key === name);

const CSI = '\u001b[';

/**
 * What a function key sends: the form of xterm and all that follow it, then those of older ones and of the Linux console
 * (terminfo, kf2 to kf9; console_codes(4)).
 */
const FUNCTION_KEYS: Readonly<Record<string, readonly [usual: string, ...others: string[]]>> = {
	f2: ['\u001bOQ', `${CSI}12~`, `${CSI}[B`],
	f4: ['\u001bOS', `${CSI}14~`, `${CSI}[D`],
	f8: [`${CSI}19~`],
	f9: [`${CSI}20~`],
};

/** Ctrl and a letter is the letter less 0x40 (ascii(7)). */
const controlByte = (letter: string): string =>
	String.fromCharCode(letter.toUpperCase().charCodeAt(0) - 0x40);

const letterOf = (key: GuideKey): string => (key.startsWith('ctrl-') ? key.slice(-1) : '');

const usualForm = (key: GuideKey): string => FUNCTION_KEYS[key]?.[0] ?? controlByte(letterOf(key));

/** What a program in the shell gets when the key is pressed twice: the form that every terminal sends. */
export const guideKeyBytes = (key: GuideKey): Uint8Array => Buffer.from(usualForm(key));

const KEY_OF_FORM: ReadonlyMap<string, GuideKey> = new Map(
	GUIDE_KEYS.flatMap((key) =>
		(FUNCTION_KEYS[key] ?? [usualForm(key)]).map((form) => [form, key] as const),
	),
);

/** With modifiers and the kind of event, where a terminal says them (xterm's ctlseqs; kitty's protocol). */
const WITH_MODIFIERS = /^(\d+)(?:;(\d+)(?::[12])?)?([~QS])$/;
/** Ctrl and a letter where the terminal was set to tell keys apart: CSI u, and xterm's modifyOtherKeys. */
const CTRL_LETTER = /^(?:(\d+)(?::\d*)*;(\d+)(?::[12])?u|27;(\d+);(\d+)~)$/;

/** A modifier parameter is one more than its bits; these are no keys that anybody holds down: Caps Lock and Num Lock. */
const LOCKS = 64 | 128;
const CTRL = 4;

const modifiersIn = (parameter = '1'): number => (Number(parameter) - 1) & ~LOCKS;

/** The guide key that a terminal has sent as these characters; undefined for any other key. */
export function guideKeyOf(sent: string): GuideKey | undefined {
	const plain = KEY_OF_FORM.get(sent);
	if (plain !== undefined || !sent.startsWith(CSI)) return plain;
	const sequence = sent.slice(CSI.length);
	const [, number = '', modifiers, last = ''] = WITH_MODIFIERS.exec(sequence) ?? [];
	if (last !== '' && modifiersIn(modifiers) === 0) {
		return KEY_OF_FORM.get(last === '~' ? `${CSI}${number}~` : `\u001bO${last}`);
	}
	const letter = CTRL_LETTER.exec(sequence);
	if (!letter || modifiersIn(letter[2] ?? letter[3]) !== CTRL) return undefined;
	const code = Number(letter[1] ?? letter[4]);
	return GUIDE_KEYS.find((key) => letterOf(key) !== '' && letterOf(key).charCodeAt(0) === code);
}
