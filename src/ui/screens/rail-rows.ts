import {keyOf, type Lesson} from '../../domain/course.js';
import {STATIONS} from '../../session/navigation.js';
import type {SessionState} from '../../session/state.js';
import type {TextStyle} from '../text/wrap-text.js';
import {cutLine, EMPTY_LINE, line, type TextLine} from '../text/wrap-text.js';
import {stepLines} from './page-screen.js';

function pointed(isHere: boolean, text: string, {symbols}: TextStyle): TextLine {
	return isHere
		? [...line(`${symbols.pointer} `, 'accent'), ...line(text, 'strong')]
		: [...line('  '), ...line(text)];
}

function pagesLines(
	titles: readonly string[],
	page: number | undefined,
	style: TextStyle,
): readonly TextLine[] {
	return titles.map((title, index) => pointed(index === page, title, style));
}

const plainTitle = (title: string): string => title.replaceAll('`', '');

function stationLines(
	state: SessionState,
	lesson: Lesson,
	station: (typeof STATIONS)[number],
	style: TextStyle,
): readonly TextLine[] {
	const {screen, progress} = state;
	const isHere = screen.kind === station;
	const page = isHere && 'page' in screen ? screen.page : undefined;
	switch (station) {
		case 'read':
			return pagesLines(
				['Opening', ...lesson.read.map(({title}) => plainTitle(title))],
				page,
				style,
			);
		case 'predict': {
			const isMade = progress.predictions[keyOf(lesson.id, lesson.predict.id)] !== undefined;
			return [pointed(isHere, `Predict${isMade ? ` ${style.symbols.passed}` : ''}`, style)];
		}
		case 'do':
			return [
				pointed(isHere || screen.kind === 'blocked', 'Do', style),
				...stepLines(state, lesson, style).map((row) => [...line('    '), ...row]),
			];
		case 'after':
			return pagesLines(
				lesson.after.map(({title}) => plainTitle(title)),
				page,
				style,
			);
		case 'insight':
			return [pointed(isHere || screen.kind === 'links', 'Key insight', style)];
	}
}

/** The outline of the lesson, with the place in it. */
export function railRows(
	state: SessionState,
	lesson: Lesson,
	style: TextStyle,
): readonly TextLine[] {
	return STATIONS.flatMap((station, index) => [
		...(index === 0 ? [] : [EMPTY_LINE]),
		...stationLines(state, lesson, station, style),
	]).map((row) => cutLine(row, style.columns, style.symbols.ellipsis));
}
