// Keeps what was compiled of a pack, under the hash of all its files, so that an unchanged pack opens at once.

import {createHash} from 'node:crypto';
import {
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import {homedir} from 'node:os';
import {join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {Course} from '../domain/course.js';
import type {LinkedCourse} from './link-course.js';

/** As many packs are kept as somebody has open in a week; the oldest goes first. */
const MOST_KEPT = 8;
/** Larger packs than a hundred times the course that ships are read anew. */
const MOST_BYTES = 64 * 1024 * 1024;

/** The folder for what can be made again (XDG Base Directory Specification). */
export const cacheFolder = (env: Readonly<Record<string, string | undefined>>): string =>
	join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'container-lessons', 'packs');

/**
 * The course of a pack: as it was compiled before, if no byte of it has changed since, and else by `compile`. Only
 * a pack without problems is kept. Where nothing can be kept, nothing is.
 */
export async function readThroughCache(
	directory: string,
	folder: string,
	compile: () => Promise<LinkedCourse>,
): Promise<LinkedCourse> {
	const file = fileOf(directory, folder);
	const kept = file === undefined ? undefined : readKept(file);
	if (kept !== undefined) return {course: kept, problems: []};
	const linked = await compile();
	if (file !== undefined && linked.problems.length === 0 && file === fileOf(directory, folder)) {
		keep(file, folder, linked.course);
	}
	return linked;
}

/** Undefined where something in the pack is no plain file, so that its content is not all there is to it. */
function fileOf(directory: string, folder: string): string | undefined {
	try {
		const hash = createHash('sha256');
		// Another build may compile the same text to something else.
		const {size, mtimeMs} = statSync(fileURLToPath(import.meta.url));
		hash.update(JSON.stringify([size, mtimeMs, resolve(directory)]));
		let bytes = 0;
		for (const part of ['lessons', 'exercises']) {
			const entries = readdirSync(join(directory, part), {recursive: true, withFileTypes: true});
			const names = entries.map((entry) => ({entry, path: join(entry.parentPath, entry.name)}));
			for (const {entry, path} of names.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
				if (entry.isDirectory()) continue;
				if (!entry.isFile()) return undefined;
				const content = readFileSync(path);
				bytes += content.length;
				if (bytes > MOST_BYTES) return undefined;
				hash.update(JSON.stringify([path, content.length])).update(content);
			}
		}
		return join(folder, `${hash.digest('hex')}.json`);
	} catch {
		// What can't be read is for the reader of the pack to say.
		return undefined;
	}
}

/** Written by this program alone, in a folder of the user's own, so that its form is taken on trust. */
function readKept(file: string): Course | undefined {
	try {
		return JSON.parse(readFileSync(file, 'utf8')) as Course;
	} catch {
		return undefined;
	}
}

function keep(file: string, folder: string, course: Course): void {
	const begun = `${file}.${process.pid}`;
	try {
		mkdirSync(folder, {recursive: true, mode: 0o700});
		writeFileSync(begun, JSON.stringify(course), {flag: 'wx', mode: 0o600});
		renameSync(begun, file);
		for (const old of oldest(folder)) rmSync(old, {force: true});
	} catch {
		// Without it the pack opens more slowly the next time, and that is all.
		removeIfThere(begun);
	}
}

function removeIfThere(path: string): void {
	try {
		rmSync(path, {force: true});
	} catch {
		// Where there is no folder there is no file, either.
	}
}

function oldest(folder: string): readonly string[] {
	return readdirSync(folder)
		.map((name) => join(folder, name))
		.map((path) => ({path, at: statSync(path).mtimeMs}))
		.toSorted((a, b) => b.at - a.at)
		.slice(MOST_KEPT)
		.map(({path}) => path);
}
