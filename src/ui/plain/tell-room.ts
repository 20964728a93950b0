import type {Session} from '../../session/session.js';
import type {LineTerminal} from '../../terminal/line-terminal.door.js';
import {wrapped} from './block-text.js';

/**
 * Says what comes from the room while a page is asked about, and asks once more; in a shell it is said before the
 * prompt. Returns how to stop.
 */
export function tellRoom(
	session: Session,
	terminal: LineTerminal,
	{width, take}: {readonly width: () => number; readonly take: () => readonly string[]},
): () => void {
	const tell = (): void => {
		if (session.state().screen.kind === 'do') return;
		const lines = take().flatMap((text) => wrapped(text, width()));
		if (lines.length === 0) return;
		terminal.write(`\n${lines.join('\n')}\n`);
		terminal.askAgain();
	};
	// They may have joined before the first page.
	tell();
	return session.subscribe(tell);
}
