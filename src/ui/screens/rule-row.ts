import type {SessionState} from '../../session/state.js';
import {guideKeyLabel} from '../keys/guide-key.js';
import type {Symbols} from '../text/theme.js';
import {clickable, cutLine, line, lineWidth, type TextLine} from '../text/wrap-text.js';

/** A rule across the screen with a word in it. */
export function ruleRow(word: TextLine, columns: number, {rule}: Symbols): TextLine {
	if (word.length === 0) return line(rule.repeat(Math.max(0, columns)), 'rule');
	const rest = Math.max(0, columns - lineWidth(word) - 4);
	return [...line(`${rule}${rule} `, 'rule'), ...word, ...line(` ${rule.repeat(rest)}`, 'rule')];
}

/** The rule above the terminal: its tabs, the one in front marked. */
export function tabsRow(state: SessionState, columns: number, symbols: Symbols): TextLine {
	const {run, screen} = state;
	const lesson = 'lesson' in screen ? screen.lesson : undefined;
	const tabs = lesson?.exercise.tabs ?? [];
	const inFront = run?.tab ?? tabs[0]?.name;
	const isScrolling = screen.kind === 'do' && screen.overlay.kind === 'scroll';
	const names = tabs.flatMap(({name, view}, index): TextLine => {
		const text = view === 'root' ? `${name} (root)` : name;
		const gap = index === 0 ? [] : line('  ');
		// One terminal alone needs no mark to be found.
		const isMarked = name === inFront && tabs.length > 1;
		const title = line(isMarked ? ` ${text} ` : text, isMarked ? 'marked' : 'strong');
		const isBehind = name !== inFront && screen.kind === 'do';
		return [...gap, ...(isBehind ? clickable(title, {keys: ['guide', 'o']}) : title)];
	});
	if (isScrolling)
		return ruleRow([...names, ...line('  scrolled back', 'accent')], columns, symbols);
	const left = ruleRow(names, columns, symbols);
	const offer = scrollOffer(state, symbols);
	const room = columns - lineWidth(names) - 2 * RULE_ENDS;
	return lineWidth(offer) === 0 || lineWidth(offer) > room
		? left
		: [
				...cutLine(left, columns - lineWidth(offer) - RULE_ENDS, symbols.rule),
				...offer,
				...line(` ${symbols.rule}${symbols.rule}`, 'rule'),
			];
}

/** A blank and two of the rule's at either end of what stands in it. */
const RULE_ENDS = 3;

/** The way to what has gone off the top, once something has. */
function scrollOffer(state: SessionState, symbols: Symbols): TextLine {
	const {run, screen} = state;
	if (screen.kind !== 'do' || !run?.pane.canScroll || run.pane.isFullScreen) return [];
	const offer: TextLine = [
		...line(` ${symbols.up} `, 'quiet'),
		...line(`${guideKeyLabel(state)} u`, 'key'),
		...line(' scrolls back', 'quiet'),
	];
	return clickable(offer, {keys: ['guide', 'u']});
}
