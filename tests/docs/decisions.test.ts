import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = `${root}docs/decisions/`;
const decisions = readdirSync(folder)
	.filter((name) => name !== 'README.md')
	.sort();
const textOf = (name: string): string => readFileSync(folder + name, 'utf8');
const numberOf = (name: string): string => name.slice(0, 4);

/** The lines of a page that are no headings and no blanks count as `text`, so that a section is not empty. */
const outlineOf = (text: string): readonly string[] => {
	const lines = text.split('\n').filter((line) => line !== '');
	const outline = lines.map((line) => (line.startsWith('#') ? line : 'text'));
	return outline.filter((line, index) => line !== 'text' || outline[index - 1] !== 'text');
};

describe('the decisions', () => {
	test('are numbered without a gap', () => {
		const numbers = decisions.map(numberOf);
		expect(numbers).toEqual(decisions.map((_, index) => String(index + 1).padStart(4, '0')));
		expect(numbers.length).toBeGreaterThan(8);
	});

	test.each(decisions)(
		'%s has a title, a date, its context, what was decided and what it costs',
		(name) => {
			const [title = '', , date] = textOf(name).split('\n');
			expect(title).toMatch(new RegExp(`^# ${numberOf(name)} \\S`));
			expect(date).toMatch(/^20\d\d-\d\d-\d\d$/);
			expect(outlineOf(textOf(name))).toEqual([
				title,
				'text',
				'## Context',
				'text',
				'## Decision',
				'text',
				'## What it costs',
				'text',
			]);
		},
	);

	test('all stand in the index, with title and date', () => {
		const rows = decisions.map((name) => {
			const [title = '', , date = ''] = textOf(name).split('\n');
			return `| ${numberOf(name)} | [${title.slice('# 0000 '.length)}](${name}) | ${date} |`;
		});
		const table = textOf('README.md')
			.split('\n')
			.filter((line) => /^\| \d/.test(line));
		expect(table).toEqual(rows);
	});

	test('name only files and folders that are there', () => {
		const named = decisions.flatMap((name) =>
			[...textOf(name).matchAll(/`((?:src|tests|scripts)\/[\w./-]+)`/g)].map(
				([, path]) => path ?? '',
			),
		);
		expect(named.filter((path) => !existsSync(root + path))).toEqual([]);
		expect(named.length).toBeGreaterThan(10);
	});

	test('are there wherever the project refers to one', () => {
		const folders = ['src', 'tests', 'scripts', 'docs'];
		const files = folders.flatMap((name) =>
			readdirSync(root + name, {recursive: true, withFileTypes: true})
				.filter((entry) => entry.isFile() && /\.(tsx?|mjs|md)$/.test(entry.name))
				.map((entry) => `${entry.parentPath}/${entry.name}`),
		);
		const pages = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md'];
		const referred = [...files, ...pages.map((page) => root + page)].flatMap((file) =>
			[...readFileSync(file, 'utf8').matchAll(/(?:docs\/decisions\/|\]\()(\d{4})\b/g)].map(
				([, number]) => `${file.slice(root.length)}: ${number}`,
			),
		);
		const numbers = new Set(decisions.map(numberOf));
		expect(referred.filter((line) => !numbers.has(line.slice(-4)))).toEqual([]);
		expect(referred.length).toBeGreaterThan(8);
	});
});
