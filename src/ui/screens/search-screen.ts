import type {Hit} from '../../session/search.js';
import type {SearchScreen, SessionState} from '../../session/state.js';
import {hitsOf} from '../../session/update-search.js';
import {fillLine, PROSE_COLUMNS} from '../text/page-lines.js';
import {proseLines} from '../text/prose-lines.js';
import type {ScreenText, TextStyle} from '../text/wrap-text.js';
import {clickable, cutLine, EMPTY_LINE, line, type TextLine} from '../text/wrap-text.js';
import {draftLine} from './draft-line.js';

const NAMES: Readonly<Record<Hit['kind'], string>> = {
	term: 'Terms',
	lesson: 'Lessons',
	command: 'Commands',
	page: 'Pages',
};

function hitRow(hit: Hit): TextLine {
	switch (hit.kind) {
		case 'term':
			return line(hit.term.term);
		case 'lesson':
			return line(`${hit.lesson.id} ${hit.lesson.title}`);
		case 'command':
			return [...line(hit.text, 'code'), ...line(`  ${hit.lesson.id}`, 'quiet')];
		case 'page':
			return [...line(`${hit.lesson.id} ${hit.title}`)];
	}
}

/** What stands below the entry that is pointed at: a term is explained in its place. */
function moreRows(hit: Hit, state: SessionState, columns: number): readonly TextLine[] {
	switch (hit.kind) {
		case 'term':
			return [
				...proseLines(hit.term.meaning, columns),
				line(`Lesson ${hit.lesson.id}, ${hit.lesson.title}`, 'quiet'),
			];
		case 'lesson':
			return proseLines(fillLine(hit.lesson.hook, state.facts), columns, 'quiet');
		case 'command':
			return [line(hit.title, 'quiet')];
		case 'page':
			return proseLines(fillLine(hit.text, state.facts).replaceAll('`', ''), columns, 'quiet');
	}
}

/** The line that is written, and what it finds. */
export function searchScreen(
	state: SessionState,
	screen: SearchScreen,
	{columns: all, rows = Number.POSITIVE_INFINITY, symbols}: TextStyle,
): ScreenText {
	const columns = Math.min(all, PROSE_COLUMNS);
	const hits = hitsOf(state, screen);
	const head = [draftLine(screen.draft, columns), EMPTY_LINE];
	const lines: TextLine[] = [];
	let focus = 0;
	if (hits.length === 0) lines.push(line('Nothing of that name.', 'quiet'));
	for (const [index, hit] of hits.entries()) {
		if (hit.kind !== hits[index - 1]?.kind) {
			if (index > 0) lines.push(EMPTY_LINE);
			lines.push(line(NAMES[hit.kind], 'heading'));
		}
		const isPointed = index === screen.pointed;
		const row = [...line(isPointed ? `${symbols.pointer} ` : '  ', 'accent'), ...hitRow(hit)];
		if (isPointed) focus = lines.length;
		const click = {pointBy: index - screen.pointed, keys: ['enter']};
		lines.push(clickable(cutLine(row, columns, symbols.ellipsis), click));
		if (!isPointed) continue;
		lines.push(...moreRows(hit, state, columns - 4).map((more) => [...line('    '), ...more]));
	}
	// The line that is written stays in view, and so does what is pointed at.
	const room = rows - head.length;
	const top = Math.max(0, Math.min(focus - Math.floor(room / 2), lines.length - room));
	return {
		lines: [...head, ...lines.slice(top, top + room)],
		isCut: {above: top > 0, below: top + room < lines.length},
	};
}
