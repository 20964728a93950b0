import type {AttemptStep} from '../../attempt/attempt.js';
import type {Need} from '../../domain/exercise.js';
import {type Finding, type HostReport, SANDBOX_NEED, whyPassedOver} from '../../domain/host.js';
import {type PartStanding, uncounted, type Verdict} from '../../domain/verdict.js';
import {isShownStepOver, type SessionState, shownStep} from '../../session/state.js';
import {guideKeyLabel} from '../keys/guide-key.js';
import {fillLine} from '../text/page-lines.js';
import {proseLines} from '../text/prose-lines.js';
import type {Look, Symbols} from '../text/theme.js';
import type {TextStyle} from '../text/wrap-text.js';
import {cutLine, cutText, EMPTY_LINE, line, lineWidth, type TextLine} from '../text/wrap-text.js';

/** A verdict by its symbol, its word and its reasons; the colour only repeats what they say. */
export interface VerdictRows {
	readonly word: TextLine;
	readonly reasons: readonly TextLine[];
}

const WORDS: Readonly<
	Record<Verdict['kind'], {readonly symbol: keyof Symbols; readonly word: string}>
> = {
	passed: {symbol: 'passed', word: 'passed'},
	'not-yet': {symbol: 'notYet', word: 'not yet'},
	failed: {symbol: 'failed', word: 'out of reach now'},
	'cannot-tell': {symbol: 'cannotTell', word: 'cannot tell'},
};

function judged(verdict: Verdict, state: SessionState, {columns, symbols}: TextStyle): VerdictRows {
	const {symbol, word} = WORDS[verdict.kind];
	const isSeen = verdict.kind === 'passed' && (shownStep(state.run)?.missing.length ?? 0) > 0;
	const look: Look = verdict.kind;
	const wayOut = verdict.kind === 'failed' ? `: ${guideKeyLabel(state)} r starts over` : '';
	const next = verdict.kind === 'passed' ? undefined : verdict.look;
	return {
		word: isSeen
			? line(`${symbols.seen} seen, not done`, look)
			: cutLine(
					[...line(`${symbols[symbol]} ${word}${wayOut}`, look), ...aboutLine(verdict, symbols)],
					columns,
					symbols.ellipsis,
				),
		reasons: [
			...proseLines(fillLine(uncounted(verdict), state.facts), columns),
			...(next === undefined ? [] : proseLines(fillLine(next, state.facts), columns, 'quiet')),
		],
	};
}

/** Below so many columns a mark and a name say nothing. */
const LEAST_NAME = 8;

const partsOf = (verdict: Verdict | undefined): readonly PartStanding[] =>
	verdict === undefined || verdict.kind === 'passed' ? [] : (verdict.parts ?? []);

function partLine({name, holds}: PartStanding, {columns, symbols}: TextStyle): TextLine {
	return [
		...line(`${holds ? symbols.passed : symbols.open} `, holds ? 'passed' : 'quiet'),
		...line(cutText(name.replace(/^(?:the|a|an|its) /, ''), columns - 2, symbols.ellipsis)),
	];
}

/** The parts of the shown step, seen and not yet seen, a row each. */
export const partRows = ({run}: SessionState, style: TextStyle): readonly TextLine[] =>
	partsOf(shownStep(run)?.verdict).map((part) => partLine(part, style));

/** The word of a verdict, and behind it the parts: each cut to its share of the row, or else their number. */
export function wordWithParts(
	{run}: SessionState,
	word: TextLine,
	{columns, symbols}: TextStyle,
): TextLine {
	const parts = partsOf(shownStep(run)?.verdict);
	if (parts.length === 0) return word;
	const room = columns - lineWidth(word) - RULE_COLUMNS;
	const share = Math.floor(room / parts.length) - GAP.length;
	if (share < LEAST_NAME) {
		const there = parts.filter(({holds}) => holds).length;
		return [...word, ...line(`${GAP}${there} of ${parts.length} parts`, 'quiet')];
	}
	const shown = parts.flatMap((part) => [
		...line(GAP),
		...partLine(part, {columns: share, symbols}),
	]);
	return [...word, ...shown];
}

const GAP = '  ';
/** What a rule and its blanks take of the row. */
const RULE_COLUMNS = 4;
/** A command line in the rule above a reason; the rest of it does not matter. */
const LONGEST_LINE = 40;

/** Which answer the reason replies to, or which earlier command it speaks of. */
function aboutLine(verdict: Verdict, {ellipsis}: Symbols): TextLine {
	if (verdict.kind === 'passed') return EMPTY_LINE;
	const short = (text: string): string =>
		cutText(text.split('\n')[0] ?? '', LONGEST_LINE, ellipsis);
	const {about, answered} = verdict;
	if (answered) return line(`: answer ${answered.count} was "${short(answered.text)}"`, 'quiet');
	return about === undefined ? EMPTY_LINE : line(` after "${short(about)}"`, 'quiet');
}

/** What would give this host what a step lacks. */
export const mendOf = (host: HostReport | undefined, missing: readonly Need[]): Finding['mend'] =>
	host?.findings.find(
		({id, unlocks, mend}) =>
			// Without a /proc of its own no sandbox can be had either, whatever the step names.
			mend !== undefined && (id === 'proc' || unlocks.some((need) => missing.includes(need))),
	)?.mend;

/** That only the observation variant of the step can be run here, and what would change that. */
function missingLines(
	{host}: SessionState,
	{missing, isPassedOver}: Pick<AttemptStep, 'missing' | 'isPassedOver'>,
	columns: number,
) {
	const lacking = isPassedOver
		? `${missing.includes(SANDBOX_NEED) ? 'There is nothing to observe in its place.' : whyPassedOver(missing)} Enter goes on without it.`
		: `This host lacks ${missing.join(', ')}, so this step is seen, not done.`;
	const mend = mendOf(host, missing);
	return [
		...proseLines(lacking, columns, 'quiet'),
		...(mend === undefined ? [] : proseLines(`\`${mend.command}\` unlocks it.`, columns)),
	];
}

/** What is said of the step that is shown, or of the sandbox when that is gone. */
export function verdictRows(state: SessionState, style: TextStyle): VerdictRows {
	const {run} = state;
	const {columns, symbols} = style;
	const end = run?.status?.end;
	if (end?.kind === 'died') {
		return {
			word: line(`${symbols.failed} the sandbox has ended`, 'failed'),
			reasons: [...proseLines(end.why, columns), ...proseLines(end.nextStep, columns, 'quiet')],
		};
	}
	const verdict = shownStep(run)?.verdict;
	if (verdict !== undefined) return judged(verdict, state, style);
	if (run === undefined || run.phase !== 'open' || run.status?.phase === 'starting') {
		return {
			word: EMPTY_LINE,
			reasons: [line(`Getting ready ${symbols.ellipsis}`, 'quiet')],
		};
	}
	if (run.shown < run.resumed) {
		const again = 'Doing again, from the beginning, what you had done before.';
		return {word: EMPTY_LINE, reasons: proseLines(again, columns, 'quiet')};
	}
	const step = shownStep(run);
	if (step !== undefined && step.missing.length > 0) {
		return {
			word: step.isPassedOver
				? line(
						`${symbols.cannotTell} ${step.missing.includes(SANDBOX_NEED) ? 'needs a sandbox' : "can't be done here"}`,
						'cannot-tell',
					)
				: EMPTY_LINE,
			reasons: missingLines(state, step, columns),
		};
	}
	const untouched = 'Each command is checked when it ends.';
	return {word: EMPTY_LINE, reasons: proseLines(untouched, columns, 'quiet')};
}

/** `2 of 3` and how the steps of this attempt stand. */
export function progressMarks(state: SessionState, symbols: Symbols): TextLine {
	const {run} = state;
	return (run?.status?.steps ?? []).map((step, index) => {
		if (step.verdict?.kind === 'passed') return {text: symbols.done, look: 'passed'};
		return {text: symbols.open, look: index === run?.shown ? 'accent' : 'quiet'};
	});
}

/** Whether Enter goes on from here, for the card to say so. */
export const isWaitingToGoOn = ({screen, run}: SessionState): boolean =>
	screen.kind === 'do' && isShownStepOver(run) && !screen.typed;
