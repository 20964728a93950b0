import {isSameRun} from '../checks/commands-of.js';
import {probesOf, questionOf} from '../checks/judge.js';
import type {Box, BoxEnd, BoxTerminal, TerminalSize} from '../domain/box.js';
import type {CommandRun, Facts, Moment} from '../domain/evidence.js';
import type {Exercise, Need, Step, Task} from '../domain/exercise.js';
import {missingNeeds} from '../domain/host.js';
import {UserError} from '../domain/user-error.js';
import type {Verdict} from '../domain/verdict.js';
import type {Attempt, AttemptStatus, AttemptStep} from './attempt.js';
import {fillTask} from './fill-task.js';
import {judgeTask} from './known-states.js';
import {createLastingTerminal, type LastingTerminal} from './lasting-terminal.js';
import {addMoment} from './moments.js';
import {planSetup} from './plan-setup.js';
import type {EvidencePort, Observer, SandboxPort, TabEvent} from './ports.js';

export interface AttemptRequest {
	readonly exercise: Exercise;
	/** What `exercise.values` came to in this attempt. */
	readonly values: ReadonlyMap<string, string>;
	/** The needs that this box meets; a step with others runs its observation variant. */
	readonly meets: readonly Need[];
	/** The step to begin at, when earlier ones have passed before; 0 unless told. */
	readonly startAt?: number;
}

/**
 * Runs an exercise in a sandbox of its own: lays it out, watches its shells, and judges the open step after
 * everything that happens. Throws a UserError where no sandbox can be had.
 */
export async function conductAttempt(
	request: AttemptRequest,
	ports: {readonly sandbox: SandboxPort; readonly evidence: EvidencePort},
): Promise<Attempt> {
	const box = await ports.sandbox.open();
	try {
		await layOut(box, request);
		return new Conductor(request, box, ports.evidence.observe(box));
	} catch (error) {
		await box.close();
		throw error;
	}
}

async function layOut(box: Box, {exercise, values}: AttemptRequest): Promise<void> {
	const setup = planSetup(exercise, values);
	if (setup === '') return;
	const {status, stderr} = await box.run(setup);
	if (status === 0) return;
	throw new UserError(
		`Exercise ${exercise.id} could not be laid out in the sandbox: ${stderr.trim() || `status ${status}`}.`,
		`Run "container-lessons verify ${exercise.id}" and report what it says.`,
	);
}

/** The prompt is back before a job in the background is what it will be: the shell forks it, then it starts. */
const LOOK_AGAIN_MS = [300, 1500];

interface Conducted {
	readonly step: Step;
	readonly task: Task;
	readonly missing: readonly Need[];
}

/** The form of the step that this box can run: itself, or its observation variant. */
function conducted(exercise: Exercise, step: Step, meets: readonly Need[]): Conducted {
	const missing = missingNeeds(exercise, step, {meets});
	if (missing.length > 0 && step.observe) return {step, task: step.observe, missing};
	return {step, task: step, missing};
}

class Conductor implements Attempt {
	readonly tabs;
	private readonly steps: readonly Conducted[];
	private readonly verdicts: (Verdict | undefined)[];
	private readonly listeners = new Set<(status: AttemptStatus) => void>();
	private readonly eventListeners = new Set<(event: TabEvent) => void>();
	private readonly terminals = new Map<string, LastingTerminal>();
	private readonly request: AttemptRequest;
	private readonly box: Box;
	private readonly observer: Observer;
	/** The tabs whose shell has shown a prompt. */
	private readonly prompted = new Set<string>();
	private current: number;
	private facts: Facts;
	private open: Task | undefined;
	private before: Moment | undefined;
	private moments: readonly Moment[] = [];
	private answers: readonly string[] = [];
	/** The command that ran while the step before was passed by it. */
	private carried: CommandRun | undefined;
	private end: BoxEnd | undefined;
	/** What happens is judged in the order in which it happened. */
	private queue: Promise<void> = Promise.resolve();
	private later: readonly NodeJS.Timeout[] = [];

	constructor(request: AttemptRequest, box: Box, observer: Observer) {
		this.request = request;
		this.box = box;
		this.observer = observer;
		this.tabs = request.exercise.tabs;
		this.facts = request.values;
		this.current = request.startAt ?? 0;
		this.steps = request.exercise.steps.map((step) =>
			conducted(request.exercise, step, request.meets),
		);
		this.verdicts = this.steps.map(() => undefined);
		observer.onEvent((event) => this.hear(event));
		void box.ended.then((end) => {
			this.end = end;
			this.tell();
		});
	}

	status(): AttemptStatus {
		const steps = this.steps.map(({step, task, missing}, index): AttemptStep => {
			const filled = index === this.current && this.open ? this.open : fillTask(task, this.facts);
			return {id: step.id, title: step.title, task: filled, missing, verdict: this.verdicts[index]};
		});
		return {
			phase: this.end ? 'ended' : this.open || this.current >= steps.length ? 'open' : 'starting',
			steps,
			current: this.current,
			facts: this.facts,
			question: this.open && questionOf(this.open.check),
			end: this.end,
		};
	}

	subscribe(listener: (status: AttemptStatus) => void): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}

	onTabEvent(listener: (event: TabEvent) => void): () => void {
		this.eventListeners.add(listener);
		return () => this.eventListeners.delete(listener);
	}

	openTab(name: string, size: TerminalSize): BoxTerminal {
		const opened = this.terminals.get(name);
		if (opened) return opened;
		const slot = this.tabs.findIndex((tab) => tab.name === name);
		const tab = this.tabs[slot];
		if (!tab) throw new Error(`Exercise ${this.request.exercise.id} has no tab "${name}".`);
		const terminal = createLastingTerminal(
			(wanted) => this.box.startTerminal(slot, tab.view, wanted),
			size,
		);
		this.terminals.set(name, terminal);
		this.observer.follow(tab, terminal);
		return terminal;
	}

	type(name: string, bytes: Uint8Array): void {
		this.observer.typed(name, bytes);
		this.terminals.get(name)?.write(bytes);
	}

	answer(text: string): void {
		this.enqueue(async () => {
			this.answers = [...this.answers, text];
			const moment = await this.look(this.lastTab(), undefined);
			await this.judgeWith(moment);
		});
	}

	async settled(): Promise<void> {
		let seen: Promise<void>;
		do {
			seen = this.queue;
			await seen;
		} while (seen !== this.queue);
	}

	async close(): Promise<void> {
		this.lookLater([]);
		this.observer.close();
		await this.box.close();
	}

	private hear(event: TabEvent): void {
		for (const listener of this.eventListeners) listener(event);
		if (event.event === 'ended') {
			if (!this.end) this.terminals.get(event.tab)?.restart();
			return;
		}
		const isFirstPrompt = !this.prompted.has(event.tab);
		this.prompted.add(event.tab);
		// The facts of a step speak of the first tab's shell: another tab may show its prompt earlier.
		if (isFirstPrompt && event.tab !== this.tabs[0]?.name) return;
		this.enqueue(async () => {
			if (!this.open) await this.openStep(event.tab, undefined);
			else if (this.takeOld(event.command)) await this.judgeOld(event.tab, event.command);
			else await this.judgeWith(await this.look(event.tab, event.command));
		});
		if (event.event !== 'running') this.lookLater(LOOK_AGAIN_MS, event.tab);
	}

	/** Looks again after each of these times, for a pass alone: the reason stays that of the last command. */
	private lookLater(delays: readonly number[], tab = ''): void {
		for (const timer of this.later) clearTimeout(timer);
		const lookAgain = async (): Promise<void> => {
			const {open, moments} = this;
			if (!open) return;
			await this.judgeWith(await this.look(tab, undefined), true);
			if (this.open === open) this.moments = moments;
		};
		this.later = delays.map((delay) => setTimeout(() => this.enqueue(lookAgain), delay).unref());
	}

	private enqueue(work: () => Promise<void>): void {
		this.queue = this.queue.then(async () => {
			if (this.end) return;
			await work();
			this.tell();
		});
	}

	private look(tab: string, command: CommandRun | undefined): Promise<Moment> {
		const {open} = this;
		const checks = open
			? [open.check, ...[...open.lost, ...open.mistakes].map(({when}) => when)]
			: [];
		return this.observer.look(tab, command, checks.flatMap(probesOf));
	}

	/** True of the end of a command that belongs to the step before: nothing came after that was passed. */
	private takeOld(command: CommandRun | undefined): boolean {
		const {carried} = this;
		// It ends once: what looks the same after that was typed again.
		if (command?.status !== undefined && carried?.tab === command.tab) this.carried = undefined;
		return (
			carried !== undefined &&
			command !== undefined &&
			carried.tab === command.tab &&
			isSameRun(carried, command) &&
			command.output.trimEnd() === carried.output.trimEnd()
		);
	}

	/** It may pass the open step too, but what was wrong with it is no matter of this step. */
	private async judgeOld(tab: string, command: CommandRun | undefined): Promise<void> {
		const {open, moments} = this;
		const moment = await this.look(tab, command);
		await this.judgeWith(moment, true);
		if (this.open !== open) return;
		this.moments = moments;
		if (moments.length === 0) this.before = moment;
	}

	/** Opens the current step; a command that passed the one before may pass this one too. */
	private async openStep(tab: string, command: CommandRun | undefined): Promise<void> {
		const next = this.steps[this.current];
		this.open = undefined;
		if (!next) return;
		this.facts = new Map([...this.request.values, ...(await this.observer.facts())]);
		this.open = fillTask(next.task, this.facts);
		this.answers = [];
		this.moments = [];
		this.before = undefined;
		// A shell without marks never tells an end: what looks the same there was typed again.
		this.carried = command?.marked && command.status === undefined ? command : undefined;
		const moment = await this.look(tab, command);
		if (command) await this.judgeWith(moment, true);
		if (this.open && this.steps[this.current] === next) {
			this.moments = [];
			this.before = moment;
		}
	}

	/** `opening`: the step has only now been opened, so that only a pass is worth saying. */
	private async judgeWith(moment: Moment, opening = false): Promise<void> {
		if (!this.open) return;
		this.moments = addMoment(this.moments, moment);
		const {moments, before, facts, answers} = this;
		const verdict = judgeTask(this.open, {moments, before, facts, answers});
		if (verdict.verdict === 'passed') {
			this.verdicts[this.current] = verdict;
			this.current += 1;
			await this.openStep(moment.tab, moment.command);
		} else if (!opening) {
			this.verdicts[this.current] = verdict;
		}
	}

	private lastTab(): string {
		return this.moments.at(-1)?.tab ?? this.tabs[0]?.name ?? '';
	}

	private tell(): void {
		const status = this.status();
		for (const listener of this.listeners) listener(status);
	}
}
