import type {TerminalSize} from '../../domain/sandbox.js';
import type {Session} from '../../session/session.js';
import type {Copied} from '../../terminal/copy-text.door.js';
import type {GuideKey} from '../../terminal/guide-keys.js';
import type {Screen} from '../../terminal/screen.js';
import type {Symbols} from '../text/theme.js';
import type {LineMarker} from './line-marker.js';

/** What the keys walk through. */
interface XrayWalk {
	/** Points at another process or, in what was opened, scrolls. */
	move(by: number): void;
	/** Opens what the process has that is pointed at. */
	open(): void;
	/** Back to the processes; false where nothing was opened. */
	closeBox(): boolean;
}

/** What commands act on. */
export interface CommandTarget {
	readonly session: Session;
	/** The keys after which a letter is the guide's. */
	readonly guideKeys: readonly GuideKey[];
	readonly size: () => TerminalSize;
	readonly symbols: Symbols;
	/** The terminal in front; undefined until it is open. */
	readonly screen: () => Screen | undefined;
	/** Takes a text to the clipboard, as far as is known. */
	readonly copyText: (text: string) => Promise<Copied>;
	readonly marker: LineMarker;
	/** Sends bytes to the shell in front. */
	readonly type: (bytes: Uint8Array) => void;
	/** Leaves the mouse to the terminal, or takes it; says which. */
	readonly switchMouse: () => 'taken' | 'left';
	readonly xray: XrayWalk;
	/** Asks for the code of a room, with the terminal as it was before the program. */
	readonly joinRoom: () => void;
}
