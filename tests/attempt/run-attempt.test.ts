import {expect, onTestFinished, test, vi} from 'vitest';
import type {AttemptStatus} from '../../src/attempt/attempt.js';
import {runAttempt} from '../../src/attempt/run-attempt.js';
import type {CommandRun, Facts, ProcessView} from '../../src/domain/evidence.js';
import type {Exercise} from '../../src/domain/exercise.js';
import type {Observer, TabEvent} from '../../src/domain/ports.js';
import type {Sandbox} from '../../src/domain/sandbox.js';
import {command, moment, processView} from '../domain/evidence-of.js';
import {exercise, task} from '../session/sample-course.js';
import {createFakeTerminal, NO_XRAY} from './fake-attempt.js';

const job = processView({pid: 40, depth: 1, comm: 'sleep', argv: ['sleep', '60']});
const started = command('sleep 60 &');

const leaveRunning: Exercise = {
	...exercise('999'),
	steps: [
		{
			...task('Leave sleep running.'),
			id: 'background',
			title: 'A job in the background',
			needs: [],
			check: {kind: 'process', spec: {command: '^sleep'}},
		},
	],
};

const sandbox: Sandbox = {
	initPid: 1,
	owner: undefined,
	markKey: 'key',
	cgroups: [],
	startTerminal: (_slot, _view, size) => createFakeTerminal(size),
	onTrace: () => () => {},
	run: async () => ({status: 0, stdout: '', stderr: ''}),
	ended: new Promise(() => {}),
	close: async () => {},
};

/** An attempt at the first prompt of its tab, whose events the test tells and whose moments show these processes. */
async function conduct(
	wanted: Exercise,
	processes: () => readonly ProcessView[] = () => [],
	facts: () => Promise<Facts> = async () => new Map(),
) {
	let tell: (event: TabEvent) => void = () => {};
	let told = Promise.resolve();
	const observer: Observer = {
		follow() {},
		typed() {},
		told: () => told,
		onEvent(listener) {
			tell = listener;
			return () => {};
		},
		snapshot: async (tab, run) => ({...moment(run, processes()), tab}),
		facts,
		xray: async () => NO_XRAY,
		close() {},
	};
	const attempt = await runAttempt(
		{exercise: wanted, values: new Map(), meets: []},
		{sandbox: {prepare() {}, open: async () => sandbox}, evidence: {observe: () => observer}},
	);
	onTestFinished(() => attempt.close());
	tell({kind: 'prompt', tab: 'shell', command: undefined});
	return {
		attempt,
		tell: (event: 'prompt' | 'running', run: CommandRun) =>
			tell({kind: event, tab: 'shell', command: run}),
		/** A prompt is on the terminal, and what was executed before it has not been told. */
		promptsBefore: (run: CommandRun) => {
			let resolve = (): void => {};
			told = new Promise((done) => {
				resolve = done;
			});
			return () => {
				tell({kind: 'prompt', tab: 'shell', command: run});
				resolve();
			};
		},
		reason: (step: number): string | undefined => attempt.status().steps[step]?.verdict?.reason,
	};
}

test('a job that starts after the prompt is back passes without another command', async () => {
	let processes: readonly ProcessView[] = [];
	const {attempt, tell} = await conduct(leaveRunning, () => processes);
	tell('prompt', started);
	await attempt.settled();
	expect(attempt.status().steps[0]?.verdict).toMatchObject({kind: 'not-yet'});
	processes = [job];
	await vi.waitFor(() => expect(attempt.status().current).toBe(1), 5000);
});

test('a pass is told before the facts of the next step are there', async () => {
	const two: Exercise = {
		...leaveRunning,
		steps: [...leaveRunning.steps, {...task('Go on.'), id: 'next', title: 'Next', needs: []}],
	};
	let arrive = (): void => {};
	const late = new Promise<Facts>((resolve) => {
		arrive = () => resolve(new Map([['shell.pid', '7']]));
	});
	const readings = [Promise.resolve(new Map()), late];
	const {attempt, tell} = await conduct(
		two,
		() => [job],
		() => readings.shift() ?? late,
	);
	const told: AttemptStatus[] = [];
	attempt.subscribe((status) => told.push(status));
	tell('prompt', started);
	await expect.poll(() => told.at(-1)?.steps[0]?.verdict?.kind).toBe('passed');
	expect(told.at(-1)).toMatchObject({phase: 'starting', current: 1});
	arrive();
	await attempt.settled();
	expect(told.at(-1)).toMatchObject({phase: 'open', current: 1});
	expect(told.at(-1)?.facts.get('shell.pid')).toBe('7');
});

test('is settled only when the prompt that is on the terminal has been judged', async () => {
	const {attempt, promptsBefore} = await conduct(leaveRunning, () => [job]);
	const arrive = promptsBefore(started);
	setImmediate(arrive);
	await attempt.settled();
	expect(attempt.status().current).toBe(1);
});

const notStarted = {
	id: 'not-started',
	when: {kind: 'process', spec: {command: '^sleep', count: {exactly: 0}}},
	say: 'No sleep runs yet.',
} as const;

test.each([
	['its reason', []],
	['a sentence of the lesson', [notStarted]],
])(
	'a job that has started leaves %s behind, though the step lacks something else',
	async (_, mistakes) => {
		const both: Exercise = {
			...leaveRunning,
			steps: leaveRunning.steps.map((step) => ({
				...step,
				mistakes,
				check: {
					kind: 'all' as const,
					spec: [
						step.check,
						{kind: 'printed' as const, spec: {pattern: '^7$', what: 'the number seven'}},
					],
				},
			})),
		};
		let processes: readonly ProcessView[] = [];
		const {attempt, tell, reason} = await conduct(both, () => processes);
		tell('prompt', started);
		await attempt.settled();
		expect(reason(0)).toContain('sleep');
		processes = [job];
		await vi.waitFor(() => expect(reason(0)).toContain('the number seven'), 5000);
		expect(attempt.status().current).toBe(0);
	},
);

/** A step that wants something printed and a question answered, and knows a mistake that is a state of things. */
const askedBeside: Exercise = {
	...exercise('999'),
	steps: [
		{
			...task('Print seven, and say it.'),
			id: 'seven',
			title: 'Seven',
			needs: [],
			mistakes: [notStarted],
			check: {
				kind: 'all',
				spec: [
					{kind: 'printed', spec: {pattern: '^7$', what: 'the number seven'}},
					{
						kind: 'answered',
						spec: {question: 'Which?', value: '7', wrong: [{answer: '8', say: 'That is eight.'}]},
					},
				],
			},
		},
	],
};

test('an answer is replied to, whatever else the step lacks', async () => {
	const {attempt, tell, reason} = await conduct(askedBeside);
	tell('prompt', command('ls', ''));
	await attempt.settled();
	expect(reason(0)).toBe(notStarted.say);
	const reply = async (text: string) => {
		attempt.answer(text);
		await attempt.settled();
		return attempt.status().steps[0]?.verdict;
	};
	expect(await reply('8')).toMatchObject({
		reason: expect.stringContaining('That is eight.'),
		answered: {text: '8', count: 1},
	});
	expect(await reply('9')).toMatchObject({
		reason: expect.stringContaining('"9" is not the answer.'),
		answered: {text: '9', count: 2},
	});
	expect(await reply('9')).toMatchObject({answered: {text: '9', count: 3}});
	expect(await reply('7')).toMatchObject({
		kind: 'not-yet',
		reason: expect.stringMatching(/^That is the answer\. .*the number seven/),
	});
	// The latest answer is the one that is spoken of, though an earlier one was right.
	expect(await reply('9')).toMatchObject({
		reason: expect.stringContaining('"9" is not the answer.'),
	});
	tell('prompt', command('echo', ''));
	await attempt.settled();
	expect(attempt.status().steps[0]?.verdict).not.toHaveProperty('answered');
});

test('a reply stands while a command from before it runs on', async () => {
	const {attempt, tell, reason} = await conduct(askedBeside);
	const running = {...command('top', 'top'), status: undefined};
	tell('running', running);
	attempt.answer('8');
	tell('running', {...running, output: 'top goes on'});
	await attempt.settled();
	expect(reason(0)).toContain('That is eight.');
	tell('prompt', {...running, status: 0});
	await attempt.settled();
	expect(reason(0)).toBe(notStarted.say);
});

test('a command that passed a step while it ran is no mistake in the next one when it ends', async () => {
	const asked: Exercise = {
		...exercise('999'),
		steps: ['first', 'second'].map((id) => ({
			...task('Ask.'),
			id,
			title: id,
			needs: [],
			check: {kind: 'printed', spec: {pattern: id, what: `the ${id} answer`}},
			mistakes: [{id: 'again', when: {kind: 'ran', spec: {line: '^ask'}}, say: 'Not that one.'}],
		})),
	};
	const {attempt, tell, reason} = await conduct(asked);
	const ask = command('ask', 'first\n');
	tell('running', {...ask, status: undefined});
	tell('prompt', ask);
	await attempt.settled();
	expect(attempt.status().current).toBe(1);
	expect(reason(1)).toBeUndefined();
	// Typed once more, it is a mistake of this step.
	tell('prompt', ask);
	await attempt.settled();
	expect(reason(1)).toBe('Not that one.');
});

test('a step that this host can neither run nor observe is passed over, and the next one is open', async () => {
	const [step] = leaveRunning.steps;
	if (step === undefined) throw new Error('the sample has a step');
	const closed = {...step, id: 'closed', needs: ['tool:bwrap']};
	const {attempt, tell} = await conduct({...leaveRunning, steps: [closed, step, closed]}, () => [
		job,
	]);
	expect(attempt.status().steps.map(({isPassedOver = false}) => isPassedOver)).toEqual([
		true,
		false,
		true,
	]);
	expect(attempt.status().current).toBe(1);
	tell('prompt', started);
	await attempt.settled();
	expect(attempt.status().steps.map(({verdict}) => verdict?.kind)).toEqual([
		undefined,
		'passed',
		undefined,
	]);
	expect(attempt.status().current).toBe(3);
});

test('an exercise of which this host can do nothing says what it lacks', async () => {
	const steps = leaveRunning.steps.map((step) => ({...step, needs: ['tool:bwrap']}));
	await expect(conduct({...leaveRunning, steps})).rejects.toThrow('this host lacks tool:bwrap');
});
