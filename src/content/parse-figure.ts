import type {Block} from '../domain/course.js';

interface Fence {
	readonly value: string;
	/** What stands after `text` in the opening line of the fence. */
	readonly meta: string;
}

/** What is wrong with a figure, and the cure. */
export interface FigureLack {
	readonly sentence: string;
	readonly cure: string;
}

/** Each line of such a fence reads well by itself: a command, what a file holds, what a program prints. */
const AS_IT_STANDS = 'as it stands';

/** Fewer words than this are a title: they say what a figure is about, and not what it shows. */
const FEWEST_WORDS = 5;

const END = /[.?!]["')\]]*$/;

/** Lines and arrows, of letters or of the signs for them. */
const DRAWN =
	/[\u2190-\u21ff\u2500-\u257f\u25b2-\u25c4]|->|<-|\+-|-\+|\|-|-\||`-|(?:^|\s)[-=_#.]{3,}/u;
/** Columns: a wide gap behind something. */
const GAP = /\S {2,}\S/;

const wordsOf = (text: string): readonly string[] =>
	text
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.filter(Boolean);

/** Whether the words of the sentence are words of the figure, in the order in which they stand there. */
function onlyRepeats(sentence: string, lines: readonly string[]): boolean {
	const figure = wordsOf(lines.join(' '));
	let at = 0;
	return wordsOf(sentence).every((word) => {
		at = figure.indexOf(word, at) + 1;
		return at > 0;
	});
}

const CURE =
	'Write after `text` what the figure shows, for those who do not see it; or `as it stands`, where each line reads well by itself.';

function lackOf(sentence: string, lines: readonly string[]): FigureLack | undefined {
	if (sentence === '') return {sentence: 'This figure has no sentence.', cure: CURE};
	if (sentence === AS_IT_STANDS) {
		const drawn = lines.find((line) => DRAWN.test(line) || GAP.test(line));
		if (drawn === undefined) return undefined;
		return {
			sentence: `"${drawn.trim()}" is drawn or stands in columns: it can't be read as it stands.`,
			cure: 'Write after `text` what the figure shows, in a sentence.',
		};
	}
	if (wordsOf(sentence).length < FEWEST_WORDS || !END.test(sentence)) {
		return {
			sentence: `"${sentence}" is no sentence that says what the figure shows.`,
			cure: `Say it in ${FEWEST_WORDS} words or more, with a full stop.`,
		};
	}
	if (onlyRepeats(sentence, lines)) {
		return {
			sentence: 'The sentence of this figure only repeats its words.',
			cure: 'Say what its lines, arrows and columns mean: which belongs to which.',
		};
	}
	return undefined;
}

/** The block that a text fence stands for, or what is wrong with it. */
export function parseFigure({value, meta}: Fence): Block | FigureLack {
	const lines = value.split('\n');
	const sentence = meta.trim();
	const lack = lackOf(sentence, lines);
	if (lack !== undefined) return lack;
	return sentence === AS_IT_STANDS
		? {kind: 'figure', lines}
		: {kind: 'figure', lines, said: sentence};
}
