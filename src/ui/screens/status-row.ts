import {draftText} from '../../session/draft.js';
import type {SessionState} from '../../session/state.js';
import type {KeyBinding} from '../keys/binding.js';
import {guideKeyLabel} from '../keys/guide-key.js';
import {isOffered, keyFocusOf} from '../keys/key-focus.js';
import {keyLabel} from '../keys/key-help.js';
import {shownBindings} from '../keys/keymap.js';
import type {Symbols} from '../text/theme.js';
import {clickable, cutLine, line, lineWidth, type TextLine} from '../text/wrap-text.js';

const GAP = line('   ');

function entryOf(
	{keys, command, label}: KeyBinding,
	symbols: Symbols,
	before: readonly string[],
): TextLine {
	const [first] = keys;
	if (first === undefined) return [];
	// It stands for two keys, so that a click on it would be a guess.
	if (command === 'point-up') {
		return [...line(`${symbols.up}${symbols.down}`, 'key'), ...line(` ${label}`)];
	}
	const entry = [...line(keyLabel(first, symbols), 'key'), ...line(` ${label}`)];
	return clickable(entry, {keys: [...before, first]});
}

/** As many entries as fit; the last one, which leads to all the others, always does. */
function fitted(entries: readonly TextLine[], columns: number): TextLine {
	const last = entries.at(-1) ?? [];
	let room = columns - lineWidth(last);
	const shown: TextLine[] = [];
	for (const entry of entries.slice(0, -1)) {
		const width = lineWidth(entry) + lineWidth(GAP);
		if (width > room) break;
		shown.push([...entry, ...GAP]);
		room -= width;
	}
	return [...shown.flat(), ...last];
}

/** Help is looked for at the end of the row. */
const helpLast = (bindings: readonly KeyBinding[]): readonly KeyBinding[] => [
	...bindings.filter(({command}) => command !== 'help'),
	...bindings.filter(({command}) => command === 'help'),
];

function offeredKeys(state: SessionState, columns: number, symbols: Symbols): TextLine {
	const {kind: focus, contexts} = keyFocusOf(state);
	const isInShell = focus === 'shell';
	const isPending = contexts.includes('guide');
	const direct = isPending ? [] : shownBindings(contexts);
	const afterGuide = isInShell ? helpLast(shownBindings(['guide'])) : [];
	const prefix: TextLine = isInShell
		? [...line(guideKeyLabel(state), isPending ? 'marked' : 'key'), ...line(' then   ')]
		: [];
	const offered = (
		bindings: readonly KeyBinding[],
		keysBefore: readonly string[] = [],
	): readonly TextLine[] =>
		bindings
			.filter((binding) => isOffered(state, binding))
			.map((each) => entryOf(each, symbols, keysBefore));
	if (!isInShell) return fitted(offered(helpLast(direct)), columns);
	const before = offered(direct).flatMap((entry) => [...entry, ...GAP]);
	const room = columns - lineWidth(before) - lineWidth(prefix);
	return [...before, ...prefix, ...fitted(offered(afterGuide, isPending ? [] : ['guide']), room)];
}

/** What the keys do now, and a badge while nothing can be saved. */
export function keysRow(state: SessionState, columns: number, symbols: Symbols): TextLine {
	const {screen} = state;
	const asking = screen.kind === 'do' && screen.overlay.kind === 'scroll' && screen.overlay.asking;
	if (asking) {
		const written = [...line('/', 'accent'), ...line(draftText(asking)), ...line(' ', 'marked')];
		return [
			...written,
			...GAP,
			...offeredKeys(state, columns - lineWidth(written) - GAP.length, symbols),
		];
	}
	const badge = state.warning === undefined ? [] : line('  not saved', 'failed');
	return [...offeredKeys(state, columns - lineWidth(badge), symbols), ...badge];
}

/** The last row of an exercise, which has no other to spare: what just happened, or else what the keys do now. */
export function statusRow(state: SessionState, columns: number, symbols: Symbols): TextLine {
	return state.notice === undefined
		? keysRow(state, columns, symbols)
		: cutLine(line(state.notice, 'strong'), columns, symbols.ellipsis);
}
