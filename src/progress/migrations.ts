// Brings an older version's progress up to date, so that updating the program loses nothing.
import {FORMAT_VERSION, progressOf, type Stored, versionOf} from './format.js';

/** Takes a stored form one version up: the entry at index 0 turns version 0 into version 1. */
export type Migration = (stored: Stored) => Stored;

/**
 * The first published form is version 1, so a file without a version can only have been written by
 * hand and is taken for version 1.
 */
const MIGRATIONS: readonly Migration[] = [(stored) => stored, withPathAndOpenings];

/**
 * Version 2 knows of two paths and when each lesson was opened. Whoever had begun had all lessons before them, and
 * has opened a lesson no later than they did something in it.
 */
function withPathAndOpenings(stored: Stored): Stored {
	const {steps, predictions, questions} = progressOf(stored);
	// A Map, because an object has more keys than its own.
	const opened = new Map<string, string>();
	for (const records of [steps, predictions, questions]) {
		for (const [key, {at}] of Object.entries<{readonly at: string}>(records)) {
			const [lesson = ''] = key.split('/');
			const before = opened.get(lesson);
			if (before === undefined || at < before) opened.set(lesson, at);
		}
	}
	return {
		...stored,
		opened: Object.fromEntries(opened),
		path: opened.size > 0 ? 'all' : 'core',
	};
}

/** The stored form in this program's version; a newer one is returned unchanged. */
export function migrate(stored: Stored, migrations: readonly Migration[] = MIGRATIONS): Stored {
	const version = versionOf(stored);
	if (version >= migrations.length) return stored;
	return migrations
		.slice(Math.max(0, version))
		.reduce<Stored>(
			(form, step, index) => ({...step(form), version: Math.max(0, version) + index + 1}),
			stored,
		);
}

/** A newer version wrote it: reading is safe, but writing could lose what that version keeps. */
export const isNewer = (stored: Stored): boolean => versionOf(stored) > FORMAT_VERSION;
