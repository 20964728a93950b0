import type {ScreenModes} from './screen.js';

/** What a terminal sends for an arrow key in these modes (DECCKM). */
export const arrowBytes = (
	key: 'up' | 'down',
	{applicationCursorKeys}: Pick<ScreenModes, 'applicationCursorKeys'>,
): Uint8Array =>
	Buffer.from(`\u001b${applicationCursorKeys ? 'O' : '['}${key === 'up' ? 'A' : 'B'}`);
