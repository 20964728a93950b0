// Asks the learner's own terminal for its colours, and finds the answers among what is typed.
import type {AskedColour} from './answer-queries.js';

/** Whoever creates it need not close it. */
export interface ColourRelay {
	/** `answer` is called with what the terminal says, if it says anything. */
	ask(colour: AskedColour, answer: (text: string) => void): void;
	/** What of these bytes was typed. */
	take(bytes: Uint8Array): Uint8Array;
}

/** A terminal that has not answered by then does not know the question. */
const PATIENCE = 2000;

const ESC = '\u001b';
const BEL = '\u0007';
const BEGINNING = `${ESC}\\](1[01]);[\\w:/#.]`;
const ANSWER = new RegExp(`${BEGINNING}{1,64}(?:${BEL}|${ESC}\\\\)`, 'g');
const BEGUN = new RegExp(`${BEGINNING}{0,64}${ESC}?$`);

export function createColourRelay(
	write: (text: string) => unknown,
	now: () => number = Date.now,
): ColourRelay {
	let waiting: readonly {
		readonly colour: AskedColour;
		readonly until: number;
		readonly answer: (text: string) => void;
	}[] = [];
	/** The beginning of an answer whose rest has not come yet. */
	let begun = '';

	const found = (answer: string, colour: string): string => {
		const first = waiting.find((one) => `${one.colour}` === colour);
		waiting = waiting.filter((one) => one !== first);
		first?.answer(answer);
		return '';
	};

	return {
		ask(colour, answer) {
			waiting = [...waiting, {colour, until: now() + PATIENCE, answer}];
			write(`\u001b]${colour};?\u001b\\`);
		},
		take(bytes) {
			if (waiting.length > 0) waiting = waiting.filter(({until}) => until >= now());
			if (waiting.length === 0 && begun === '') return bytes;
			const all = begun + Buffer.from(bytes).toString('latin1');
			const rest = all.replaceAll(ANSWER, found);
			begun = waiting.length > 0 ? (BEGUN.exec(rest)?.[0] ?? '') : '';
			return Buffer.from(rest.slice(0, rest.length - begun.length), 'latin1');
		},
	};
}
