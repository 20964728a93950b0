import {expect, test} from 'vitest';
import {schemeOfAnswer, themeOptionsOf} from '../../src/ui/text/theme.js';
import {openExercise, SMALL} from './open-in-emulator.js';

const ASKED = '\u001b]11;?\u001b\\';
/** Blue, which heads a page on a light background and none on a dark one. */
const BLUE = '[34m';

test.each([
	['rgb:ffff/ffff/ffff', 'light'],
	['rgb:ff/fb/f0', 'light'],
	['rgb:0000/0000/0000', 'dark'],
	['rgb:3030/0a0a/2424', 'dark'],
	['rgba:1e1e/1e1e/1e1e/ffff', 'dark'],
	['nothing of the kind', undefined],
])('a background of %s is %s', (answer, scheme) => {
	expect(schemeOfAnswer(`\u001b]11;${answer}\u0007`)).toBe(scheme);
});

test('a terminal that says that it is light gets the colours for that, and its answer is not typed', async () => {
	const {app, attempt} = await openExercise(SMALL, {colour: true, unicode: true});
	expect(app.written()).toContain(ASKED);
	expect(app.written()).not.toContain(BLUE);
	app.type('l\u001b]11;rgb:ffff/ffff/ffff\u001b\\s');
	await expect.poll(() => app.written()).toContain(BLUE);
	expect(attempt().terminal('shell').written).toBe('ls');
});

test.each([{COLORFGBG: '0;15'}, {CONTAINER_LESSONS_THEME: 'dark'}, {NO_COLOR: '1'}])(
	'where %o tells, the terminal is not asked',
	async (env) => {
		const {app} = await openExercise(SMALL, themeOptionsOf(env));
		expect(app.written()).not.toContain(ASKED);
	},
);
