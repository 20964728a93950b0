// Joins a sandbox, an observer and the judge into one attempt, and keeps their events in order.
import type {Unread} from '../domain/evidence.js';
import type {Exercise, Need} from '../domain/exercise.js';
import {SANDBOX_NEED} from '../domain/host.js';
import type {EvidencePort, Observer, SandboxPort, TabEvent} from '../domain/ports.js';
import type {Sandbox, SandboxEnd, SandboxTerminal, TerminalSize} from '../domain/sandbox.js';
import {UserError} from '../domain/user-error.js';
import type {Xray} from '../domain/xray.js';
import type {Attempt, AttemptStatus} from './attempt.js';
import {createStepJudge, type StepJudge, type ViewerRules} from './judge-steps.js';
import {createLastingTerminal, type LastingTerminal} from './lasting-terminal.js';
import {planSetup} from './plan-setup.js';
import {createTypeAhead} from './type-ahead.js';

export interface AttemptRequest {
	readonly exercise: Exercise;
	/** The values made up for `exercise.values` in this attempt. */
	readonly values: ReadonlyMap<string, string>;
	/** The needs that this host meets; a step with others runs in its `observe` form. */
	readonly meets: readonly Need[];
}

/**
 * Runs an exercise in a sandbox of its own: lays it out, watches its shells, and judges the open
 * step after every event. Throws a UserError where no sandbox can be had.
 */
export async function runAttempt(
	request: AttemptRequest,
	ports: {readonly sandbox: SandboxPort; readonly evidence: EvidencePort},
): Promise<Attempt> {
	const sandbox = await ports.sandbox.open();
	try {
		const observer = ports.evidence.observe(sandbox);
		const {allows} = sandbox;
		if (!allows) {
			await layOut(sandbox, request);
			return withSomethingToDo(new AttemptRunner(request, sandbox, observer));
		}
		const facts = new Map([...request.values, ...(await observer.facts())]);
		return withSomethingToDo(new AttemptRunner(request, sandbox, observer, {allows, facts}));
	} catch (error) {
		await sandbox.close();
		throw error;
	}
}

/** The attempt itself, unless this host passes over all of its steps. Throws a UserError then. */
function withSomethingToDo(attempt: Attempt): Attempt {
	const {steps} = attempt.status();
	if (steps.length === 0 || steps.some(({isPassedOver}) => !isPassedOver)) return attempt;
	const missing = [...new Set(steps.flatMap((step) => step.missing))];
	throw missing.includes(SANDBOX_NEED)
		? new UserError(
				'Everything in this exercise is done in a sandbox, and this host gives none.',
				'"container-lessons doctor" says what would give one. The lesson goes on without it.',
			)
		: new UserError(
				`Nothing in this exercise can be done here: this host lacks ${missing.join(', ')}.`,
				'"container-lessons doctor" says what would give it. The lesson goes on without it.',
			);
}

/** Only a script that hangs takes this long, even on a slow host. */
const LAY_OUT_MS = 60_000;

async function layOut(sandbox: Sandbox, {exercise, values}: AttemptRequest): Promise<void> {
	const setup = planSetup(exercise, values);
	if (setup === '') return;
	const {status, stderr} = await sandbox.run(setup, LAY_OUT_MS);
	if (status === 0) return;
	throw new UserError(
		`Exercise ${exercise.id} could not be laid out in the sandbox: ${stderr.trim() || `status ${status}`}.`,
		`Run "container-lessons verify ${exercise.id}" and report what it says.`,
	);
}

/** The prompt is back as soon as the shell has forked a background job, which has yet to exec. */
const LOOK_AGAIN_MS = [300, 1500];

class AttemptRunner implements Attempt {
	readonly tabs;
	private readonly listeners = new Set<(status: AttemptStatus) => void>();
	private readonly eventListeners = new Set<(event: TabEvent) => void>();
	private readonly terminals = new Map<string, LastingTerminal>();
	private readonly exercise: Exercise;
	private readonly sandbox: Sandbox;
	private readonly observer: Observer;
	private readonly steps: StepJudge;
	/** The tabs whose shell has shown a prompt. */
	private readonly prompted = new Set<string>();
	private end: SandboxEnd | undefined;
	/** Events are judged in the order in which they came. */
	private queue: Promise<void> = Promise.resolve();
	private later: readonly NodeJS.Timeout[] = [];
	private readonly typeAhead = createTypeAhead((name, bytes) => {
		this.terminals.get(name)?.write(bytes);
		this.observer.typed(name, bytes);
	});

	constructor(
		{exercise, values, meets}: AttemptRequest,
		sandbox: Sandbox,
		observer: Observer,
		viewer?: ViewerRules,
	) {
		this.exercise = exercise;
		this.tabs = exercise.tabs;
		this.sandbox = sandbox;
		this.observer = observer;
		this.steps = createStepJudge(exercise, values, meets, observer, () => this.tell(), viewer);
		observer.onEvent((event) => this.hear(event));
		void sandbox.ended.then((end) => {
			this.end = end;
			this.tell();
		});
	}

	status(): AttemptStatus {
		const {isWaiting, ...steps} = this.steps.status();
		return {...steps, phase: this.end ? 'ended' : isWaiting ? 'starting' : 'open', end: this.end};
	}

	subscribe(listener: (status: AttemptStatus) => void): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}

	onTabEvent(listener: (event: TabEvent) => void): () => void {
		this.eventListeners.add(listener);
		return () => this.eventListeners.delete(listener);
	}

	openTab(name: string, size: TerminalSize): SandboxTerminal {
		const opened = this.terminals.get(name);
		if (opened) return opened;
		const slot = this.tabs.findIndex((tab) => tab.name === name);
		const tab = this.tabs[slot];
		if (!tab) throw new Error(`Exercise ${this.exercise.id} has no tab "${name}".`);
		const terminal = createLastingTerminal(
			(wanted) => this.sandbox.startTerminal(slot, tab.view, wanted),
			size,
		);
		this.terminals.set(name, terminal);
		this.typeAhead.starts(name);
		this.observer.follow(tab, {onOutput: terminal.afterOutput});
		terminal.afterOutput((bytes) => this.typeAhead.prints(name, bytes));
		return terminal;
	}

	type(name: string, bytes: Uint8Array): void {
		this.typeAhead.type(name, bytes);
	}

	answer(text: string): void {
		this.enqueue(() => this.steps.answered(text));
	}

	async xray(): Promise<Xray | Unread | undefined> {
		// The pid of a sandbox that has ended may belong to another process by now.
		return this.end ? undefined : this.observer.xray();
	}

	async settled(): Promise<void> {
		let seen: Promise<void>;
		do {
			await this.observer.told();
			seen = this.queue;
			await seen;
		} while (seen !== this.queue);
	}

	async close(): Promise<void> {
		this.lookLater([]);
		this.typeAhead.close();
		this.observer.close();
		await this.sandbox.close();
	}

	private hear(event: TabEvent): void {
		for (const listener of this.eventListeners) listener(event);
		if (event.kind === 'ended') {
			this.typeAhead.starts(event.tab);
			if (!this.end) this.terminals.get(event.tab)?.restart();
			return;
		}
		this.typeAhead.prompts(event.tab);
		const isFirstPrompt = !this.prompted.has(event.tab);
		this.prompted.add(event.tab);
		// A step's facts describe the first tab's shell, and another tab may show its prompt earlier.
		if (isFirstPrompt && event.tab !== this.tabs[0]?.name) return;
		this.enqueue(() => this.steps.happened(event.tab, event.command));
		if (event.kind !== 'running') this.lookLater(LOOK_AGAIN_MS, event.tab);
	}

	/** Looks again after each of these delays, unless something happens first. */
	private lookLater(delays: readonly number[], tab = ''): void {
		for (const timer of this.later) clearTimeout(timer);
		const lookAgain = (): void => this.enqueue(() => this.steps.lookedAgain(tab));
		this.later = delays.map((delay) => setTimeout(lookAgain, delay).unref());
	}

	private enqueue(work: () => Promise<void>): void {
		this.queue = this.queue.then(async () => {
			if (this.end) return;
			await work();
			this.tell();
		});
	}

	private tell(): void {
		const status = this.status();
		for (const listener of this.listeners) listener(status);
	}
}
