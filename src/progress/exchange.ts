import type {AnswerRecord, Progress, StepRecord} from '../domain/progress.js';
import {UserError} from '../domain/user-error.js';
import {parseStored, progressOf, storedOf} from './format.js';
import {isNewer, migrate} from './migrations.js';

type Map<T> = Readonly<Record<string, T>>;

function mergeMaps<T>(one: Map<T>, other: Map<T>, choose: (a: T, b: T) => T): Map<T> {
	const merged: Record<string, T> = {...one};
	for (const [key, theirs] of Object.entries(other)) {
		const ours = merged[key];
		merged[key] = ours === undefined ? theirs : choose(ours, theirs);
	}
	return merged;
}

const earlier = <T extends {readonly at: string}>(a: T, b: T): T => (b.at < a.at ? b : a);

/** Done is more than seen; of two alike the first one counts. */
function betterStep(a: StepRecord, b: StepRecord): StepRecord {
	if (a.state === b.state) return earlier(a, b);
	return a.state === 'done' ? a : b;
}

/**
 * What two stores know together: nothing that was passed in either is lost, and the first answer given
 * counts. The place is that of `one`, unless it is nowhere yet.
 */
export function mergeProgress(one: Progress, other: Progress): Progress {
	return {
		steps: mergeMaps(one.steps, other.steps, betterStep),
		predictions: mergeMaps<AnswerRecord>(one.predictions, other.predictions, earlier),
		questions: mergeMaps<AnswerRecord>(one.questions, other.questions, earlier),
		place: one.place.at === 'menu' ? other.place : one.place,
	};
}

/** The text that `export` writes: the stored form, readable by people. */
export function exportProgress(progress: Progress): string {
	return `${JSON.stringify(storedOf(progress, {}), undefined, '\t')}\n`;
}

/**
 * What an exported text holds; `file` is what messages call it. Throws a UserError where it is no export of
 * this program or of an older one.
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
