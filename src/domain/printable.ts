/**
 * Characters that make a terminal do something (ECMA-48: C0, DEL, C1) and those that reorder the text
 * around them (UAX #9, explicit formatting): what is read would not be what is run. Line ends and tabs are
 * text.
 */
const CONTROL = /(?!\n|\t|\r\n)[\p{Cc}\p{Bidi_Control}]/gu;

/** Where the first such character stands; -1 without one. */
export const findControl = (text: string): number => text.search(CONTROL);

/** Text that a terminal only shows: a sign of one column stands for each such character. */
export const printable = (text: string): string => text.replaceAll(CONTROL, signOf);

/** The same on one row: line ends and tabs are shown by their signs, too. */
export const printableLine = (text: string): string =>
	printable(text).replaceAll(/[\n\r\t]/g, signOf);

/** Unicode has a picture of each C0 character and of DEL (Control Pictures, from U+2400 on). */
function signOf(character: string): string {
	const code = character.charCodeAt(0);
	if (code === 0x7f) return '\u2421';
	return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd';
}
