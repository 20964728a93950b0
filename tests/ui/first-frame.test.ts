import {expect, test} from 'vitest';
import {NO_PROGRESS, type Place} from '../../src/domain/progress.js';
import {createScreen, type Screen} from '../../src/terminal/screen.js';
import {firstFrame} from '../../src/ui/first-frame.js';
import {openApp} from '../../src/ui/open-app.js';
import {createTheme, type ThemeOptions} from '../../src/ui/text/theme.js';
import {startSession} from '../session/start-session.js';
import {mountInEmulator} from './mount-in-emulator.js';

const SMALL = {columns: 80, rows: 24};
const LARGE = {columns: 140, rows: 40};
const DEFAULT: ThemeOptions = {colour: true, unicode: true};

const painted = (screen: Pick<Screen, 'row'>, {columns, rows} = SMALL): readonly string[] =>
	Array.from({length: rows}, (_, y) => screen.row(y, {left: 0, columns, colour: true}));

const places: readonly (readonly [string, Place])[] = [
	['the opening', {at: 'read', lesson: '020', page: 0}],
	['a page', {at: 'read', lesson: '010', page: 1}],
	['a prediction', {at: 'predict', lesson: '010'}],
	['an exercise', {at: 'do', lesson: '010'}],
	['the insight', {at: 'insight', lesson: '010'}],
	['the menu', {at: 'menu'}],
];

for (const [what, place] of places) {
	test.each([
		{size: SMALL, theme: DEFAULT},
		{size: LARGE, theme: DEFAULT},
		{size: SMALL, theme: {colour: false, unicode: false}},
	])(
		`the first frame of ${what} is what Ink draws, cell by cell: $size $theme`,
		async ({size, theme}) => {
			// A box that is not known yet keeps the exercise from changing under the comparison.
			const questions = {'010/what': {option: 'a', right: true, at: ''}};
			const {session} = startSession({
				unknownHost: true,
				progress: {...NO_PROGRESS, place, questions},
			});
			const emulator = createScreen(size);
			const view = {state: session.state(), size};
			emulator.write(Buffer.from(firstFrame(view, createTheme(theme))));
			const app = mountInEmulator(session, size, theme);
			await app.until(/\S/);
			expect(painted(app.screen, size)).toEqual(painted(emulator, size));
			app.close();
			await session.close();
		},
	);
}

test('what is typed before the app is there is not lost', async () => {
	const {session} = startSession();
	let deliver = (_bytes: Uint8Array): void => {};
	const opened = openApp({
		session,
		terminal: {
			output: {...SMALL, write: () => true, on() {}, off() {}},
			size: () => SMALL,
			onInput(listener) {
				deliver = listener;
				return () => {};
			},
			onResize: () => () => {},
			onResume: () => () => {},
			setMouse: () => {},
		},
		theme: DEFAULT,
		guideKeys: [],
		mouse: false,
		lookAt: () => async () => ({kind: 'gone'}),
		joinRoom() {},
		copyText: async () => 'offered',
		onBug(bug) {
			throw bug;
		},
	});
	deliver(Buffer.from(' '));
	const app = await opened;
	expect(session.state().screen).toMatchObject({kind: 'read', page: 1});
	app.close();
	await session.close();
});

test('text that holds an escape sequence shows it and does not send it', async () => {
	const hostile = 'One \u001b]0;owned\u0007\u009b2J two';
	const theme = createTheme(DEFAULT);
	const {session} = startSession({warning: hostile});
	const first = firstFrame({state: session.state(), size: SMALL}, theme);
	const app = mountInEmulator(session, SMALL);
	await app.until('␛]0;owned␇');
	for (const written of [first, app.written()]) {
		expect(written).toContain('␛]0;owned␇');
		for (const character of ['\u0007', '\u009b']) expect(written).not.toContain(character);
	}
	app.close();
	await session.close();
});
