import {STATIONS} from '../../session/navigation.js';
import {lessonOf, type Screen, type SessionState} from '../../session/state.js';
import type {Symbols} from '../text/theme.js';
import {cutLine, line, lineWidth, type TextLine} from '../text/wrap-text.js';

type Station = (typeof STATIONS)[number];

function stationOf(screen: Screen): Station | undefined {
	switch (screen.kind) {
		case 'read':
		case 'predict':
		case 'do':
		case 'after':
		case 'insight':
			return screen.kind;
		case 'blocked':
			return 'do';
		case 'links':
			return 'insight';
		case 'questions':
			return screen.reason === 'closing' ? 'insight' : undefined;
		case 'help':
		case 'search':
			return stationOf(screen.back);
		case 'menu':
		case 'recap':
			return undefined;
	}
}

function pageOf(screen: Screen): string {
	if (screen.kind === 'read') return ` ${screen.page + 1}/${screen.lesson.read.length + 1}`;
	if (screen.kind === 'after') return ` ${screen.page + 1}/${screen.lesson.after.length}`;
	return '';
}

/** Short, so that a title fits beside them in 80 columns. */
const NAMES: Readonly<Record<Station, string>> = {
	read: 'read',
	predict: 'predict',
	do: 'do',
	after: 'explain',
	insight: 'insight',
};

/** Where in the lesson this is: `read 2/4  predict  do  explain  insight`. */
function stationsLine(screen: Screen): TextLine {
	const current = stationOf(screen);
	return STATIONS.flatMap((station, index): TextLine => {
		const gap = index === 0 ? [] : line('  ');
		const name = NAMES[station];
		return station === current
			? [...gap, ...line(` ${name}${pageOf(screen)} `, 'marked')]
			: [...gap, ...line(name, 'quiet')];
	});
}

/** Puts `right` at the end of the row; the left one gives way. */
export function spread(
	left: TextLine,
	right: TextLine,
	columns: number,
	ellipsis: string,
): TextLine {
	const room = columns - lineWidth(right) - 2;
	const shown = cutLine(left, room, ellipsis);
	const gap = Math.max(0, columns - lineWidth(shown) - lineWidth(right));
	return [...shown, ...line(' '.repeat(gap)), ...right];
}

/** The first row: the lesson and the place in it, or the name of the program. */
export function headerRow({screen}: SessionState, columns: number, symbols: Symbols): TextLine {
	const shown = screen.kind === 'help' ? screen.back : screen;
	const lesson = lessonOf(shown);
	if (lesson === undefined) {
		const name = line('container-lessons', 'title');
		const claim = line('ordinary processes, a scoped view, a budget', 'quiet');
		return spread(name, claim, columns, symbols.ellipsis);
	}
	const title: TextLine = [...line(`${lesson.id} `, 'quiet'), ...line(lesson.title, 'title')];
	const stations = stationsLine(shown);
	const isRoomy = columns - lineWidth(stations) >= 24;
	const place = isRoomy ? stations : stationsLine(shown).filter(({look}) => look === 'marked');
	return spread(title, place, columns, symbols.ellipsis);
}
