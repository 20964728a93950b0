import {FORMAT_VERSION, type Stored, versionOf} from './format.js';

/** Takes a stored form one version up: the entry at 0 makes version 1 of version 0. */
export type Migration = (stored: Stored) => Stored;

/**
 * The first form that was ever published is version 1, so that what has no version can only be a file
 * someone wrote by hand: it is taken as version 1.
 */
const MIGRATIONS: readonly Migration[] = [(stored) => stored];

/** A stored form in this program's version; a newer one is given back as it stands. */
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

/** It was written by a newer program: reading it is safe, writing it could lose what that one keeps. */
export const isNewer = (stored: Stored): boolean => versionOf(stored) > FORMAT_VERSION;
