/** FNV-1a, 32 bits, over the bytes of the text in UTF-8: the same text gives the same number everywhere. */
export function hashText(text: string): number {
	let state = 0x811c9dc5;
	for (const byte of new TextEncoder().encode(text)) {
		state = Math.imul(state ^ byte, 0x01000193) >>> 0;
	}
	return state;
}
