import type {Asking, Option} from '../../domain/course.js';
import type {Screen, SessionState} from '../../session/state.js';
import {fillLine, PROSE_COLUMNS} from '../text/page-lines.js';
import {proseLines} from '../text/prose-lines.js';
import type {Look, Symbols} from '../text/theme.js';
import type {ScreenText, TextStyle} from '../text/wrap-text.js';
import {EMPTY_LINE, line, type TextLine} from '../text/wrap-text.js';
import {askedHeading} from './asked-heading.js';
import {choiceLines} from './choice-rows.js';

/** How one answer of a list stands. */
export interface OptionStanding {
	readonly isPointed: boolean;
	readonly mark: string;
	readonly look: Look;
}

/** An answer with the pointer and its mark before it, wrapped below itself. */
export function optionLines(
	text: string,
	{isPointed, mark, look}: OptionStanding,
	{columns, symbols}: TextStyle,
): readonly TextLine[] {
	const pointer = isPointed ? `${symbols.pointer} ` : '  ';
	return proseLines(text, columns - 4, isPointed ? 'strong' : 'plain').map((row, index) => [
		{text: index === 0 ? pointer : '  ', look: 'accent'},
		{text: index === 0 ? `${mark} ` : '  ', look},
		...row,
	]);
}

interface Asked {
	readonly question: Asking;
	readonly pointed: number;
	readonly chosen: string | undefined;
	/** Right and wrong are told. */
	readonly isRevealed: boolean;
}

function standingOf(option: Option, index: number, asked: Asked, symbols: Symbols): OptionStanding {
	const {chosen, isRevealed} = asked;
	const isChosen = option.id === chosen;
	if (!isRevealed) {
		const mark = isChosen ? symbols.chosen : symbols.open;
		return {isPointed: index === asked.pointed, mark, look: 'accent'};
	}
	if (option.right) return {isPointed: isChosen, mark: symbols.passed, look: 'passed'};
	return isChosen
		? {isPointed: true, mark: symbols.failed, look: 'failed'}
		: {isPointed: false, mark: ' ', look: 'plain'};
}

/** The question and its answers. */
function askedLines(state: SessionState, asked: Asked, style: TextStyle): readonly TextLine[] {
	const columns = Math.min(style.columns, PROSE_COLUMNS);
	const question = [
		...proseLines(fillLine(asked.question.question, state.facts), columns, 'strong'),
		EMPTY_LINE,
	];
	const options = asked.question.options.map((option, index) => {
		const standing = standingOf(option, index, asked, style.symbols);
		return optionLines(fillLine(option.text, state.facts), standing, {...style, columns});
	});
	return choiceLines({question, options, pointed: asked.pointed}, {...style, columns});
}

/** The same between a heading and what is said below; where room is short the question comes first. */
function framedLines(
	above: readonly TextLine[],
	state: SessionState,
	asked: Asked,
	below: readonly TextLine[],
	style: TextStyle,
): readonly TextLine[] {
	const {rows = Number.POSITIVE_INFINITY} = style;
	const lines = askedLines(state, asked, {...style, rows: rows - above.length});
	return [...above, ...lines, ...below].slice(0, rows);
}

/** Why an answer is right or wrong, said when it was chosen. */
export function reasonLines(
	state: SessionState,
	question: Asking,
	chosen: string | undefined,
	style: TextStyle,
): readonly TextLine[] {
	const columns = Math.min(style.columns, PROSE_COLUMNS);
	const {symbols} = style;
	const say = (mark: TextLine, option: Option): readonly TextLine[] => [
		mark,
		...proseLines(fillLine(option.because, state.facts), columns),
	];
	const picked = question.options.find((option) => option.id === chosen);
	const right = question.options.find((option) => option.right);
	if (picked?.right === true) return say(line(`${symbols.passed} Right`, 'passed'), picked);
	const because =
		picked === undefined ? [] : say(line(`${symbols.failed} Not so`, 'failed'), picked);
	if (right === undefined) return because;
	const answer = `${symbols.passed} ${fillLine(right.text, state.facts)}`;
	return [
		...because,
		...(because.length === 0 ? [] : [EMPTY_LINE]),
		...say(line(answer, 'passed'), right),
	];
}

type ScreenOf<Name extends Screen['kind']> = Extract<Screen, {kind: Name}>;

/** One question before anything is run. It is not told yet which answer is right. */
export function predictScreen(
	state: SessionState,
	screen: ScreenOf<'predict'>,
	style: TextStyle,
): ScreenText {
	const {lesson, pointed, chosen} = screen;
	const asked = {question: lesson.predict, pointed, chosen, isRevealed: false};
	const kept =
		chosen === undefined
			? 'A guess is enough. Nothing depends on it.'
			: 'Kept. After the exercise you see it again, next to what happened.';
	const heading = [line('Before you run anything', 'heading'), EMPTY_LINE];
	const below = [EMPTY_LINE, ...proseLines(kept, style.columns, 'quiet')];
	return {lines: framedLines(heading, state, asked, below, style)};
}

/** A question about a lesson; once answered, with the reasons. */
export function questionScreen(
	state: SessionState,
	screen: ScreenOf<'questions'>,
	style: TextStyle,
): ScreenText {
	const {asked, index, pointed, chosen} = screen;
	const question = asked[index]?.asking;
	if (question === undefined) return {lines: []};
	const isRevealed = chosen !== undefined;
	const {title, source} = askedHeading(screen);
	const titled: TextLine = [
		...line(title, 'heading'),
		...line(source === '' ? '' : `  ${source}`, 'quiet'),
	];
	const now = {question, pointed, chosen, isRevealed};
	const above = [titled, EMPTY_LINE];
	if (!isRevealed) return {lines: framedLines(above, state, now, [], style)};
	const {columns, symbols} = style;
	// Once it is answered, all of it is there to be scrolled through.
	const lines = askedLines(state, now, {columns, symbols});
	return {lines: [...above, ...lines, EMPTY_LINE, ...reasonLines(state, question, chosen, style)]};
}
