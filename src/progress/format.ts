// The form in which progress is stored, which keeps whatever a newer version or a hand has added.
import type {CoursePath} from '../domain/course.js';
import type {AnswerRecord, Place, Progress, StepRecord} from '../domain/progress.js';
import {NO_PROGRESS} from '../domain/progress.js';

/** The version of the stored form that this program writes. */
export const FORMAT_VERSION = 2;

/** The file's JSON; whatever this version doesn't know in it is kept. */
export type Stored = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Stored =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const isSighting = (value: unknown): boolean =>
	isRecord(value) && typeof value['what'] === 'string' && typeof value['value'] === 'string';

function isStepRecord(value: unknown): value is StepRecord {
	return (
		isRecord(value) &&
		(value['state'] === 'done' || value['state'] === 'seen') &&
		typeof value['at'] === 'string' &&
		typeof value['hints'] === 'number' &&
		typeof value['helped'] === 'boolean' &&
		Array.isArray(value['seen']) &&
		value['seen'].every(isSighting)
	);
}

function isAnswerRecord(value: unknown): value is AnswerRecord {
	return (
		isRecord(value) &&
		typeof value['option'] === 'string' &&
		typeof value['right'] === 'boolean' &&
		typeof value['at'] === 'string' &&
		(value['again'] === undefined || typeof value['again'] === 'boolean')
	);
}

function isPlace(value: unknown): value is Place {
	if (!isRecord(value)) return false;
	switch (value['at']) {
		case 'menu':
			return true;
		case 'read':
		case 'after':
			return typeof value['lesson'] === 'string' && Number.isInteger(value['page']);
		case 'predict':
		case 'do':
		case 'questions':
		case 'insight':
			return typeof value['lesson'] === 'string';
		default:
			return false;
	}
}

const isPath = (value: unknown): value is CoursePath => value === 'core' || value === 'all';

const isText = (value: unknown): value is string => typeof value === 'string';

/** Splits a stored map into the entries that `is` accepts and the others. */
function divide<T>(value: unknown, is: (entry: unknown) => entry is T) {
	const entries = Object.entries(isRecord(value) ? value : {});
	const isKnown = (entry: [string, unknown]): entry is [string, T] => is(entry[1]);
	// Assigned to one by one, the key `__proto__` would be none of the object's own.
	return {
		known: Object.fromEntries(entries.filter(isKnown)),
		unknown: Object.fromEntries(entries.filter((entry) => !isKnown(entry))),
	};
}

/** The version that a stored form claims; 0 where it claims none. */
export const versionOf = (stored: Stored): number =>
	typeof stored['version'] === 'number' ? stored['version'] : 0;

/** The part of a stored form, already migrated, that this program understands. */
export function progressOf(stored: Stored): Progress {
	return {
		steps: divide(stored['steps'], isStepRecord).known,
		predictions: divide(stored['predictions'], isAnswerRecord).known,
		questions: divide(stored['questions'], isAnswerRecord).known,
		place: isPlace(stored['place']) ? stored['place'] : NO_PROGRESS.place,
		path: isPath(stored['path']) ? stored['path'] : NO_PROGRESS.path,
		opened: divide(stored['opened'], isText).known,
		practised: divide(stored['practised'], isText).known,
		settings: divide(stored['settings'], isText).known,
	};
}

/** The form to store: `progress`, and everything in `before` that this program doesn't know. */
export function storedOf(progress: Progress, before: Stored): Stored {
	return {
		...before,
		version: FORMAT_VERSION,
		steps: {...divide(before['steps'], isStepRecord).unknown, ...progress.steps},
		predictions: {
			...divide(before['predictions'], isAnswerRecord).unknown,
			...progress.predictions,
		},
		questions: {...divide(before['questions'], isAnswerRecord).unknown, ...progress.questions},
		place: progress.place,
		path: progress.path,
		opened: {...divide(before['opened'], isText).unknown, ...progress.opened},
		practised: {...divide(before['practised'], isText).unknown, ...progress.practised},
		settings: {...divide(before['settings'], isText).unknown, ...progress.settings},
	};
}

/** Levels of a stored form: it has five. A text of many thousands can be parsed, and never written. */
const MOST_LEVELS = 100;

const hasLevels = (value: unknown, most: number): boolean =>
	typeof value !== 'object' ||
	value === null ||
	(most > 0 && Object.values(value).every((inner) => hasLevels(inner, most - 1)));

/** Parses a stored form; undefined where the text is not a JSON object, or one without measure. */
export function parseStored(text: string): Stored | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return isRecord(value) && hasLevels(value, MOST_LEVELS) ? value : undefined;
	} catch {
		return undefined;
	}
}
