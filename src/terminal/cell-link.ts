// The link that stands behind a cell (OSC 8), as far as it may be passed on.
import type {IBufferCell, Terminal} from '@xterm/headless';

/** What xterm.js knows of links and its types leave out. */
interface LinkedCell {
	readonly extended?: {readonly urlId?: number};
}
interface LinkingTerminal {
	readonly _core?: {
		readonly _oscLinkService?: {getLinkData?(id: number): {readonly uri?: string} | undefined};
	};
}

/** Longer ones are refused by terminals, too. */
const LONGEST = 2000;
/** Only what a browser opens, and nothing that could end the escape sequence. */
const SAFE = /^https?:\/\/[!-~]+$/;

/** The address behind a cell; undefined where there is none, or none that is safe to pass on. */
export function linkOf(
	cell: IBufferCell & LinkedCell,
	terminal: Terminal & LinkingTerminal,
): string | undefined {
	const id = cell.extended?.urlId ?? 0;
	if (id === 0) return undefined;
	const uri = terminal._core?._oscLinkService?.getLinkData?.(id)?.uri;
	return uri !== undefined && uri.length <= LONGEST && SAFE.test(uri) ? uri : undefined;
}
