import {describe, expect, test} from 'vitest';
import {notYet, passed} from '../attempt/fake-attempt.js';
import {
	AT,
	begin,
	following,
	goingOn,
	inExercise,
	judged,
	names,
	opened,
	place,
} from './follow-actions.js';
import {firstLesson, fullHost, hostWithoutTool, readingHost} from './sample-course.js';

describe('the exercise', () => {
	test('opens one attempt with what this host can do', () => {
		const {effects, state} = begin({progress: place({at: 'do', lesson: '010'})});
		expect(effects).toEqual([
			{kind: 'open-attempt', exercise: firstLesson.exercise, meets: fullHost.meets},
		]);
		expect(state.run?.phase).toBe('opening');
	});

	test('waits for the box to be known', () => {
		const waiting = begin({host: undefined, progress: place({at: 'do', lesson: '010'})});
		expect(waiting.state.run?.phase).toBe('waiting');
		expect(waiting.effects).toEqual([]);
		const {effects} = following(waiting, {kind: 'host-probed', report: fullHost});
		expect(names(effects)).toEqual(['open-attempt']);
	});

	test('is blocked where the box is no Linux, and never asks for a sandbox', () => {
		const {state, effects} = begin({host: readingHost, progress: place({at: 'do', lesson: '010'})});
		expect(state.screen).toMatchObject({kind: 'blocked', why: readingHost.summary});
		expect(effects).toEqual([]);
		expect(following({state, effects}, ...goingOn(1)).state.screen.kind).toBe('after');
	});

	test('is blocked where a tool is missing that every sandbox is made with, and says what to do', () => {
		const begun = begin({host: hostWithoutTool, progress: place({at: 'do', lesson: '010'})});
		expect(begun.state.screen).toMatchObject({
			kind: 'blocked',
			why: hostWithoutTool.summary,
			nextStep: 'Install it, then start container-lessons again.',
		});
		expect(begun.effects).toEqual([]);
	});

	test('is blocked with the reason where no sandbox can be had', () => {
		const {state} = following(begin({progress: place({at: 'do', lesson: '010'})}), {
			kind: 'attempt-refused',
			why: 'Namespaces are forbidden.',
			nextStep: 'Allow them.',
		});
		expect(state.screen).toMatchObject({kind: 'blocked', why: 'Namespaces are forbidden.'});
	});

	test('keeps its sandbox while the learner reads elsewhere in the lesson', () => {
		const away = following(inExercise(), {kind: 'went-on'}, {kind: 'went-back'});
		expect(away.state.screen.kind).toBe('do');
		expect(names(away.effects)).not.toContain('open-attempt');
	});

	test('gives its sandbox up for that of another lesson', () => {
		const {effects} = following(
			inExercise(),
			{kind: 'lesson-opened', lesson: '020'},
			{kind: 'exercise-opened'},
		);
		expect(names(effects)).toEqual(['close-attempt', 'open-attempt', 'save-progress']);
	});

	test('records a pass with the help that was taken and what was seen', () => {
		const {state, effects} = following(
			inExercise(),
			{kind: 'hint-asked'},
			{kind: 'hint-asked'},
			{kind: 'solution-asked'},
			{kind: 'solution-confirmed'},
			{kind: 'attempt-changed', status: judged(0, passed)},
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
			kind: 'attempt-changed',
			status: {...status, steps},
		});
		expect(state.progress.steps['010/release']?.state).toBe('seen');
	});

	test('does not take back a step that was done', () => {
		const done = {state: 'done', at: 'before', hints: 0, helped: false, seen: []} as const;
		const progress = {...place({at: 'do', lesson: '010'}), steps: {'010/release': done}};
		const {state} = following(
			begin({progress}),
			{kind: 'attempt-opened', status: opened(firstLesson.exercise)},
			{kind: 'attempt-changed', status: judged(0, passed)},
		);
		expect(state.progress.steps['010/release']).toBe(done);
	});

	test('shows a step that has passed until the learner goes on', () => {
		const first = following(inExercise(), {kind: 'attempt-changed', status: judged(0, passed)});
		expect(first.state.run?.shown).toBe(0);
		const second = following(first, {kind: 'went-on'});
		expect(second.state.run?.shown).toBe(1);
		expect(second.state.screen.kind).toBe('do');
	});

	test('can be left before it is finished', () => {
		const {state} = following(
			inExercise(),
			{kind: 'attempt-changed', status: judged(0, notYet)},
			{kind: 'went-on'},
		);
		expect(state.screen.kind).toBe('after');
		expect(state.notice).toContain('not finished');
	});

	test('goes on after the steps that had passed, without showing them again', () => {
		const done = {state: 'done', at: 'before', hints: 0, helped: false, seen: []} as const;
		const kept = {...place({at: 'do', lesson: '010'}), steps: {'010/release': done}};
		const {state} = following(
			begin({progress: kept}),
			{kind: 'attempt-opened', status: opened(firstLesson.exercise)},
			{kind: 'attempt-changed', status: judged(0, passed)},
		);
		expect(state.run?.shown).toBe(1);
	});

	test('shows hint after hint and then the task again', () => {
		const shown = [];
		let transition = inExercise();
		for (let count = 0; count < 4; count++) {
			transition = following(transition, {kind: 'hint-asked'});
			const {screen} = transition.state;
			shown.push(screen.kind === 'do' && screen.overlay);
		}
		expect(shown).toEqual([
			{kind: 'hint', number: 1},
			{kind: 'hint', number: 2},
			{kind: 'hint', number: 3},
			{kind: 'none'},
		]);
		expect(transition.state.run?.help['release']?.hints).toBe(3);
	});

	test('shows the task of a passed step again, and what was seen once more', () => {
		const after = following(
			inExercise(),
			{kind: 'attempt-changed', status: judged(0, passed)},
			{kind: 'task-asked'},
		);
		expect(after.state.screen).toMatchObject({kind: 'do', overlay: {kind: 'task'}});
		expect(following(after, {kind: 'task-asked'}).state.screen).toMatchObject({
			overlay: {kind: 'none'},
		});
	});

	test('types the solution only when the learner agrees, into the first tab', () => {
		const offered = following(inExercise(), {kind: 'tab-changed'}, {kind: 'solution-asked'});
		expect(offered.effects).toEqual([]);
		const declined = following(offered, {kind: 'overlay-closed'}, {kind: 'solution-confirmed'});
		expect(declined.effects).toEqual([]);
		expect(following(offered, {kind: 'solution-confirmed'}).effects).toEqual([
			{kind: 'type-line', tab: 'shell', text: 'uname -r'},
		]);
	});

	test('starts over in a new sandbox only when that was agreed to', () => {
		const asked = following(inExercise(), {kind: 'reset-asked'});
		expect(asked.effects).toEqual([]);
		const {effects, state} = following(asked, {kind: 'reset-confirmed'});
		expect(names(effects)).toEqual(['close-attempt', 'open-attempt']);
		expect(state.run?.status).toBeUndefined();
	});

	test('sends the answer that was written', () => {
		const question = {text: 'How many?', options: []};
		const {effects, state} = following(
			inExercise({question}),
			{kind: 'answer-asked'},
			{kind: 'draft-edited', edit: {kind: 'insert', text: ' 1 '}},
			{kind: 'answer-given'},
		);
		expect(effects).toEqual([{kind: 'give-answer', text: '1'}]);
		expect(state.screen).toMatchObject({overlay: {kind: 'none'}});
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
			{kind: 'answer-asked'},
			{kind: 'pointer-moved', by: 5},
			{kind: 'answer-given'},
		);
		expect(effects).toEqual([{kind: 'give-answer', text: 'two'}]);
	});

	test('says so when there is no question to answer', () => {
		const {state} = following(inExercise(), {kind: 'answer-asked'});
		expect(state.screen).toMatchObject({overlay: {kind: 'none'}});
		expect(state.notice).toContain('no question');
	});
});
