import {type FSWatcher, watch} from 'node:fs';
import {join} from 'node:path';
import {ifThere, readDirectories} from '../files/read-text.door.js';

/** Editors write a file in several strokes: beside it, then over it, or empty first. */
const QUIET_MS = 80;

/** Watches the files of a course. Whoever creates it closes it. */
export interface CourseWatch {
	close(): void;
}

/**
 * Calls `onSaved` after files of a course were saved, once for strokes that belong together. Folders are watched
 * and not files: who saves by renaming leaves a watched file behind. Throws where they can't be watched.
 */
export function watchCourse(directory: string, onSaved: () => void): CourseWatch {
	const watchers = new Map<string, FSWatcher>();
	const [lessons, exercises] = [join(directory, 'lessons'), join(directory, 'exercises')];
	let timer: NodeJS.Timeout | undefined;

	const forget = (folder: string): void => {
		watchers.get(folder)?.close();
		watchers.delete(folder);
	};
	const follow = (folder: string): void => {
		if (watchers.has(folder)) return;
		const watcher = watch(folder, {persistent: false}, (event, name) => {
			// A folder that comes or goes is another one from then on, whatever its name.
			const inner = name === null ? undefined : join(folder, name);
			if (event === 'rename' && inner !== undefined) forget(inner);
			// Beside the two folders a pack may hold anything, which is nothing to read it again for.
			if (folder === directory && inner !== lessons && inner !== exercises) return;
			clearTimeout(timer);
			timer = setTimeout(settle, QUIET_MS);
		});
		// It is gone: what that means for the course is said when it is read.
		watcher.on('error', () => forget(folder));
		watchers.set(folder, watcher);
	};
	const folders = (): readonly string[] => [
		directory,
		lessons,
		exercises,
		...readDirectories(exercises).map((name) => join(exercises, name)),
	];
	const settle = (): void => {
		for (const folder of folders()) ifThere(() => follow(folder));
		onSaved();
	};

	try {
		for (const folder of folders()) follow(folder);
	} catch (error) {
		for (const folder of [...watchers.keys()]) forget(folder);
		throw error;
	}
	return {
		close() {
			clearTimeout(timer);
			for (const folder of [...watchers.keys()]) forget(folder);
		},
	};
}
