import {expect, test} from 'vitest';
import {NO_PROGRESS, type Progress} from '../../../src/domain/progress.js';
import type {Screen, SessionState} from '../../../src/session/state.js';
import {screenText} from '../../../src/ui/plain/screen-text.js';
import {
	firstLesson,
	fullHost,
	hostWithoutTool,
	question,
	readingHost,
	sampleCourse,
} from '../../session/sample-course.js';

/** Somebody who has seen the kernel release and guessed wrong. */
const progress: Progress = {
	...NO_PROGRESS,
	steps: {
		'010/release': {
			state: 'seen',
			at: '',
			hints: 0,
			helped: false,
			seen: [
				{what: 'the kernel release', value: '6.1.0-example'},
				{what: 'How many kernels?', value: '1'},
			],
		},
	},
	predictions: {'010/same-kernel': {option: 'b', right: false, at: ''}},
};

const stateAt = (screen: Screen, more: Partial<SessionState> = {}): SessionState => ({
	course: sampleCourse,
	whole: sampleCourse,
	isPractice: false,
	host: fullHost,
	facts: new Map(),
	progress,
	screen,
	top: 0,
	run: undefined,
	notice: undefined,
	warning: undefined,
	...more,
});
const said = (screen: Screen, more?: Partial<SessionState>): string => {
	const {lines, answer = []} = screenText(stateAt(screen, more), 80);
	return [...lines, ...answer].join('\n');
};

test('the opening names the path, the steps and how they stand', () => {
	expect(said({kind: 'read', lesson: firstLesson, page: 0})).toBe(
		[
			'Page 1 of 3.',
			'Lesson 010: Not a tiny machine. Seeing: namespaces, 4 minutes.',
			'',
			'It feels like a computer of its own. It is not (010).',
			'',
			'What you will do in a real shell:',
			'- Print the kernel release, seen',
			'- Print the boot id',
		].join('\n'),
	);
});

test('who is new is welcomed', () => {
	expect(said({kind: 'read', lesson: firstLesson, page: 0}, {progress: NO_PROGRESS})).toContain(
		'Welcome.',
	);
});

test('the menu says which part a lesson belongs to', () => {
	expect(said({kind: 'menu', pointed: 0})).toMatch(
		/^Part Seeing: namespaces\n1\. 010 .*\n2\. 020 .*\nPart Consuming: cgroups\n3\. 080/,
	);
});

test('what is said of an answer stands apart from its question, which offers no number any more', () => {
	const screen = (chosen: string | undefined): Screen => ({
		kind: 'questions',
		reason: 'before',
		lesson: undefined,
		next: {kind: 'menu', pointed: 0},
		asked: [{key: 'k', asking: question('q', 'Is it one?'), isAgain: false, from: firstLesson}],
		index: 0,
		pointed: 0,
		chosen,
	});
	const before = screenText(stateAt(screen(undefined)), 80);
	const after = screenText(stateAt(screen('b')), 80);
	expect(before.lines[0]).toBe('Before you begin, 1 of 1, from lesson 010, Not a tiny machine.');
	expect(before.answer).toEqual([]);
	expect(before.entries).toBe(2);
	expect(after.lines).toEqual(before.lines);
	expect(after.answer?.join(' ')).toMatch(/You chose "No.*Not so\..*The answer is "Yes/);
	expect(after.entries).toBe(0);
});

test('the insight says the prediction again, and the answer to one that was never made', () => {
	const screen = {kind: 'insight', lesson: firstLesson} as const;
	expect(said(screen)).toMatch(/^Key insight:\n[\s\S]*Your prediction: Will the release/);
	expect(said(screen)).toContain('You predicted "No, one of its own". Not so.');
	expect(said(screen, {progress: NO_PROGRESS})).toMatch(
		/You made no prediction\.\nThe answer is "Yes, the same one"/,
	);
});

test('the end of a lesson says what was seen, where to read on and what comes next', () => {
	expect(said({kind: 'links', lesson: firstLesson})).toBe(
		[
			'What you saw on this host:',
			'- Print the kernel release, seen, not done',
			'  the kernel release: 6.1.0-example',
			'  How many kernels? 1',
			'',
			'Go deeper:',
			'  namespaces(7): https://man7.org/linux/man-pages/man7/namespaces.7.html',
			'',
			'Next: lesson 020, Labels called namespaces. It feels like a computer of its own.',
			'It is not (020).',
		].join('\n'),
	);
	const last = sampleCourse.lessons.at(-1) ?? firstLesson;
	expect(said({kind: 'links', lesson: last})).toContain('Nothing yet');
	expect(said({kind: 'links', lesson: last})).toContain('That was the last lesson.');
});

test('the recap says what was seen, the insight and the prediction', () => {
	const text = said({kind: 'recap', page: 0});
	expect(text).toMatch(/^What you saw in lesson 010, Not a tiny machine; 1 of 1:/);
	expect(text).toContain('6.1.0-example');
	expect(text).toContain(firstLesson.insight);
	expect(text).toContain('You predicted');
});

test('a box that can’t run it is told the command that mends it', () => {
	const text = said(
		{kind: 'blocked', lesson: firstLesson, why: 'No sandbox.', nextStep: 'Read on.'},
		{host: readingHost},
	);
	expect(text).toContain('To mend it: wsl --install');
	expect(text).toContain('To undo that: wsl --unregister Ubuntu');
});

test('where taking it back would do harm, nothing is said to undo', () => {
	const text = said(
		{kind: 'blocked', lesson: firstLesson, why: 'No sandbox.', nextStep: 'Read on.'},
		{host: hostWithoutTool},
	);
	expect(text).toContain('To mend it: apt-get install --reinstall mount');
	expect(text).not.toContain('undo');
});

test('every page says which of how many it is', () => {
	expect(said({kind: 'read', lesson: firstLesson, page: 1})).toMatch(/^Page 2 of 3\.\n/);
	expect(said({kind: 'after', lesson: firstLesson, page: 0})).toMatch(
		/^After the exercise, page 1 of \d\.\n/,
	);
});

test('what a search finds is numbered, says its lesson, and leads back by Enter', () => {
	const back: Screen = {kind: 'menu', pointed: 0};
	const find = (words: string) => {
		const draft = {graphemes: [...words], cursor: words.length};
		return screenText(stateAt({kind: 'search', draft, pointed: 0, back}), 80);
	};
	const found = find('kernel');
	expect(found.lines.join('\n')).toMatch(
		/^\d+ found for "kernel":\n1\. Term: kernel\. The one program/,
	);
	expect(found.lines.join('\n')).toMatch(/\n\d+\. Lesson 010, page "/);
	expect(found.entries).toBeGreaterThan(1);
	expect(found.enter).toBe('back');
	expect(find('no-such-word').lines).toEqual(['Nothing found for "no-such-word".']);
	expect(find('').lines[0]).toBe('The terms of the course:');
});
