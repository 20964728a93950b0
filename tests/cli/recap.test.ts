import {describe, expect, test} from 'vitest';
import {isHarmless} from '../../src/cli/recap/is-harmless.js';
import {recapMarkdown, withStop} from '../../src/cli/recap/recap-markdown.js';
import {recapSvg} from '../../src/cli/recap/recap-svg.js';
import {NO_PROGRESS, type Progress} from '../../src/domain/progress.js';
import {recapCard} from '../../src/session/recap.js';
import {AA, contrast} from '../contrast.js';
import {sampleCourse} from '../session/sample-course.js';

const DAY = '2026-11-30';

const PROGRESS: Progress = {
	...NO_PROGRESS,
	steps: {
		'010/release': {
			state: 'done',
			at: '',
			hints: 0,
			helped: true,
			seen: [
				{what: 'the kernel release', value: '6.1.0-example'},
				{what: 'a path', value: '/home/ada/secret'},
				{what: 'a <b>&', value: 'tick`*tick'},
			],
		},
	},
	predictions: {'010/same-kernel': {option: 'b', right: false, at: ''}},
};

const card = (keeps: (value: string) => boolean = () => true) =>
	recapCard(sampleCourse, PROGRESS, new Map(), keeps);

describe('what may be handed in', () => {
	test.each(['6.1.0-example', '4026531836', '64 MiB', '1.5 %', 'pid:[4026531836]'])(
		'%s is harmless',
		(value) => expect(isHarmless(value, ['ada', 'lovelace.example'])).toBe(true),
	);

	test.each([
		'/home/ada',
		'a/b',
		'sleep 1000',
		'rm -rf x',
		'Ada',
		'on-lovelace.example',
		'two\nrows',
	])('%s is left out', (value) =>
		expect(isHarmless(value, ['ada', 'lovelace.example'])).toBe(false),
	);

	test('what is left out is counted', () => {
		const {values, leftOut} = card((value) => isHarmless(value, []));
		expect({values, leftOut}).toEqual({values: 2, leftOut: 1});
		expect(
			recapMarkdown(
				card((value) => isHarmless(value, [])),
				DAY,
			),
		).not.toContain('secret');
	});
});

describe('as Markdown', () => {
	const text = recapMarkdown(card(), DAY);

	test('it has the values seen, the help taken, and a wrong prediction with what is so', () => {
		expect(text).toContain('- the kernel release: `6.1.0-example`');
		expect(text).toContain('(with the solution)');
		expect(text).toContain('Answered: No, one of its own. So it is: **Yes, the same one.**');
		expect(text).toContain(`${DAY}: 1 done, of `);
	});

	test('an answer of a few words is a sentence there, and one of its own keeps its stop', () => {
		expect(['Copies', 'Is it `lo`', 'It is.', 'Why?'].map(withStop)).toEqual([
			'Copies.',
			'Is it `lo`.',
			'It is.',
			'Why?',
		]);
	});

	test('nothing in it is taken for markup', () => {
		expect(text).toContain('a \\<b\\>&: ``');
		expect(text).toContain('`` tick`*tick ``');
	});
});

describe('as a picture', () => {
	const svg = recapSvg(card(), DAY);

	test('every line of it stands within its edges', () => {
		const height = Number(/ height="(\d+)"/.exec(svg)?.[1]);
		const rows = [...svg.matchAll(/<text [^>]*y="(\d+)"/g)].map(([, y]) => Number(y));
		expect(rows.length).toBeGreaterThan(5);
		expect(Math.max(...rows)).toBeLessThan(height);
	});

	test('nothing in it is taken for markup, and nothing comes from elsewhere', () => {
		expect(svg).toContain('a &lt;b&gt;&amp;: tick*tick');
		expect(svg.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|<script|href/);
		expect(svg.split('<text').length).toBe(svg.split('</text>').length);
	});

	test('every colour of it has a contrast of 4.5:1 and more, on the light page and on the dark one', () => {
		const schemes = svg.split('@media').map((part) => {
			const fills = [...part.matchAll(/\.(\w+)\{fill:(#\w{6})/g)];
			return new Map(fills.map(([, name = '', colour = '']) => [name, colour]));
		});
		expect(schemes.map(({size}) => size)).toEqual([6, 6]);
		for (const scheme of schemes) {
			const page = scheme.get('page') ?? '';
			for (const [name, colour] of scheme) {
				if (name !== 'page') expect([name, contrast(colour, page) >= AA]).toEqual([name, true]);
			}
		}
	});
});
