import stringWidth from 'string-width';

/**
 * ASCII and the signs this program itself draws: all one column wide. Measuring anything else means
 * compiling the expression that knows all emoji, which takes longer than drawing the first screen.
 */
const ONE_COLUMN_EACH =
	/^[\u0020-\u007e\u2018-\u201d\u2022\u2026\u2190-\u2193\u2500-\u257f\u2588\u2591\u25cb\u25cf\u25d0\u2605\u276f\u2713\u2717]*$/;

/** Columns that a text takes on a terminal; it holds no escape sequences. */
export const textWidth = (text: string): number =>
	ONE_COLUMN_EACH.test(text) ? text.length : stringWidth(text);
