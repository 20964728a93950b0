// What is to be saved, as data, because another program may have changed the file meanwhile.

import type {CoursePath} from '../domain/course.js';
import type {AnswerRecord, Place, Progress, StepRecord} from '../domain/progress.js';

/** One thing to save, as data, so that it can be applied to whatever is stored by then. */
export type ProgressChange =
	| {readonly kind: 'step-passed'; readonly key: string; readonly record: StepRecord}
	| {readonly kind: 'predicted'; readonly key: string; readonly record: AnswerRecord}
	| {readonly kind: 'answered'; readonly key: string; readonly record: AnswerRecord}
	| {readonly kind: 'moved'; readonly place: Place}
	| {readonly kind: 'path-chosen'; readonly path: CoursePath}
	/** A mission was passed. */
	| {readonly kind: 'practised'; readonly key: string; readonly at: string}
	/** A lesson was opened for the first time. */
	| {readonly kind: 'lesson-begun'; readonly lesson: string; readonly at: string};

/** A step once done stays done, with what was seen then: a later look does not take it back. */
function keptStep(kept: StepRecord | undefined, record: StepRecord): StepRecord {
	return kept !== undefined && (kept.state === 'done' || record.state === 'seen') ? kept : record;
}

/** Progress after one change. */
export function applyChange(progress: Progress, change: ProgressChange): Progress {
	switch (change.kind) {
		case 'step-passed': {
			const record = keptStep(progress.steps[change.key], change.record);
			return {...progress, steps: {...progress.steps, [change.key]: record}};
		}
		case 'predicted':
			return {
				...progress,
				predictions: {...progress.predictions, [change.key]: change.record},
			};
		case 'answered':
			return {...progress, questions: {...progress.questions, [change.key]: change.record}};
		case 'moved':
			return {...progress, place: change.place};
		case 'practised':
			return {...progress, practised: {...progress.practised, [change.key]: change.at}};
		case 'lesson-begun': {
			const {lesson, at} = change;
			return {...progress, opened: {[lesson]: at, ...progress.opened}};
		}
		case 'path-chosen':
			return {...progress, path: change.path};
	}
}
