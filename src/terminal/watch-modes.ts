// Follows what programs ask of their terminal and xterm.js keeps to itself.
import type {Terminal} from '@xterm/headless';

/** What has been asked, as it stands now. */
export interface AskedModes {
	/** DECTCEM, CSI ? 25 l. */
	readonly isCursorHidden: boolean;
	/** DECSCUSR, CSI n SP q: 1 and 2 block, 3 and 4 underline, 5 and 6 bar, even steady; 0 the default. */
	readonly cursorShape: number;
	/** DECSCNM, CSI ? 5 h: all colours are swapped. */
	readonly isReversed: boolean;
	/** CSI ? 1006 h: the mouse is told of in the form that names any column. */
	readonly isMouseSgr: boolean;
}

const UNASKED: AskedModes = {
	isCursorHidden: false,
	cursorShape: 0,
	isReversed: false,
	isMouseSgr: false,
};

const LAST_SHAPE = 6;

/** Follows a terminal until that is disposed of. Returns how to ask for the latest. */
export function watchModes({parser}: Terminal): () => AskedModes {
	let asked = UNASKED;
	// Each handler returns false, which lets xterm.js handle the sequence as well.
	const privateMode =
		(isSet: boolean) =>
		(params: readonly (number | number[])[]): boolean => {
			if (params.includes(25)) asked = {...asked, isCursorHidden: !isSet};
			if (params.includes(1006)) asked = {...asked, isMouseSgr: isSet};
			if (params.includes(5)) asked = {...asked, isReversed: isSet};
			return false;
		};
	parser.registerCsiHandler({prefix: '?', final: 'h'}, privateMode(true));
	parser.registerCsiHandler({prefix: '?', final: 'l'}, privateMode(false));
	parser.registerCsiHandler({intermediates: ' ', final: 'q'}, ([shape = 0]) => {
		if (typeof shape === 'number' && shape <= LAST_SHAPE) asked = {...asked, cursorShape: shape};
		return false;
	});
	// The two kinds of reset: RIS and DECSTR.
	const reset = (): boolean => {
		asked = UNASKED;
		return false;
	};
	parser.registerEscHandler({final: 'c'}, reset);
	parser.registerCsiHandler({intermediates: '!', final: 'p'}, reset);
	return () => asked;
}
