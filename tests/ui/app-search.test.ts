import {expect, test} from 'vitest';
import {at, LARGE, openInEmulator, SMALL} from './open-in-emulator.js';

test.each([SMALL, LARGE])('at $columns x $rows what is found is opened by keys', async (size) => {
	const {app} = openInEmulator(size, at({at: 'menu'}));
	app.type('/');
	await app.until('Terms');
	app.type('uname');
	await app.until('> uname');
	await app.until('Commands');
	app.type('\r');
	await app.until(/many views/);
});

test('a term is explained in its place, and Esc leads back to the page', async () => {
	const {app} = openInEmulator(SMALL, at({at: 'read', lesson: '010', page: 1}));
	await app.until('many views');
	app.type('/');
	await app.until('Terms');
	app.type('kern');
	await app.until(/containers of a\s+host share its kernel/);
	app.type('\u001b');
	await app.until('many views');
});

test('letters that are keys elsewhere are written, and the line stays in view in a long list', async () => {
	const {app} = openInEmulator(SMALL, at({at: 'menu'}));
	app.type('/');
	await app.until('Terms');
	for (let moves = 0; moves < 30; moves++) app.type('\u001b[B');
	app.type('q');
	await app.until('> q');
	await app.until('Nothing of that name.');
});

test('the links of a lesson are offered to the clipboard', async () => {
	const {app} = openInEmulator(SMALL, at({at: 'questions', lesson: '010'}));
	await app.until('Go deeper');
	app.type('y');
	await app.until('to the clipboard');
	// The keys stay below it.
	expect(app.rows()[22]).toContain('to the clipboard');
	expect(app.rows()[23]).toContain('Enter next');
	const copied = app.written().split(']52;c;')[1]?.split('\u0007')[0] ?? '';
	expect(Buffer.from(copied, 'base64').toString()).toMatch(/^https:\/\/\S+\n/);
});
