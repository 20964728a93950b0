import {onTestFinished} from 'vitest';
import type {Facts} from '../../src/domain/evidence.js';
import {NO_PROGRESS, type Place} from '../../src/domain/progress.js';
import type {GuideKey} from '../../src/terminal/guide-keys.js';
import {guideKeyFacts} from '../../src/ui/keys/guide-key.js';
import type {ThemeOptions} from '../../src/ui/text/theme.js';
import {type StartOptions, startSession} from '../session/start-session.js';
import {type EmulatedApp, mountInEmulator} from './mount-in-emulator.js';

export const SMALL = {columns: 80, rows: 24};
export const LARGE = {columns: 140, rows: 40};

/** The app over a session of fakes, both closed when the test has ended. */
export function openInEmulator(
	size = SMALL,
	options: StartOptions = {},
	theme: ThemeOptions = {colour: true, unicode: true, scheme: 'dark'},
	guideKeys?: readonly GuideKey[],
) {
	const started = startSession(options);
	const app = mountInEmulator(started.session, size, theme, undefined, guideKeys);
	onTestFinished(async () => {
		app.close();
		await started.session.close();
	});
	return {...started, app};
}

/** Somebody who was there when they left, and has predicted wrongly. */
export const at = (place: Place): StartOptions => ({
	progress: {
		...NO_PROGRESS,
		place,
		predictions: {'010/same-kernel': {option: 'b', right: false, at: ''}},
	},
});

/** In front of the open exercise, its shell at the prompt. */
export async function openExercise(
	size = SMALL,
	theme: ThemeOptions = {colour: true, unicode: true, scheme: 'dark'},
	facts: Facts = guideKeyFacts({}),
	guideKeys?: readonly GuideKey[],
) {
	const options = {...at({at: 'do', lesson: '010'}), facts};
	const opened = openInEmulator(size, options, theme, guideKeys);
	await opened.app.until('Each command is checked');
	opened.attempt().terminal('shell').print('learner@lesson:~$ ');
	await opened.app.until('learner@lesson');
	return opened;
}

export const rowWith = (app: EmulatedApp, text: string): number =>
	app.rows().findIndex((row) => row.includes(text));
