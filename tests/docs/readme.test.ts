import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {COMMANDS} from '../../src/cli/command-table.js';
import {keyHelpMarkdown} from '../../src/ui/keys/key-help.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const readme = readFileSync(`${root}README.md`, 'utf8');

/** What stands between the two comments that name a part of the README. */
const partOf = (name: string): string =>
	readme.split(`<!-- ${name} -->\n`)[1]?.split(`<!-- /${name} -->`)[0] ?? '';

const commandTable = [
	'| command | does |',
	'| --- | --- |',
	...COMMANDS.map(({usage, describe: does}) => `| \`${usage}\` | ${does} |`),
].join('\n');

describe('the README', () => {
	test('has the key table of the key map', () => {
		expect(partOf('keys').trim()).toBe(keyHelpMarkdown().trim());
	});

	test('has the commands of the command table', () => {
		expect(partOf('commands').trim()).toBe(commandTable);
	});

	test.each(['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md'])(
		'%s links only to files that are there',
		(file) => {
			const text = readFileSync(root + file, 'utf8');
			const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path]) => path ?? '');
			expect(links.filter((path) => !existsSync(root + path))).toEqual([]);
		},
	);

	test('ARCHITECTURE.md names every folder of src', () => {
		const text = readFileSync(`${root}ARCHITECTURE.md`, 'utf8');
		for (const folder of readdirSync(`${root}src`)) {
			expect(text).toContain(`| \`${folder}\` |`);
		}
	});
});
