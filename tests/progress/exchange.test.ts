import {expect, test} from 'vitest';
import {exportProgress, importProgress, mergeProgress} from '../../src/progress/exchange.js';
import {answerRecord, progressWith, stepRecord} from './records.js';

const early = '2026-01-01T00:00:00.000Z';
const late = '2026-12-01T00:00:00.000Z';

test('an export can be imported', () => {
	const progress = progressWith({steps: {'010/release': stepRecord()}});
	expect(importProgress(exportProgress(progress), 'mine.json')).toEqual(progress);
});

test.each([
	['done wins over an earlier seen', {state: 'done', at: late}, {state: 'seen', at: early}, late],
	['the earlier of two done', {state: 'done', at: late}, {state: 'done', at: early}, early],
	['the earlier of two seen', {state: 'seen', at: early}, {state: 'seen', at: late}, early],
] as const)('%s', (_, one, other, at) => {
	const a = progressWith({steps: {'010/x': stepRecord(one)}});
	const b = progressWith({steps: {'010/x': stepRecord(other)}});
	expect(mergeProgress(a, b).steps['010/x']?.at).toBe(at);
	expect(mergeProgress(b, a).steps['010/x']?.at).toBe(at);
});

test('the first answer counts, whoever merges', () => {
	const first = progressWith({predictions: {'010/p': answerRecord({right: false, at: early})}});
	const second = progressWith({predictions: {'010/p': answerRecord({right: true, at: late})}});
	expect(mergeProgress(first, second).predictions['010/p']?.right).toBe(false);
	expect(mergeProgress(second, first).predictions['010/p']?.right).toBe(false);
});

test.each(['toString', '__proto__', 'hasOwnProperty'])(
	'a question called %s is brought along',
	(key) => {
		const answers = `{${JSON.stringify(key)}: ${JSON.stringify(answerRecord())}}`;
		const brought = importProgress(`{"version": 1, "steps": {}, "questions": ${answers}}`, 'f');
		const merged = mergeProgress(progressWith({}), brought);
		expect(JSON.parse(exportProgress(merged)).questions).toEqual(JSON.parse(answers));
		expect(Object.keys(mergeProgress(merged, brought).questions)).toEqual([key]);
	},
);

test.each([
	['hello', 'hello'],
	['JSON of another kind', '{"a": 1}'],
	['JSON of a hundred thousand levels', `{"steps": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
])('%s is refused', (_, text) => {
	expect(() => importProgress(text, 'notes.txt')).toThrow(
		expect.objectContaining({
			message: 'notes.txt is not what `container-lessons export` writes.',
			nextStep: expect.stringMatching(/\.$/),
		}),
	);
});

test('what a newer version exported is refused', () => {
	expect(() => importProgress('{"version": 7, "steps": {}}', 'notes.txt')).toThrow(
		expect.objectContaining({
			message: 'notes.txt was exported by a newer container-lessons.',
			nextStep: expect.stringMatching(/\.$/),
		}),
	);
});
