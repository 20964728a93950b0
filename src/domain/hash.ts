/** FNV-1a, 32 bits, over the text's UTF-8 bytes: the same text gives the same number everywhere. */
export function hashText(text: string): number {
	let state = 0x811c9dc5;
	for (const byte of new TextEncoder().encode(text)) {
		state = Math.imul(state ^ byte, 0x01000193) >>> 0;
	}
	return state;
}

/** One more mixing round after FNV-1a, so that texts differing only at their end land far apart. */
export function scatterText(text: string): number {
	const value = hashText(text);
	const stirred = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
	return (stirred ^ (stirred >>> 13)) >>> 0;
}
