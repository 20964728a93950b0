import type {Session} from '../../session/session.js';
import type {LineTerminal} from '../../terminal/line-terminal.door.js';
import {wrapped} from './block-text.js';
import {screenText} from './screen-text.js';

/**
 * Says at once what became of a pack that was saved while it is shown: what is wrong with it, or how the page
 * reads now. Returns how to stop.
 */
export function tellSaves(
	session: Session,
	terminal: LineTerminal,
	width: () => number,
): () => void {
	let {course} = session.state();
	const say = (texts: readonly string[]): void => {
		const lines = texts.flatMap((text) => wrapped(text, width()));
		terminal.write(`\n${lines.join('\n')}\n`);
	};
	return session.subscribe(() => {
		const state = session.state();
		const {screen, notice} = state;
		if (screen.kind === 'help' && screen.problems) {
			// Lines that were said need no screen, and the page they were said over is still asked about.
			session.dispatch({kind: 'help-toggled'});
			say(['The pack was saved with mistakes; what you saw before stays.', ...screen.problems]);
		} else if (state.course !== course) {
			course = state.course;
			say([notice ?? '', '', ...screenText(state, width()).lines]);
		}
	});
}
