/** The keys that make the next one the program's. Either works everywhere; which one is shown is the ui's to say. */
export const GUIDE_KEYS = ['ctrl-g', 'f9'] as const;

export type GuideKey = (typeof GUIDE_KEYS)[number];

/** What a program in the shell gets when the key is pressed twice: the form that every terminal sends. */
const BYTES: Readonly<Record<GuideKey, string>> = {'ctrl-g': '\u0007', f9: '\u001b[20~'};

export const guideKeyBytes = (key: GuideKey): Uint8Array => Buffer.from(BYTES[key]);

const CSI = '\u001b[';
/** CSI 20 ~ is F9, with modifiers and the kind of event where a terminal says them (xterm's ctlseqs; kitty's protocol). */
const F9 = /^20(?:;(\d+)(?::[12])?)?~$/;
/** Ctrl-G where the terminal was set to tell keys apart: CSI u, and xterm's modifyOtherKeys. */
const CTRL_G = /^(?:103(?::\d*)*;(\d+)(?::[12])?u|27;(\d+);103~)$/;

/** A modifier parameter is one more than its bits; these are no keys that anybody holds down: Caps Lock and Num Lock. */
const LOCKS = 64 | 128;
const CTRL = 4;

const modifiersIn = (parameter = '1'): number => (Number(parameter) - 1) & ~LOCKS;

/** The guide key that a terminal has sent as these characters; undefined for any other key. */
export function guideKeyOf(sent: string): GuideKey | undefined {
	if (sent === BYTES['ctrl-g']) return 'ctrl-g';
	if (!sent.startsWith(CSI)) return undefined;
	const sequence = sent.slice(CSI.length);
	const f9 = F9.exec(sequence);
	if (f9) return modifiersIn(f9[1]) === 0 ? 'f9' : undefined;
	const ctrlG = CTRL_G.exec(sequence);
	return ctrlG && modifiersIn(ctrlG[1] ?? ctrlG[2]) === CTRL ? 'ctrl-g' : undefined;
}
