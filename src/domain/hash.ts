/** FNV-1a, 32 bits, over the text's UTF-8 bytes: the same text gives the same number everywhere. */
export function hashText(text: string): number {
	let state = 0x811c9dc5;
	for (const byte of new TextEncoder().encode(text)) {
		state = Math.imul(state ^ byte, 0x01000193) >>> 0;
	}
	return state;
}
