import {onTestFinished} from 'vitest';
import type {Facts} from '../../src/domain/evidence.js';
import {NO_PROGRESS, type Place} from '../../src/domain/progress.js';
import {guideKeyFacts} from '../../src/ui/keys/guide-key.js';
import {type StartOptions, startSession} from '../session/start-session.js';
import {type EmulatedApp, mountInEmulator} from './mount-in-emulator.js';

export const SMALL = {columns: 80, rows: 24};
export const LARGE = {columns: 140, rows: 40};

/** The app over a session of fakes, both closed when the test has ended. */
export function openInEmulator(
	size = SMALL,
	options: StartOptions = {},
	theme = {colour: true, unicode: true},
) {
	const started = startSession(options);
	const app = mountInEmulator(started.session, size, theme);
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
	theme = {colour: true, unicode: true},
	facts: Facts = guideKeyFacts({}),
) {
	const opened = openInEmulator(size, {...at({at: 'do', lesson: '010'}), facts}, theme);
	await opened.app.until('Each command is checked');
	opened.attempt().terminal('shell').print('learner@lesson:~$ ');
	await opened.app.until('learner@lesson');
	return opened;
}

export const rowWith = (app: EmulatedApp, text: string): number =>
	app.rows().findIndex((row) => row.includes(text));
