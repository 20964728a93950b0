import {spawnSync} from 'node:child_process';
import {appendFileSync, cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';

type Kind = 'files' | 'exports' | 'types' | 'unlisted' | 'devDependencies';

interface Report {
	readonly issues: readonly ({readonly file: string} & {
		readonly [kind in Kind]?: readonly {readonly name: string}[];
	})[];
}

/** What knip says of the project below this directory, by its own configuration: `kind file name`. */
function unusedIn(directory: string): readonly string[] {
	const knip = join(process.cwd(), 'node_modules/knip/bin/knip.js');
	const {stdout, stderr} = spawnSync(
		process.execPath,
		[knip, '--reporter', 'json', '--no-progress'],
		{cwd: directory, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024},
	);
	if (stdout === '') throw new Error(`knip said nothing: ${stderr}`);
	return (JSON.parse(stdout) as Report).issues.flatMap(({file, ...kinds}) =>
		Object.entries(kinds).flatMap(([kind, found]) =>
			found.map(({name}) => `${kind} ${file} ${name}`),
		),
	);
}

/** Each file that is added to, the text, and what must be said of it. */
const PLANTED = [
	[
		'src/domain/namespace.ts',
		'export const planted = 1;',
		'exports src/domain/namespace.ts planted',
	],
	// Used where it stands, but nowhere else: it need not be exported.
	[
		'src/domain/fact.ts',
		'export const plantedHere = 1; plantedHere.toFixed();',
		'exports src/domain/fact.ts plantedHere',
	],
	[
		'src/domain/printable.ts',
		'export interface Planted {readonly x: number}',
		'types src/domain/printable.ts Planted',
	],
	// Reached only by `import('…')`, of which every name is used by its own.
	['src/ui/mount-app.tsx', 'export const planted = 1;', 'exports src/ui/mount-app.tsx planted'],
	['scripts/licences.mjs', 'export const planted = 1;', 'exports scripts/licences.mjs planted'],
	[
		'tests/docs/describe-course.ts',
		'export const planted = 1;',
		'exports tests/docs/describe-course.ts planted',
	],
	['tests/planted.ts', 'export const planted = 1;', 'files tests/planted.ts tests/planted.ts'],
	['scripts/bundle.mjs', "import 'semver';", 'unlisted scripts/bundle.mjs semver'],
] as const;

const COPIED = [
	'src',
	'bin',
	'scripts',
	'tests',
	'package.json',
	'tsconfig.json',
	'knip.config.ts',
	'vitest.config.ts',
	'.dependency-cruiser.mjs',
];

const copy = mkdtempSync(join(tmpdir(), 'container-lessons-unused-'));
let planted: readonly string[];

beforeAll(() => {
	for (const name of COPIED) cpSync(name, join(copy, name), {recursive: true});
	symlinkSync(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'));
	writeFileSync(join(copy, 'tests/planted.ts'), '');
	for (const [file, text] of PLANTED) appendFileSync(join(copy, file), `${text}\n`);
	planted = unusedIn(copy);
});

afterAll(() => rmSync(copy, {recursive: true, force: true}));

test('nothing is exported that nobody imports, and no file or package lies about unused', () => {
	expect(unusedIn('.')).toEqual([]);
});

test.each(PLANTED)('what is planted in %s is refused: %s', (_file, _text, said) => {
	expect(planted).toContain(said);
});

test('nothing else is refused', () => {
	expect(planted.filter((line) => !PLANTED.some(([, , said]) => said === line))).toEqual([]);
});
