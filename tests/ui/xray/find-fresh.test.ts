import {expect, test} from 'vitest';
import type {ProcessView} from '../../../src/domain/evidence.js';
import type {Xray} from '../../../src/domain/xray.js';
import {drawXray} from '../../../src/ui/xray/draw-xray.js';
import {findFresh} from '../../../src/ui/xray/find-fresh.js';
import {theme} from './picture.js';
import {flooded, scene} from './scenes.js';

/** The texts that are lit up in the picture of `now`. */
const lit = (before: Xray | undefined, now: Xray): readonly string[] =>
	drawXray(now, {columns: 78, rows: 30}, theme, {before})
		.lines.flat()
		.filter(({look, text}) => look === 'fresh' && /[\w/]/.test(text))
		.map(({text}) => text.trim());

const withShell = (xray: Xray, part: Partial<ProcessView>): Xray => ({
	...xray,
	processes: xray.processes.map((one) => (one.depth === 0 ? {...one, ...part} : one)),
});

test('nothing is lit before a command has ended, and nothing by one that changes nothing', () => {
	expect(lit(undefined, scene('unshare'))).toEqual([]);
	expect(lit(scene('unshare'), scene('unshare'))).toEqual([]);
});

test('a box that was made is lit with all that runs in it, and its words say so without colour', () => {
	const before = {...scene('unshare'), processes: scene('unshare').processes.slice(0, 1)};
	const {lines: rows} = drawXray(scene('unshare'), {columns: 78, rows: 30}, theme, {before});
	expect(lit(before, scene('unshare'))).toContain('bash');
	expect(lit(before, scene('unshare'))).not.toContain('bash -i');
	expect(rows.flat().filter(({text}) => text.includes('just now')).length).toBeGreaterThan(1);
	expect(rows.flat().some(({look, text}) => look === 'fresh' && text.startsWith('┌'))).toBe(true);
});

test('one new process among many like it is not folded into them', () => {
	const before = flooded(20);
	expect(lit(before, flooded(21))).toEqual(['sleep 1000']);
});

test('a shell that comes late is not what a command made, but one that has changed its root is', () => {
	const plain = scene('plain');
	expect(lit({...plain, processes: []}, plain)).toEqual([]);
	expect(lit(plain, withShell(plain, {root: '0:99/2'}))).toContain('bash -i');
});

test('a group is lit when it is new, and when it has another limit, not when it is used', () => {
	const plain = scene('plain');
	const [own] = plain.groups ?? [];
	if (own === undefined) throw new Error('the plain scene has no group');
	const api = {...own, path: '/api', memoryMax: 1024, members: [1]};
	const having = (group: typeof own): Xray => ({...plain, groups: [own, group]});
	expect(lit(plain, having(api))).toEqual(['cgroup /api']);
	expect(lit(having(api), having({...api, memoryCurrent: 77}))).toEqual([]);
	expect(lit(having(api), having({...api, memoryMax: 2048}))).toEqual(['cgroup /api']);
});

test('a process that was moved into another group is lit', () => {
	const plain = scene('plain');
	const [own] = plain.groups ?? [];
	const [shell] = plain.processes;
	if (own === undefined || shell === undefined) throw new Error('the plain scene is empty');
	const having = (members: readonly number[]): Xray => ({
		...plain,
		groups: [own, {...own, path: '/api', members}],
	});
	expect([...findFresh(having([]), having([shell.pid]))]).toEqual([
		`process ${shell.pid}@${shell.startTime}`,
	]);
});
