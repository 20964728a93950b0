import {expect, test} from 'vitest';
import type {AttemptStatus, AttemptStep} from '../../../src/attempt/attempt.js';
import type {HostReport} from '../../../src/domain/host.js';
import {NO_PROGRESS} from '../../../src/domain/progress.js';
import {NEW_PANE, type SessionState} from '../../../src/session/state.js';
import {taskText, verdictText} from '../../../src/ui/plain/step-text.js';
import {createFakeAttempt, passed} from '../../attempt/fake-attempt.js';
import {exercise, firstLesson, fullHost, sampleCourse} from '../../session/sample-course.js';

const opened = createFakeAttempt(exercise('010')).status();
const stepWith = (part: Partial<AttemptStep>): AttemptStep => {
	const [first] = opened.steps;
	if (first === undefined) throw new Error('The sample has no step.');
	return {...first, ...part};
};

function stateWith(part: Partial<AttemptStatus>, host: HostReport = fullHost): SessionState {
	return {
		course: sampleCourse,
		whole: sampleCourse,
		isPractice: false,
		host,
		facts: new Map(),
		progress: NO_PROGRESS,
		screen: {kind: 'menu', pointed: 0},
		top: 0,
		notice: undefined,
		warning: undefined,
		run: {
			lesson: firstLesson,
			phase: 'open',
			status: {...opened, ...part},
			shown: 0,
			tab: 'shell',
			resumed: 0,
			isZoomed: false,
			pane: NEW_PANE,
			help: {},
		},
	};
}

const task = (state: SessionState): readonly string[] => taskText(state, 80);

test('a task says its place and the question it asks, once', () => {
	const question = {text: 'How many kernels are there?', options: []};
	expect(task(stateWith({question}))).toEqual([
		'Step 1 of 2: Print the kernel release.',
		'Print the release of the kernel.',
		'How many kernels are there?',
		'Ctrl-G a answers the question.',
	]);
	const asking = stepWith({});
	const step = {...asking, task: {...asking.task, task: 'How many kernels are there? Say it.'}};
	expect(task(stateWith({question, steps: [step]}))).toEqual([
		'Step 1 of 1: Print the kernel release.',
		'How many kernels are there? Say it.',
		'Ctrl-G a answers the question.',
	]);
});

test('a step that can only be seen says what would unlock it', () => {
	const mend = {command: 'sysctl -w x=1', undo: 'sysctl -w x=0', note: ''};
	const finding = {id: 'x', title: 'X', ok: false, found: 'closed', unlocks: ['veth'], mend};
	const host = {...fullHost, findings: [finding]} as HostReport;
	const text = task(stateWith({steps: [stepWith({missing: ['veth']})]}, host)).join('\n');
	expect(text).toContain('This host lacks veth');
	expect(text).toContain('`sysctl -w x=1` unlocks it.');
});

test('a pass says why, what it means, and only those values that the meaning has not said', () => {
	const step = stepWith({});
	const meant = {...step, task: {...step.task, meaning: 'It is 6.1.0-example, as outside.'}};
	const more = {what: 'the node', value: 'lesson'};
	const verdict = {...passed, seen: [...passed.seen, more]};
	expect(verdictText(meant, verdict, 80, 'Ctrl-G')).toEqual([
		'Passed. `uname -r` printed 6.1.0-example.',
		'It is 6.1.0-example, as outside.',
		'  the node: lesson',
	]);
});

test('a step that was observed is not called done', () => {
	expect(verdictText(stepWith({missing: ['veth']}), passed, 80, 'Ctrl-G')[0]).toMatch(
		/^Seen, not done\./,
	);
});
