// Merges progress from two places, and carries it from one host to another, without losing a pass.
import type {AnswerRecord, Progress, StepRecord} from '../domain/progress.js';
import {UserError} from '../domain/user-error.js';
import {parseStored, progressOf, storedOf} from './format.js';
import {isNewer, migrate} from './migrations.js';

type Records<T> = Readonly<Record<string, T>>;

function mergeRecords<T>(
	one: Records<T>,
	other: Records<T>,
	choose: (a: T, b: T) => T,
): Records<T> {
	// A Map, because an object has more keys than its own: `toString`, `__proto__`.
	const merged = new Map(Object.entries(one));
	for (const [key, theirs] of Object.entries(other)) {
		const ours = merged.get(key);
		merged.set(key, ours === undefined ? theirs : choose(ours, theirs));
	}
	return Object.fromEntries(merged);
}

const earlier = <T extends {readonly at: string}>(a: T, b: T): T => (b.at < a.at ? b : a);

/** Done outranks seen; of two alike the earlier counts. */
function betterStep(a: StepRecord, b: StepRecord): StepRecord {
	if (a.state === b.state) return earlier(a, b);
	return a.state === 'done' ? a : b;
}

/**
 * Merges two stores: nothing passed in either is lost, and the first answer given counts. The place
 * is that of `one`, unless it is still at the menu; its path is kept.
 */
export function mergeProgress(one: Progress, other: Progress): Progress {
	return {
		steps: mergeRecords(one.steps, other.steps, betterStep),
		predictions: mergeRecords<AnswerRecord>(one.predictions, other.predictions, earlier),
		questions: mergeRecords<AnswerRecord>(one.questions, other.questions, earlier),
		place: one.place.at === 'menu' ? other.place : one.place,
		path: one.path,
		opened: mergeRecords(one.opened, other.opened, (a, b) => (b.localeCompare(a) < 0 ? b : a)),
		practised: mergeRecords(one.practised, other.practised, (a, b) =>
			b.localeCompare(a) > 0 ? b : a,
		),
		// How somebody likes it on this machine is no progress.
		settings: one.settings,
	};
}

/** The text that `export` writes: the stored form, indented for people to read. */
export function exportProgress(progress: Progress): string {
	return `${JSON.stringify(storedOf(progress, {}), undefined, '\t')}\n`;
}

/**
 * Parses an exported text; `file` is its name in messages. Throws a UserError unless this version
 * or an older one exported it.
 */
export function importProgress(text: string, file: string): Progress {
	const stored = parseStored(text);
	if (stored === undefined || !('steps' in stored)) {
		throw new UserError(
			`${file} is not what \`container-lessons export\` writes.`,
			'Run `container-lessons export FILE` where the progress is, and import that file.',
		);
	}
	if (isNewer(stored)) {
		throw new UserError(
			`${file} was exported by a newer container-lessons.`,
			'Update this one, then import it again.',
		);
	}
	return progressOf(migrate(stored));
}
