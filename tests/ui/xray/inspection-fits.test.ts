import {describe, expect, test} from 'vitest';
import type {BoxList, Inspection} from '../../../src/domain/inspection.js';
import {createTheme} from '../../../src/ui/text/theme.js';
import {lineText, lineWidth} from '../../../src/ui/text/wrap-text.js';
import {drawBoxes} from '../../../src/ui/xray/draw-boxes.js';
import {wholeInspection} from '../../../src/ui/xray/draw-inspection.js';
import {drawLive} from '../../../src/ui/xray/draw-live.js';
import {liveStateOf, PAGES} from '../../../src/ui/xray/live-state.js';
import {HOSTILE} from './hostile-inspection.js';
import {LIST, WEB} from './inspections.js';
import {theme} from './picture.js';

const bare: Inspection = {
	...WEB,
	container: undefined,
	processes: [],
	mounts: undefined,
	network: undefined,
	group: undefined,
	unseen: [{what: 'namespaces', why: 'Nobody says.'}],
};

describe.each([
	['a container', WEB],
	['hostile names', HOSTILE],
	['what is told little of', bare],
] as const)('the picture of %s', (_name, inspection) => {
	const sizes = [24, 40, 64, 80, 120, 140, 200].flatMap((columns) =>
		[4, 12, 23, 39].map((rows) => ({columns, rows})),
	);

	test.each(sizes)('keeps to $columns x $rows on every page', (size) => {
		for (const page of PAGES) {
			const opened = {pid: 1, isFromList: true, page, scroll: 3, inspection, isGone: true};
			const rows = drawLive({...liveStateOf(1), opened}, size, theme);
			expect(rows).toHaveLength(size.rows);
			expect(rows.map(lineWidth).filter((width) => width > size.columns)).toEqual([]);
		}
	});

	test('has no character that a terminal obeys', () => {
		for (const columns of [40, 100]) {
			for (const symbols of [theme, createTheme({colour: false, unicode: false})]) {
				const rows = wholeInspection(inspection, columns, symbols);
				const all = rows.map(lineText).join('');
				expect([...all.matchAll(/[\p{Cc}\p{Bidi_Control}]/gu)]).toEqual([]);
			}
		}
	});
});

test('in an ASCII locale it is ASCII', () => {
	const ascii = createTheme({colour: true, unicode: false});
	const rows = [
		...wholeInspection(WEB, 80, ascii),
		...drawBoxes(LIST, 80, ascii).rows,
		...drawLive(liveStateOf(undefined), {columns: 80, rows: 24}, ascii),
	];
	expect([
		...rows
			.map(lineText)
			.join('')
			.matchAll(/[^\u0020-\u007e]/g),
	]).toEqual([]);
});

test('a list longer than the window is scrolled to who is pointed at', () => {
	const boxes = Array.from({length: 100}, (_, index) => ({
		...LIST.boxes[1],
		pid: 1000 + index,
	})) as BoxList['boxes'];
	const state = {...liveStateOf(undefined), list: {...LIST, boxes}, pointed: 1077};
	const rows = drawLive(state, {columns: 80, rows: 24}, theme);
	expect(rows.map(lineText).join('\n')).toMatch(/^❯ +1077 /m);
	expect(rows).toHaveLength(24);
});
