/** What a screen says, as lines. */
export interface SaidScreen {
	readonly lines: readonly string[];
	/** What is said of the answer that was given, after the lines or, where these were just heard, without them. */
	readonly answer?: readonly string[];
	/** How many numbered entries it offers. */
	readonly entries?: number;
	/** What Enter does here, where that is not going on. */
	readonly enter?: string;
}
