import {expect, test, vi} from 'vitest';
import type {Box} from '../../src/domain/box.js';
import type {Moment, ProcessView} from '../../src/domain/evidence.js';
import type {Exercise} from '../../src/domain/exercise.js';
import {conductAttempt} from '../../src/session/conduct-attempt.js';
import type {Observer, TabEvent} from '../../src/session/ports.js';
import {createFakeTerminal, NO_XRAY} from './fake-attempt.js';
import {task} from './sample-course.js';

const job: ProcessView = {
	pid: 40,
	nsPids: [40],
	parent: 30,
	tab: 'shell',
	depth: 1,
	comm: 'sleep',
	argv: ['sleep', '60'],
	state: 'S',
	startTime: 1,
	namespaces: {},
	uidMap: [],
	uids: [1000],
	capEff: 0n,
	capBnd: 0n,
	heeded: 0n,
	seccomp: 0,
	noNewPrivs: false,
	cpus: 4,
	root: '0:45/2',
	cgroup: [],
	foreground: false,
};

const exercise: Exercise = {
	id: '999',
	tabs: [{name: 'shell', view: 'learner'}],
	needs: [],
	values: {},
	files: [],
	setup: '',
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

const box: Box = {
	initPid: 1,
	markKey: 'key',
	cgroups: [],
	startTerminal: (_slot, _view, size) => createFakeTerminal(size),
	run: async () => ({status: 0, stdout: '', stderr: ''}),
	ended: new Promise(() => {}),
	close: async () => {},
};

/** An observer whose events the test tells, and whose moments show these processes. */
function createFakeObserver(processes: () => readonly ProcessView[]) {
	let tell: (event: TabEvent) => void = () => {};
	const observer: Observer = {
		follow() {},
		typed() {},
		onEvent(listener) {
			tell = listener;
			return () => {};
		},
		look: async (tab, command): Promise<Moment> => ({
			tab,
			command,
			processes: processes(),
			answers: new Map(),
		}),
		facts: async () => new Map(),
		xray: () => NO_XRAY,
		close() {},
	};
	return {observer, tell: (event: TabEvent) => tell(event)};
}

test('a job that starts after the prompt is back passes without another command', async () => {
	let processes: readonly ProcessView[] = [];
	const {observer, tell} = createFakeObserver(() => processes);
	const attempt = await conductAttempt(
		{exercise, values: new Map(), meets: []},
		{
			sandbox: {prepare() {}, open: async () => box},
			evidence: {observe: () => observer},
		},
	);
	const command = {
		tab: 'shell',
		line: 'sleep 60 &',
		status: 0,
		output: '',
		typed: '',
		shellPid: 30,
		marked: true,
	};
	try {
		tell({event: 'prompt', tab: 'shell', command: undefined});
		tell({event: 'prompt', tab: 'shell', command});
		await attempt.settled();
		expect(attempt.status().steps[0]?.verdict).toMatchObject({verdict: 'not-yet'});
		processes = [job];
		await vi.waitFor(() => expect(attempt.status().current).toBe(1), 5000);
	} finally {
		await attempt.close();
	}
});

const notStarted = {
	id: 'not-started',
	when: {kind: 'process', spec: {command: '^sleep', count: {exactly: 0}}},
	say: 'No sleep runs yet.',
};

test.each([
	['its reason', []],
	['a sentence of the lesson', [notStarted]],
])(
	'a job that has started leaves %s behind, though the step lacks something else',
	async (_, mistakes) => {
		const both: Exercise = {
			...exercise,
			steps: exercise.steps.map((step) => ({
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
		const {observer, tell} = createFakeObserver(() => processes);
		const attempt = await conductAttempt(
			{exercise: both, values: new Map(), meets: []},
			{sandbox: {prepare() {}, open: async () => box}, evidence: {observe: () => observer}},
		);
		const command = {
			tab: 'shell',
			line: 'sleep 60 &',
			status: 0,
			output: '',
			typed: '',
			shellPid: 30,
			marked: true,
		};
		const reason = (): string | undefined => attempt.status().steps[0]?.verdict?.reason;
		try {
			tell({event: 'prompt', tab: 'shell', command: undefined});
			tell({event: 'prompt', tab: 'shell', command});
			await attempt.settled();
			expect(reason()).toContain('sleep');
			processes = [job];
			await vi.waitFor(() => expect(reason()).toContain('the number seven'), 5000);
			expect(attempt.status().current).toBe(0);
		} finally {
			await attempt.close();
		}
	},
);

test('a command that passed a step while it ran is no mistake in the next one when it ends', async () => {
	const asked: Exercise = {
		...exercise,
		steps: ['first', 'second'].map((id) => ({
			...task('Ask.'),
			id,
			title: id,
			needs: [],
			check: {kind: 'printed', spec: {pattern: id, what: `the ${id} answer`}},
			mistakes: [{id: 'again', when: {kind: 'ran', spec: {line: '^ask'}}, say: 'Not that one.'}],
		})),
	};
	const {observer, tell} = createFakeObserver(() => []);
	const attempt = await conductAttempt(
		{exercise: asked, values: new Map(), meets: []},
		{sandbox: {prepare() {}, open: async () => box}, evidence: {observe: () => observer}},
	);
	const command = {
		tab: 'shell',
		line: 'ask',
		status: undefined,
		output: 'first\n',
		typed: '',
		shellPid: 30,
		marked: true,
	};
	const reason = (): string | undefined => attempt.status().steps[1]?.verdict?.reason;
	try {
		tell({event: 'prompt', tab: 'shell', command: undefined});
		tell({event: 'running', tab: 'shell', command});
		tell({event: 'prompt', tab: 'shell', command: {...command, status: 0}});
		await attempt.settled();
		expect(attempt.status().current).toBe(1);
		expect(reason()).toBeUndefined();
		// Typed once more, it is a mistake of this step.
		tell({event: 'prompt', tab: 'shell', command: {...command, status: 0}});
		await attempt.settled();
		expect(reason()).toBe('Not that one.');
	} finally {
		await attempt.close();
	}
});
