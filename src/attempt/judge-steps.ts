// Decides, event by event, which step of an attempt is open and what is said of it.
import {isSameRun} from '../checks/commands-of.js';
import {judge, probesOf, questionOf} from '../checks/judge.js';
import {
	type CommandRun,
	type Evidence,
	type Facts,
	identityOf,
	type Moment,
	type ProcessView,
} from '../domain/evidence.js';
import type {Exercise, Need, Step, Task} from '../domain/exercise.js';
import {fillTemplate} from '../domain/fact.js';
import {missingNeeds, observedForm, SANDBOX_NEED} from '../domain/host.js';
import type {Observer} from '../domain/ports.js';
import type {Verdict} from '../domain/verdict.js';
import type {AttemptStatus, AttemptStep} from './attempt.js';
import {canView, observationOf} from './can-view.js';
import {fillTask} from './fill-task.js';
import {withItsAnswer} from './latest-answer.js';
import {inLessonWords, type LastReason, lastReasonOf} from './mistakes.js';
import {addMoment} from './moments.js';
import {withParts} from './part-standings.js';
import {replyToAnswer} from './reply-to-answer.js';

/** The part of an attempt's status that the steps decide. */
type StepsStatus = Pick<AttemptStatus, 'steps' | 'current' | 'facts' | 'question'> & {
	/** The step is not open yet: it waits for a shell, and for the facts about it. */
	readonly isWaiting: boolean;
};

/**
 * Judges the open step over all that has happened since it opened, and opens the next one once it
 * has passed. Not reentrant: callers wait for each call to finish.
 */
export interface StepJudge {
	status(): StepsStatus;
	/** Something happened in a tab: `command` ended or is running; undefined where there was none. */
	happened(tab: string, command: CommandRun | undefined): Promise<void>;
	/** No event came, but a background process may have changed things. */
	lookedAgain(tab: string): Promise<void>;
	/** Answers the open question with text or an option's id. */
	answered(text: string): Promise<void>;
}

interface StepForm {
	readonly step: Step;
	readonly task: Task;
	readonly missing: readonly Need[];
	readonly isPassedOver?: true;
}

/** The form of the step that this host can run, the step itself or its `observe` form; passed over without one. */
function formInSandbox(exercise: Exercise, step: Step, meets: readonly Need[]): StepForm {
	const missing = missingNeeds(exercise, step, {meets});
	const observed = observedForm(step, {meets});
	if (missing.length === 0) return {step, task: step, missing};
	return observed
		? {step, task: observed, missing}
		: {step, task: step, missing, isPassedOver: true};
}

/** The form of the step in the viewer, where the sandbox is one more unmet need. */
function formInViewer(
	exercise: Exercise,
	step: Step,
	meets: readonly Need[],
	{allows, facts}: ViewerRules,
): StepForm {
	const missing = missingNeeds({needs: [SANDBOX_NEED, ...exercise.needs]}, step, {
		meets: meets.filter((need) => need !== SANDBOX_NEED),
	});
	const task = observationOf(step);
	return canView(fillTask(task, facts), allows)
		? {step, task, missing}
		: {step, task: step, missing, isPassedOver: true};
}

/** What the viewer allows, and the facts, which are known before its first step. */
export interface ViewerRules {
	readonly allows: (line: string) => boolean;
	readonly facts: Facts;
}

/** The open step, with the evidence since it opened. */
interface OpenStep {
	readonly task: Task;
	/** How things stood when it opened. */
	readonly before: Moment | undefined;
	readonly moments: readonly Moment[];
	readonly answers: readonly string[];
	/** What the check said at the latest judgement. */
	readonly standing: LastReason | undefined;
	/** The command that passed the step before and was still running then. */
	readonly carried: CommandRun | undefined;
	/** The latest event was an answer; the reply to it stands until something new happens. */
	readonly isAnswered: boolean;
}

/** `tellPass` is called as soon as a step has passed; the next one is open only when the call that passed it ends. */
export function createStepJudge(
	exercise: Exercise,
	values: Facts,
	meets: readonly Need[],
	observer: Observer,
	tellPass: () => void,
	viewer?: ViewerRules,
): StepJudge {
	const steps = exercise.steps.map((step) =>
		viewer ? formInViewer(exercise, step, meets, viewer) : formInSandbox(exercise, step, meets),
	);
	const verdicts: (Verdict | undefined)[] = steps.map(() => undefined);
	/** The first step from `index` on that can be judged here. */
	const judgeableFrom = (index: number): number => {
		const found = steps.findIndex(({isPassedOver}, at) => at >= index && !isPassedOver);
		return found === -1 ? steps.length : found;
	};
	let current = judgeableFrom(0);
	let facts = values;
	let open: OpenStep | undefined;

	let firstShells: ReadonlyMap<string, ProcessView> = new Map();

	const look = async (
		tab: string,
		command: CommandRun | undefined,
		task: Task,
	): Promise<Moment> => {
		const checks = [task.check, ...[...task.lost, ...task.mistakes].map(({when}) => when)];
		const moment = await observer.snapshot(tab, command, checks.flatMap(probesOf));
		firstShells = withFirstShells(firstShells, moment);
		return {...moment, firstShells};
	};

	/** Opens the current step; the command that passed the one before may pass this one too. */
	const openStep = async (tab: string, command: CommandRun | undefined): Promise<void> => {
		const next = steps[current];
		if (!next) return;
		facts = new Map([...values, ...(await observer.facts())]);
		const task = fillTask(next.task, facts);
		// A shell without marks never reports an end: what looks like one is the same line typed again.
		const carried = command?.marked && command.status === undefined ? command : undefined;
		const fresh: OpenStep = {
			task,
			before: undefined,
			moments: [],
			answers: [],
			standing: undefined,
			carried,
			isAnswered: false,
		};
		open = fresh;
		const moment = await look(tab, command, task);
		if (command && (await passes(fresh, moment))) return;
		open = {...fresh, before: moment};
	};

	const judged = (step: OpenStep, moment: Moment) => {
		const {task, before, answers} = step;
		const moments = addMoment(step.moments, moment);
		const evidence: Evidence = {moments, before, facts, answers};
		const plain = judge(task.check, evidence);
		const isNew = moments.at(-2) === step.moments.at(-1);
		const standing = lastReasonOf(plain, {last: step.standing, isNew});
		const verdict = step.isAnswered
			? replyToAnswer(plain, task, evidence)
			: withItsAnswer(inLessonWords(plain, task, evidence, standing), task, evidence);
		return {moments, standing, verdict: withParts(withGuideKey(verdict, facts), task)};
	};

	const goOn = async (verdict: Verdict, {tab, command}: Moment): Promise<void> => {
		verdicts[current] = verdict;
		current = judgeableFrom(current + 1);
		open = undefined;
		// To open the next step takes as long again.
		tellPass();
		await openStep(tab, command);
	};

	/** Judges for a pass only; if there is one, the next step is open on return. */
	const passes = async (step: OpenStep, moment: Moment): Promise<boolean> => {
		const {verdict} = judged(step, moment);
		if (verdict.kind !== 'passed') return false;
		await goOn(verdict, moment);
		return true;
	};

	const judgeOpen = async (step: OpenStep, moment: Moment): Promise<void> => {
		const {moments, standing, verdict} = judged(step, moment);
		if (verdict.kind === 'passed') return goOn(verdict, moment);
		verdicts[current] = verdict;
		open = {...step, moments, standing};
	};

	/** Judges again though nothing new was done: a background process may have changed things. */
	const judgeAgain = async (step: OpenStep, moment: Moment): Promise<void> => {
		const {moments, standing, verdict} = judged({...step, isAnswered: false}, moment);
		if (verdict.kind === 'passed') return goOn(verdict, moment);
		// The reason stays that of the last command, unless the step has come closer since.
		if (!isNearer(verdict, verdicts[current])) return;
		verdicts[current] = verdict;
		open = {...step, moments, standing};
	};

	return {
		status: () => ({
			steps: steps.map(({step, task, missing, isPassedOver}, index): AttemptStep => {
				const filled = index === current && open ? open.task : fillTask(task, facts);
				const {id, title} = step;
				const verdict = verdicts[index];
				return {id, title, task: filled, missing, verdict, ...(isPassedOver && {isPassedOver})};
			}),
			current,
			facts,
			question: open && questionOf(open.task.check),
			isWaiting: open === undefined && current < steps.length,
		}),
		async happened(tab, command) {
			if (!open) return openStep(tab, undefined);
			const isOld = isEndOf(open.carried, command);
			// It ends once: the same line after that was typed again.
			const hasEnded = command?.status !== undefined && open.carried?.tab === command.tab;
			const step: OpenStep = hasEnded ? {...open, carried: undefined} : open;
			const moment = await look(tab, command, step.task);
			if (step.isAnswered && isToldAgain(step, command)) return judgeAgain(step, moment);
			if (!isOld) return judgeOpen({...step, isAnswered: false}, moment);
			// It may pass the open step too, but what was wrong with it does not concern this step.
			if (await passes(step, moment)) return;
			open = {...step, before: step.moments.length === 0 ? moment : step.before};
		},
		async lookedAgain(tab) {
			if (!open) return;
			await judgeAgain(open, await look(tab, undefined, open.task));
		},
		async answered(text) {
			if (!open) return;
			const step: OpenStep = {...open, answers: [...open.answers, text], isAnswered: true};
			const tab = step.moments.at(-1)?.tab ?? exercise.tabs[0]?.name ?? '';
			await judgeOpen(step, await look(tab, undefined, step.task));
		},
	};
}

/** Each tab's first shell as it was first seen; a shell that was started anew counts from then on. */
function withFirstShells(
	known: ReadonlyMap<string, ProcessView>,
	{processes}: Moment,
): ReadonlyMap<string, ProcessView> {
	const fresh = processes.filter((process) => {
		if (process.tab === undefined || process.depth > 0) return false;
		const before = known.get(process.tab);
		return before === undefined || identityOf(before) !== identityOf(process);
	});
	if (fresh.length === 0) return known;
	return new Map([...known, ...fresh.map((one): [string, ProcessView] => [one.tab ?? '', one])]);
}

/** Where to look may be behind the guide key, whose name the facts have. */
function withGuideKey(verdict: Verdict, facts: Facts): Verdict {
	if (verdict.kind === 'passed' || verdict.look === undefined) return verdict;
	return {...verdict, look: fillTemplate(verdict.look, facts)};
}

/** True when more of the step is there than when the reason on the screen was given. */
function isNearer(now: Verdict, said: Verdict | undefined): boolean {
	if (now.kind !== 'not-yet' || said?.kind !== 'not-yet') return false;
	return (now.closeness ?? 0) > (said.closeness ?? 0);
}

/** True of a command that ran before the answer and still runs: the learner did nothing new. */
function isToldAgain({moments}: OpenStep, command: CommandRun | undefined): boolean {
	if (command === undefined || command.status !== undefined) return false;
	const last = moments.findLast((moment) => moment.command?.tab === command.tab)?.command;
	return last !== undefined && isSameRun(last, command);
}

/** True of the end of a command that passed the step before and has printed nothing since. */
function isEndOf(carried: CommandRun | undefined, command: CommandRun | undefined): boolean {
	return (
		carried !== undefined &&
		command !== undefined &&
		carried.tab === command.tab &&
		isSameRun(carried, command) &&
		command.output.trimEnd() === carried.output.trimEnd()
	);
}
