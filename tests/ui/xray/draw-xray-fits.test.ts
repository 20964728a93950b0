import {describe, expect, test} from 'vitest';
import {lineText, lineWidth} from '../../../src/ui/text/wrap-text.js';
import {drawXray} from '../../../src/ui/xray/draw-xray.js';
import {picture, theme} from './picture.js';
import {flooded, SCENES, scene} from './scenes.js';

describe.each(SCENES)('the scene "%s"', (name) => {
	const sizes = [28, 36, 46, 56, 58, 78, 98].flatMap((columns) =>
		[5, 7, 10, 14, 20, 40].map((rows) => ({columns, rows})),
	);

	test.each(sizes)('keeps to $columns x $rows', (size) => {
		const {lines} = drawXray(scene(name), size, theme);
		expect(lines.length).toBeLessThanOrEqual(size.rows);
		expect(lines.map(lineWidth).filter((width) => width > size.columns)).toEqual([]);
		expect(lines.map(lineText).join('\n')).toContain('6.1.0-example');
	});

	test('shows every process where there is room', () => {
		const text = picture(scene(name), 98, 60);
		const missing = scene(name).processes.filter(
			({pid}) => !new RegExp(`^ *${pid} `, 'm').test(text),
		);
		const folded = [...text.matchAll(/… (\d+) more like it/g)].reduce(
			(sum, [, count]) => sum + Number(count),
			0,
		);
		expect(missing).toHaveLength(folded);
	});
});

test('walls within walls end where nothing in them could be read', () => {
	const deep = flooded(30, (index) => ({
		...(index === 0 ? {} : {parent: 50_000 + index - 1}),
		namespaces: {...scene('plain').sandbox.namespaces, mnt: `mnt:[${index}]`},
	}));
	for (const columns of [28, 46, 78]) {
		const {lines} = drawXray(deep, {columns, rows: 200}, theme);
		expect(lines.map(lineWidth).filter((width) => width > columns)).toEqual([]);
		expect(lines.map(lineText).join('\n')).toMatch(/… \d+ below/);
	}
});
