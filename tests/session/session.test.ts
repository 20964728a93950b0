import {expect, test} from 'vitest';
import {NO_PROGRESS} from '../../src/domain/progress.js';
import {createSession} from '../../src/session/session.js';
import {createFakeAttempt, type FakeAttempt, passed} from '../attempt/fake-attempt.js';
import {firstLesson, fullHost, sampleCourse} from './sample-course.js';
import {refusal, startSession} from './start-session.js';

const openExercise = async (started: ReturnType<typeof startSession>): Promise<void> => {
	started.session.dispatch({kind: 'exercise-opened'});
	await expect.poll(() => started.session.state().run?.phase).toBe('open');
};

test('what passes is stored, and a session that comes later has it', async () => {
	const first = startSession();
	await openExercise(first);
	first.attempt().judge(passed);
	await first.session.close();
	const later = startSession({progress: first.stored()});
	expect(later.session.state().progress.steps['010/release']?.state).toBe('done');
	expect(later.session.state().screen.kind).toBe('do');
	await later.session.close();
});

test('a refusal of the sandbox is the reason on screen', async () => {
	const {session, bugs} = startSession({refusal});
	session.dispatch({kind: 'exercise-opened'});
	await expect.poll(() => session.state().screen.kind).toBe('blocked');
	expect(session.state().screen).toMatchObject({why: refusal.message, nextStep: refusal.nextStep});
	expect(bugs).toEqual([]);
	await session.close();
});

test('the sandbox before is gone when the next one is opened', async () => {
	const started = startSession();
	await openExercise(started);
	const old = started.attempt();
	started.session.dispatch({kind: 'reset-asked'});
	started.session.dispatch({kind: 'reset-confirmed'});
	await expect.poll(() => started.attempts).toHaveLength(2);
	expect(old.isClosed).toBe(true);
	expect(started.attempt().isClosed).toBe(false);
	await started.session.close();
});

test('an attempt that comes when nobody wants it any more is closed', async () => {
	let deliver = (_attempt: FakeAttempt): void => {};
	const session = createSession(
		{
			progress: {
				read: () => NO_PROGRESS,
				update: (change) => change(NO_PROGRESS),
				warning: undefined,
				isSaved: true,
				file: '/nowhere/progress.json',
			},
			sandbox: {prepare() {}},
			startAttempt: () =>
				new Promise((resolve) => {
					deliver = resolve;
				}),
			onBug(bug) {
				throw bug;
			},
		},
		sampleCourse,
	);
	session.dispatch({kind: 'host-probed', report: fullHost});
	session.dispatch({kind: 'exercise-opened'});
	await session.close();
	const late = createFakeAttempt(firstLesson.exercise);
	deliver(late);
	await expect.poll(() => late.isClosed).toBe(true);
	expect(session.attempt()).toBeUndefined();
});

test('what is typed while an exercise is being opened is typed into its shell', async () => {
	const started = startSession();
	const type = (text: string): void => started.session.type(Buffer.from(text));
	type('to nobody');
	started.session.dispatch({kind: 'exercise-opened'});
	type('first ');
	started.session.dispatch({kind: 'tab-changed'});
	type('outside');
	started.session.dispatch({kind: 'tab-changed'});
	type('second');
	await expect.poll(() => started.session.state().run?.phase).toBe('open');
	type(' third');
	expect(started.attempt().terminal('shell').written).toBe('first second third');
	expect(started.attempt().terminal('outside').written).toBe('outside');
	await started.session.close();
});

test('what was typed for another exercise, or for the sandbox before, is typed nowhere', async () => {
	const started = startSession({unknownHost: true});
	const type = (text: string): void => started.session.type(Buffer.from(text));
	started.session.dispatch({kind: 'exercise-opened'});
	type('for 010');
	started.session.dispatch({kind: 'lesson-opened', lesson: '020'});
	started.session.dispatch({kind: 'exercise-opened'});
	started.session.dispatch({kind: 'tab-changed'});
	type('for 020');
	started.session.dispatch({kind: 'host-probed', report: fullHost});
	await expect.poll(() => started.session.state().run?.phase).toBe('open');
	expect(started.session.state().run?.tab).toBe('outside');
	expect(started.attempt().terminal('outside').written).toBe('for 020');
	expect(started.attempt().terminal('shell').written).toBe('');
	started.session.dispatch({kind: 'reset-asked'});
	started.session.dispatch({kind: 'reset-confirmed'});
	type('for the new sandbox');
	await expect.poll(() => started.attempts).toHaveLength(2);
	await expect.poll(() => started.session.state().run?.phase).toBe('open');
	expect(started.attempt().terminal('shell').written).toBe('for the new sandbox');
	await started.session.close();
});

test('the solution is typed over what stood on the line, without Enter', async () => {
	const started = startSession();
	await openExercise(started);
	started.session.dispatch({kind: 'solution-asked'});
	started.session.dispatch({kind: 'solution-confirmed'});
	expect(started.attempt().terminal('shell').written).toBe(' \u0015uname -r');
	await started.session.close();
});

test('an answer reaches the attempt', async () => {
	const started = startSession();
	await openExercise(started);
	started.attempt().change({question: {text: 'How many?', options: []}});
	started.session.dispatch({kind: 'answer-asked'});
	started.session.dispatch({kind: 'draft-edited', edit: {kind: 'insert', text: '1'}});
	started.session.dispatch({kind: 'answer-given'});
	expect(started.attempt().answered).toEqual(['1']);
	await started.session.close();
});

test('quitting is told to whoever waits for it', async () => {
	const {session} = startSession();
	session.dispatch({kind: 'quit-asked'});
	await expect(session.quit).resolves.toBeUndefined();
	await session.close();
});
