// Answers what programs ask of their terminal and xterm.js leaves open.
import type {Terminal} from '@xterm/headless';

/** A colour that only the learner's own terminal knows: 10 is the text's, 11 the background's (xterm's ctlseqs). */
export type AskedColour = 10 | 11;

/** Answers queries from now on; `onColour` is told which colour is asked for. */
export function answerQueries(terminal: Terminal, onColour: (asked: AskedColour) => void): void {
	const {parser} = terminal;
	// XTVERSION: the name of the terminal, as DCS > | text ST.
	parser.registerCsiHandler({prefix: '>', final: 'q'}, () => {
		terminal.input('\u001bP>|container-lessons\u001b\\', false);
		return true;
	});
	for (const colour of [10, 11] as const) {
		parser.registerOscHandler(colour, (text) => {
			if (text !== '?') return false;
			onColour(colour);
			return true;
		});
	}
}
