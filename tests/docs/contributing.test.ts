import {existsSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(`${root}CONTRIBUTING.md`, 'utf8');
const {scripts} = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

describe('CONTRIBUTING.md', () => {
	test('says what each npm script does', () => {
		const table = page.split('<!-- scripts -->')[1]?.split('<!-- /scripts -->')[0] ?? '';
		const named = [...table.matchAll(/^\| `npm (?:run )?([\w:]+)` \| \S/gm)].map(
			([, name]) => name,
		);
		// npm itself runs `prepare`, and `preX` before X.
		const isRunByNpm = (name: string): boolean =>
			name === 'prepare' || (name.startsWith('pre') && scripts[name.slice(3)] !== undefined);
		const own = Object.keys(scripts).filter((name) => !isRunByNpm(name));
		expect(named.toSorted()).toEqual(own.toSorted());
	});

	test('names only files and folders that are there', () => {
		const named = [
			...page.matchAll(/(?:^|[`\s])((?:src|tests|scripts|exercises|\.ci)\/[\w./-]*)/gm),
		]
			.map(([, path]) => path ?? '')
			.filter((path) => !path.includes('NNN'));
		expect(named.filter((path) => !existsSync(root + path))).toEqual([]);
		expect(named.length).toBeGreaterThan(15);
	});
});
