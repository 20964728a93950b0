import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {rooms, uiRooms} from '../../.dependency-cruiser.mjs';

const text = readFileSync('ARCHITECTURE.md', 'utf8');

const foldersIn = (path: string): readonly string[] =>
	readdirSync(path, {withFileTypes: true})
		// git knows no empty folder, and one may be left where a branch had files.
		.filter((entry) => entry.isDirectory() && readdirSync(`${path}/${entry.name}`).length > 0)
		.map(({name}) => name)
		.sort();

const cell = (words = ''): readonly string[] =>
	words.replaceAll('`', '').split(/, */).filter(Boolean);

/** The table of rooms: `[room, what it may import, its doors]`. */
const table = (text.split('<!-- rooms -->')[1]?.split('<!-- /rooms -->')[0] ?? '')
	.split('\n')
	.filter((line) => line.startsWith('| `'))
	.map((line) => {
		const [, room = '', , imports = '', doors = ''] = line.split('|').map((part) => part.trim());
		return {room: cell(room)[0] ?? '', imports: cell(imports), doors: cell(doors)};
	});

test('every room of the table is there, and every room that is there stands in the table', () => {
	expect(table.map(({room}) => room).sort()).toEqual(foldersIn('src'));
});

test('the table says what each room may import in the words of the import rules', () => {
	const said = Object.fromEntries(
		table
			.filter(({room}) => room !== 'cli')
			.map(({room, imports}) => [room, imports.filter((word) => word !== 'nothing')]),
	);
	expect(said).toEqual(rooms);
});

test('every door that the table names is there, and no room has one that it does not name', () => {
	for (const {room, doors} of table.filter((row) => row.room !== 'cli')) {
		const found = readdirSync(`src/${room}`)
			.filter((name) => name.endsWith('.door.ts'))
			.map((name) => name.replace('.door.ts', ''))
			.sort();
		// `read-…` stands for all that begin so.
		const isNamed = (door: string): boolean =>
			doors.some((name) =>
				name.endsWith('…') ? door.startsWith(name.slice(0, -1)) : door === name,
			);
		expect(
			found.filter((door) => !isNamed(door)),
			room,
		).toEqual([]);
		expect(
			doors.filter((name) => !name.endsWith('…') && !found.includes(name)),
			room,
		).toEqual([]);
	}
});

test('the rooms inside ui/ are those of the import rules, and the page names each', () => {
	expect(foldersIn('src/ui')).toEqual(Object.keys(uiRooms).sort());
	const paragraph = /^Inside `ui\/`[\s\S]*?\n\n/m.exec(text)?.[0] ?? '';
	expect(Object.keys(uiRooms).filter((room) => !paragraph.includes(`\`${room}\``))).toEqual([]);
});

test('every path that the page names leads somewhere', () => {
	const named = [...text.matchAll(/`((?:src\/)?[a-z]+(?:\/[a-z-]+)+)`/g)].map(
		([, path]) => path ?? '',
	);
	const isThere = (path: string): boolean =>
		['', '.ts', '.tsx', '.door.ts'].some((end) => existsSync(`src/${path}${end}`)) ||
		existsSync(path);
	expect(named.length).toBeGreaterThan(10);
	expect(named.filter((path) => !isThere(path))).toEqual([]);
});

test('the table of moved files leads to files that are there, from files that are not', () => {
	const rows = [...readFileSync('docs/moved.md', 'utf8').matchAll(/^\| `(.+)` \| `(.+)` \|$/gm)];
	expect(rows.length).toBeGreaterThan(100);
	expect(rows.filter(([, , now]) => !existsSync(`src/${now}`)).map(([row]) => row)).toEqual([]);
	expect(rows.filter(([, before]) => existsSync(`src/${before}`)).map(([row]) => row)).toEqual([]);
});
