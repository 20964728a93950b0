import type {AnswerRecord, Progress, StepRecord} from '../../src/domain/progress.js';
import {NO_PROGRESS} from '../../src/domain/progress.js';

export const stepRecord = (changes: Partial<StepRecord> = {}): StepRecord => ({
	state: 'done',
	at: '2026-11-20T10:00:00.000Z',
	hints: 0,
	helped: false,
	seen: [],
	...changes,
});

export const answerRecord = (changes: Partial<AnswerRecord> = {}): AnswerRecord => ({
	option: 'a',
	right: true,
	at: '2026-11-20T10:00:00.000Z',
	...changes,
});

/** Adds a done step under this key. */
export const withStep =
	(key: string, record = stepRecord()) =>
	(progress: Progress): Progress => ({...progress, steps: {...progress.steps, [key]: record}});

export const progressWith = (changes: Partial<Progress>): Progress => ({
	...NO_PROGRESS,
	...changes,
});
