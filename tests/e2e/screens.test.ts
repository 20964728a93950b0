import {existsSync, readFileSync} from 'node:fs';
import {beforeEach, describe, expect, test} from 'vitest';
import {needNamespaces} from '../needs.js';
import {DRAWN_WALKS} from './screens/drawn-walks.js';
import {createStage, type Shot, type Variant} from './screens/stage.js';
import {WALKS} from './screens/walks.js';

/** A line for each screen: the hash of its cells, its name, size and theme. */
const KEPT = 'tests/e2e/screens/kept.txt';
/** Where pictures of all screens are put; without, none are drawn (`npm run screens`). */
const FOLDER = process.env['SCREENS_FOLDER'] || undefined;

const VARIANTS: readonly Variant[] = [
	{columns: 80, rows: 24, theme: 'dark'},
	{columns: 80, rows: 24, theme: 'light'},
	{columns: 140, rows: 40, theme: 'dark'},
	{columns: 140, rows: 40, theme: 'light'},
];

const kept = new Map(
	(existsSync(KEPT) ? readFileSync(KEPT, 'utf8') : '')
		.split('\n')
		.filter((line) => line !== '')
		.map((line) => [line.slice(line.indexOf(' ') + 1), line.slice(0, line.indexOf(' '))] as const),
);
const shots = new Map<string, Shot>();

beforeEach(needNamespaces);

describe.concurrent.each(VARIANTS)('at $columns x $rows, $theme', (variant) => {
	test.for(FOLDER === undefined ? WALKS : [...WALKS, ...DRAWN_WALKS])(
		'$name',
		{timeout: FOLDER === undefined ? 300_000 : 900_000},
		async ({go}, {skip}) => {
			const stage = createStage(variant, kept, shots, FOLDER, skip);
			try {
				await go(stage);
			} finally {
				await stage.close();
			}
		},
	);
});

test('each screen looks as it was last looked at', async () => {
	const seen = [...shots].toSorted(([a], [b]) => (a < b ? -1 : 1));
	const changed = seen.filter(([name, {hash}]) => kept.get(name) !== hash);
	const lines = seen.map(([name, {hash}]) => `${hash} ${name}\n`).join('');
	try {
		await expect(lines).toMatchFileSnapshot('./screens/kept.txt');
	} catch {
		const screens = changed.map(([name, {text}]) => `${name}:\n${text}\n`).join('\n');
		const gone = [...kept.keys()].filter((name) => !shots.has(name));
		throw new Error(
			[
				`${changed.length} screens are not what was kept of them; ${gone.length} are gone: ${gone.join(', ')}`,
				'`npm run screens -- FOLDER` draws them. Where they are as they should be,',
				'`npx vitest run tests/e2e/screens.test.ts -u` keeps them.',
				screens,
			].join('\n'),
		);
	}
});
