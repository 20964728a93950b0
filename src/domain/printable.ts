// Makes text from outside safe to print: no file or command may steer the learner's terminal.

/**
 * Characters that make a terminal do something (ECMA-48: C0, DEL, C1) and those that reorder the
 * text around them (UAX #9, explicit formatting), so that what is read would not be what is run.
 * Line ends and tabs count as text.
 */
const CONTROL = /(?!\n|\t|\r\n)[\p{Cc}\p{Bidi_Control}]/gu;

/** The index of the first such character; -1 without one. */
export const findControl = (text: string): number => text.search(CONTROL);

/** Replaces each such character with a one-column sign, so that a terminal only shows the text. */
export const printable = (text: string): string => text.replaceAll(CONTROL, signOf);

/** The same for a single row: line ends and tabs become signs as well. */
export const printableLine = (text: string): string =>
	printable(text).replaceAll(/[\n\r\t]/g, signOf);

/** Unicode has a picture for each C0 character and for DEL (Control Pictures, from U+2400). */
function signOf(character: string): string {
	const code = character.charCodeAt(0);
	if (code === 0x7f) return '\u2421';
	return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd';
}
