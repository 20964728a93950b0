import type {SessionState} from '../../session/state.js';
import type {Symbols} from '../text/theme.js';
import {line, lineWidth, type TextLine} from '../text/wrap-text.js';

/** A rule across the screen with a word in it. */
export function ruleRow(word: TextLine, columns: number, {rule}: Symbols): TextLine {
	if (word.length === 0) return line(rule.repeat(Math.max(0, columns)), 'rule');
	const rest = Math.max(0, columns - lineWidth(word) - 4);
	return [...line(`${rule}${rule} `, 'rule'), ...word, ...line(` ${rule.repeat(rest)}`, 'rule')];
}

/** The rule above the terminal: its tabs, the one in front marked. */
export function tabsRow({run, screen}: SessionState, columns: number, symbols: Symbols): TextLine {
	const lesson = 'lesson' in screen ? screen.lesson : undefined;
	const tabs = lesson?.exercise.tabs ?? [];
	const inFront = run?.tab ?? tabs[0]?.name;
	const isScrolling = screen.kind === 'do' && screen.overlay.kind === 'scroll';
	const names = tabs.flatMap(({name, view}, index): TextLine => {
		const text = view === 'root' ? `${name} (root)` : name;
		const gap = index === 0 ? [] : line('  ');
		// One terminal alone needs no mark to be found.
		const isMarked = name === inFront && tabs.length > 1;
		return [...gap, ...line(isMarked ? ` ${text} ` : text, isMarked ? 'marked' : 'strong')];
	});
	const scrolling = isScrolling ? line('  scrolled back', 'accent') : [];
	return ruleRow([...names, ...scrolling], columns, symbols);
}
