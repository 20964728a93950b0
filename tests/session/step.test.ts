import {describe, expect, test} from 'vitest';
import type {Exercise} from '../../src/domain/exercise.js';
import {NO_PROGRESS, type Progress} from '../../src/domain/progress.js';
import type {Action} from '../../src/session/action.js';
import type {AttemptStatus} from '../../src/session/attempt.js';
import type {Effect} from '../../src/session/effect.js';
import type {Stride} from '../../src/session/enter.js';
import type {SessionState} from '../../src/session/state.js';
import {beginSession, step} from '../../src/session/step.js';
import {createFakeAttempt, notYet, passed} from './fake-attempt.js';
import {firstLesson, fullHost, readingHost, sampleCourse} from './sample-course.js';

const AT = '2026-01-02T03:04:05.000Z';

const begin = (part: Partial<SessionState> = {}, lesson?: string): Stride =>
	beginSession(
		{
			course: sampleCourse,
			progress: NO_PROGRESS,
			warning: undefined,
			host: fullHost,
			facts: new Map(),
			...part,
		},
		lesson,
	);

/** All actions one after the other; the effects are those of the last. */
const following = (begun: Stride, ...actions: readonly Action[]): Stride =>
	actions.reduce<Stride>(({state}, action) => step(state, action, AT), begun);

const on = (times: number): readonly Action[] =>
	Array.from({length: times}, () => ({action: 'went-on'}) as const);

const names = (effects: readonly Effect[]): readonly string[] => effects.map(({effect}) => effect);

const place = (progress: Progress['place']): Progress => ({
	...NO_PROGRESS,
	place: progress,
	predictions: {'010/same-kernel': {option: 'a', right: true, at: AT}},
});

/** In front of the open exercise of the first lesson. */
const inExercise = (status: Partial<AttemptStatus> = {}): Stride =>
	following(begin({progress: place({at: 'do', lesson: '010'})}), {
		action: 'attempt-opened',
		status: {...opened(firstLesson.exercise), ...status},
	});

const opened = (exercise: Exercise): AttemptStatus => createFakeAttempt(exercise).status();

const judged = (
	index: number,
	verdict: AttemptStatus['steps'][number]['verdict'],
): AttemptStatus => {
	const status = opened(firstLesson.exercise);
	return {
		...status,
		current: verdict?.verdict === 'passed' ? index + 1 : index,
		steps: status.steps.map((each, at) => (at === index ? {...each, verdict} : each)),
	};
};

describe('where a session begins', () => {
	test('whoever comes for the first time is at the opening of the first lesson', () => {
		expect(begin().state.screen).toMatchObject({screen: 'read', page: 0});
	});

	test.each([
		['the page that was open', {at: 'read', lesson: '020', page: 2}, {screen: 'read', page: 2}],
		[
			'the last page, where a page is gone',
			{at: 'after', lesson: '010', page: 9},
			{screen: 'after', page: 0},
		],
		['the exercise', {at: 'do', lesson: '010'}, {screen: 'do'}],
		['the questions', {at: 'questions', lesson: '010'}, {screen: 'questions', index: 0}],
		['the menu, where a lesson is gone', {at: 'insight', lesson: '999'}, {screen: 'menu'}],
		['the menu', {at: 'menu'}, {screen: 'menu'}],
	] as const)('whoever comes back is at %s', (_what, kept, screen) => {
		expect(begin({progress: place(kept)}).state.screen).toMatchObject(screen);
	});

	test('a lesson that is asked for goes before the place that was kept', () => {
		const {state} = begin({progress: place({at: 'do', lesson: '010'})}, '080');
		expect(state.screen).toMatchObject({screen: 'read', page: 0});
		expect(state.screen).toHaveProperty('lesson.id', '080');
	});
});

describe('the way through a lesson', () => {
	test('going on leads through every part to the next lesson, and back the same way', () => {
		const screens = [];
		let stride = begin();
		for (let count = 0; count < 11; count++) {
			screens.push(stride.state.screen.screen);
			stride = following(stride, {action: 'went-on'});
		}
		expect(screens).toEqual([
			'read',
			'read',
			'read',
			'predict',
			'do',
			'after',
			'insight',
			'questions',
			'questions',
			'links',
			'read',
		]);
		expect(stride.state.screen).toHaveProperty('lesson.id', '020');

		const back = [];
		let last = following(begin(), ...on(9));
		for (let count = 0; count < 10; count++) {
			last = following(last, {action: 'went-back'});
			back.push(last.state.screen.screen);
		}
		expect(back).toEqual([...screens.slice(0, 9).reverse(), 'menu']);
	});

	test('each page that is turned is kept', () => {
		const {effects} = following(begin(), {action: 'went-on'});
		expect(effects).toContainEqual({
			effect: 'save-progress',
			change: {change: 'moved', place: {at: 'read', lesson: '010', page: 1}},
		});
	});

	test('a sandbox is got ready while the learner reads, as soon as the box is known', () => {
		expect(names(begin().effects)).toEqual(['prepare-sandbox']);
		const unknown = begin({host: undefined});
		expect(names(unknown.effects)).toEqual([]);
		const probed = following(unknown, {action: 'host-probed', report: fullHost});
		expect(names(probed.effects)).toEqual(['prepare-sandbox']);
	});

	test('after the last lesson comes what was seen in all', () => {
		const last = begin({progress: place({at: 'questions', lesson: '080'})});
		const {state} = following(last, ...on(3));
		expect(state.screen).toEqual({screen: 'recap', page: 0});
	});
});

describe('questions', () => {
	test('a prediction is kept, and may be changed', () => {
		const first = following(begin(), ...on(3), {action: 'choice-made'});
		expect(first.state.progress.predictions['010/same-kernel']).toMatchObject({
			option: 'a',
			right: true,
		});
		const second = following(first, {action: 'pointer-moved', by: 1}, {action: 'choice-made'});
		expect(second.state.progress.predictions['010/same-kernel']).toEqual({
			option: 'b',
			right: false,
			at: AT,
		});
	});

	test('an answer to a question stands', () => {
		const asked = begin({progress: place({at: 'questions', lesson: '010'})});
		const wrong = following(asked, {action: 'pointer-moved', by: 1}, {action: 'choice-made'});
		expect(wrong.state.progress.questions['010/what']?.right).toBe(false);
		const again = following(wrong, {action: 'pointer-moved', by: -1}, {action: 'choice-made'});
		expect(again.state.progress.questions['010/what']?.right).toBe(false);
		expect(again.effects).toEqual([]);
	});

	test('the last lesson asks again what was answered wrongly', () => {
		const progress = {
			...place({at: 'questions', lesson: '080'}),
			questions: {'010/what': {option: 'b', right: false, at: AT}},
			predictions: {'020/same-kernel': {option: 'b', right: false, at: AT}},
		};
		const {screen} = begin({progress}).state;
		expect(screen.screen === 'questions' && screen.asked.map(({key}) => key)).toEqual([
			'080/what',
			'080/how-many',
			'010/what',
			'020/same-kernel',
		]);
	});
});

describe('the exercise', () => {
	test('opens one attempt with what this box can do', () => {
		const {effects, state} = begin({progress: place({at: 'do', lesson: '010'})});
		expect(effects).toEqual([
			{effect: 'open-attempt', exercise: firstLesson.exercise, meets: fullHost.meets},
		]);
		expect(state.run?.phase).toBe('opening');
	});

	test('waits for the box to be known', () => {
		const waiting = begin({host: undefined, progress: place({at: 'do', lesson: '010'})});
		expect(waiting.state.run?.phase).toBe('waiting');
		expect(waiting.effects).toEqual([]);
		const {effects} = following(waiting, {action: 'host-probed', report: fullHost});
		expect(names(effects)).toEqual(['open-attempt']);
	});

	test('is blocked where the box is no Linux, and never asks for a sandbox', () => {
		const {state, effects} = begin({host: readingHost, progress: place({at: 'do', lesson: '010'})});
		expect(state.screen).toMatchObject({screen: 'blocked', why: readingHost.summary});
		expect(effects).toEqual([]);
		expect(following({state, effects}, ...on(1)).state.screen.screen).toBe('after');
	});

	test('is blocked with the reason where no sandbox can be had', () => {
		const {state} = following(begin({progress: place({at: 'do', lesson: '010'})}), {
			action: 'attempt-refused',
			why: 'Namespaces are forbidden.',
			nextStep: 'Allow them.',
		});
		expect(state.screen).toMatchObject({screen: 'blocked', why: 'Namespaces are forbidden.'});
	});

	test('keeps its sandbox while the learner reads elsewhere in the lesson', () => {
		const away = following(inExercise(), {action: 'went-on'}, {action: 'went-back'});
		expect(away.state.screen.screen).toBe('do');
		expect(names(away.effects)).not.toContain('open-attempt');
	});

	test('gives its sandbox up for that of another lesson', () => {
		const {effects} = following(
			inExercise(),
			{action: 'lesson-opened', lesson: '020'},
			{action: 'exercise-opened'},
		);
		expect(names(effects)).toEqual(['close-attempt', 'open-attempt', 'save-progress']);
	});

	test('records a pass with the help that was taken and what was seen', () => {
		const {state, effects} = following(
			inExercise(),
			{action: 'hint-asked'},
			{action: 'hint-asked'},
			{action: 'solution-asked'},
			{action: 'solution-confirmed'},
			{action: 'attempt-changed', status: judged(0, passed)},
		);
		expect(state.progress.steps['010/release']).toEqual({
			state: 'done',
			at: AT,
			hints: 2,
			helped: true,
			seen: [{what: 'the kernel release', value: '6.1.0-example'}],
		});
		expect(names(effects)).toEqual(['save-progress']);
	});

	test('records a step with unmet needs as seen', () => {
		const status = judged(0, passed);
		const steps = status.steps.map((each) => ({...each, missing: ['tool:ip']}));
		const {state} = following(inExercise(), {
			action: 'attempt-changed',
			status: {...status, steps},
		});
		expect(state.progress.steps['010/release']?.state).toBe('seen');
	});

	test('does not take back a step that was done', () => {
		const done = {state: 'done', at: 'before', hints: 0, helped: false, seen: []} as const;
		const progress = {...place({at: 'do', lesson: '010'}), steps: {'010/release': done}};
		const {state} = following(
			begin({progress}),
			{action: 'attempt-opened', status: opened(firstLesson.exercise)},
			{action: 'attempt-changed', status: judged(0, passed)},
		);
		expect(state.progress.steps['010/release']).toBe(done);
	});

	test('shows a step that has passed until the learner goes on', () => {
		const first = following(inExercise(), {action: 'attempt-changed', status: judged(0, passed)});
		expect(first.state.run?.shown).toBe(0);
		const second = following(first, {action: 'went-on'});
		expect(second.state.run?.shown).toBe(1);
		expect(second.state.screen.screen).toBe('do');
	});

	test('can be left before it is finished', () => {
		const {state} = following(
			inExercise(),
			{action: 'attempt-changed', status: judged(0, notYet)},
			{action: 'went-on'},
		);
		expect(state.screen.screen).toBe('after');
		expect(state.notice).toContain('not finished');
	});

	test('goes on after the steps that had passed, without showing them again', () => {
		const done = {state: 'done', at: 'before', hints: 0, helped: false, seen: []} as const;
		const kept = {...place({at: 'do', lesson: '010'}), steps: {'010/release': done}};
		const {state} = following(
			begin({progress: kept}),
			{action: 'attempt-opened', status: opened(firstLesson.exercise)},
			{action: 'attempt-changed', status: judged(0, passed)},
		);
		expect(state.run?.shown).toBe(1);
	});

	test('shows hint after hint and then the task again', () => {
		const shown = [];
		let stride = inExercise();
		for (let count = 0; count < 4; count++) {
			stride = following(stride, {action: 'hint-asked'});
			const {screen} = stride.state;
			shown.push(screen.screen === 'do' && screen.overlay);
		}
		expect(shown).toEqual([
			{overlay: 'hint', number: 1},
			{overlay: 'hint', number: 2},
			{overlay: 'hint', number: 3},
			{overlay: 'none'},
		]);
		expect(stride.state.run?.help['release']?.hints).toBe(3);
	});

	test('types the solution only when the learner agrees, into the first tab', () => {
		const offered = following(inExercise(), {action: 'tab-changed'}, {action: 'solution-asked'});
		expect(offered.effects).toEqual([]);
		const declined = following(offered, {action: 'overlay-closed'}, {action: 'solution-confirmed'});
		expect(declined.effects).toEqual([]);
		expect(following(offered, {action: 'solution-confirmed'}).effects).toEqual([
			{effect: 'type-line', tab: 'shell', text: 'uname -r'},
		]);
	});

	test('starts over in a new sandbox only when that was agreed to', () => {
		const asked = following(inExercise(), {action: 'reset-asked'});
		expect(asked.effects).toEqual([]);
		const {effects, state} = following(asked, {action: 'reset-confirmed'});
		expect(names(effects)).toEqual(['close-attempt', 'open-attempt']);
		expect(state.run?.status).toBeUndefined();
	});

	test('sends the answer that was written', () => {
		const question = {text: 'How many?', options: []};
		const {effects, state} = following(
			inExercise({question}),
			{action: 'answer-asked'},
			{action: 'draft-edited', edit: {edit: 'insert', text: ' 1 '}},
			{action: 'answer-given'},
		);
		expect(effects).toEqual([{effect: 'give-answer', text: '1'}]);
		expect(state.screen).toMatchObject({overlay: {overlay: 'none'}});
	});

	test('sends the option that was chosen', () => {
		const question = {
			text: 'How many?',
			options: [
				{id: 'one', text: 'One'},
				{id: 'two', text: 'Two'},
			],
		};
		const {effects} = following(
			inExercise({question}),
			{action: 'answer-asked'},
			{action: 'pointer-moved', by: 5},
			{action: 'answer-given'},
		);
		expect(effects).toEqual([{effect: 'give-answer', text: 'two'}]);
	});

	test('says so when there is no question to answer', () => {
		const {state} = following(inExercise(), {action: 'answer-asked'});
		expect(state.screen).toMatchObject({overlay: {overlay: 'none'}});
		expect(state.notice).toContain('no question');
	});
});

test('help leads back to where it was asked for', () => {
	const helped = following(begin(), {action: 'went-on'}, {action: 'help-toggled'});
	expect(helped.state.screen.screen).toBe('help');
	const back = following(helped, {action: 'help-toggled'});
	expect(back.state.screen).toMatchObject({screen: 'read', page: 1});
});

test('quitting ends the sandbox first', () => {
	expect(names(following(inExercise(), {action: 'quit-asked'}).effects)).toEqual([
		'close-attempt',
		'quit',
	]);
});

test('a warning is said once in words and then kept', () => {
	const warned = following(begin(), {action: 'saving-failed', warning: 'This won’t be saved.'});
	expect(warned.state.notice).toBe('This won’t be saved.');
	const later = following(
		warned,
		{action: 'went-on'},
		{action: 'saving-failed', warning: 'This won’t be saved.'},
	);
	expect(later.state.notice).toBeUndefined();
	expect(later.state.warning).toBe('This won’t be saved.');
});
