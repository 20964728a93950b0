import {isSameRun} from '../checks/commands-of.js';
import {judge, probesOf, questionOf} from '../checks/judge.js';
import type {CommandRun, Evidence, Facts, Moment} from '../domain/evidence.js';
import type {Exercise, Need, Step, Task} from '../domain/exercise.js';
import {fillTemplate} from '../domain/fact.js';
import {missingNeeds, SANDBOX_NEED} from '../domain/host.js';
import type {Observer} from '../domain/ports.js';
import type {Verdict} from '../domain/verdict.js';
import type {AttemptStatus, AttemptStep} from './attempt.js';
import {canView, observationOf} from './can-view.js';
import {fillTask} from './fill-task.js';
import {inLessonWords, type LastReason, lastReasonOf} from './mistakes.js';
import {addMoment} from './moments.js';
import {replyToAnswer} from './reply-to-answer.js';

/** What of an attempt's status the steps decide. */
type StepsStatus = Pick<AttemptStatus, 'steps' | 'current' | 'facts' | 'question'> & {
	/** The first step waits for a shell; facts about it are not known yet. */
	readonly isWaiting: boolean;
};

/**
 * Judges the open step of an exercise over all that happened since it opened, and opens the next one when it
 * has passed. One thing at a time: whoever calls waits for the end of each call.
 */
export interface StepJudge {
	status(): StepsStatus;
	/** Something happened in a tab: `command` ended or runs, or there was none. */
	happened(tab: string, command: CommandRun | undefined): Promise<void>;
	/** Nothing happened that anybody told of; things may have come to pass by themselves. */
	lookedAgain(tab: string): Promise<void>;
	/** Answers the open question with a text or an option's id. */
	answered(text: string): Promise<void>;
}

interface Conducted {
	readonly step: Step;
	readonly task: Task;
	readonly missing: readonly Need[];
	readonly needsSandbox?: true;
}

/** The form of the step that this host can run: itself, or its observation variant. */
function conducted(exercise: Exercise, step: Step, meets: readonly Need[]): Conducted {
	const missing = missingNeeds(exercise, step, {meets});
	if (missing.length > 0 && step.observe) return {step, task: step.observe, missing};
	return {step, task: step, missing};
}

/** The form of the step where there is no sandbox, which is one need more. */
function observed(
	exercise: Exercise,
	step: Step,
	meets: readonly Need[],
	{observes, facts}: ViewerRules,
): Conducted {
	const missing = missingNeeds({needs: [SANDBOX_NEED, ...exercise.needs]}, step, {
		meets: meets.filter((need) => need !== SANDBOX_NEED),
	});
	const task = observationOf(step);
	return canView(fillTask(task, facts), observes)
		? {step, task, missing}
		: {step, task: step, missing, needsSandbox: true};
}

/** What is known before the first step where commands of a list are run, without a sandbox. */
export interface ViewerRules {
	readonly observes: (line: string) => boolean;
	readonly facts: Facts;
}

/** A step that is open, with the evidence since then. */
interface OpenStep {
	readonly task: Task;
	/** How things stood when it opened. */
	readonly before: Moment | undefined;
	readonly moments: readonly Moment[];
	readonly answers: readonly string[];
	/** How the check stood at the latest judgement. */
	readonly standing: LastReason | undefined;
	/** The command that ran on when it passed the step before. */
	readonly carried: CommandRun | undefined;
	/** The latest that happened was an answer, whose reply stands until something new happens. */
	readonly isAnswered: boolean;
}

export function createStepJudge(
	exercise: Exercise,
	values: Facts,
	meets: readonly Need[],
	observer: Observer,
	observing?: ViewerRules,
): StepJudge {
	const steps = exercise.steps.map((step) =>
		observing ? observed(exercise, step, meets, observing) : conducted(exercise, step, meets),
	);
	const verdicts: (Verdict | undefined)[] = steps.map(() => undefined);
	/** The first step from there on that can be judged here. */
	const judgeableFrom = (index: number): number => {
		const found = steps.findIndex(({needsSandbox}, at) => at >= index && !needsSandbox);
		return found === -1 ? steps.length : found;
	};
	let current = judgeableFrom(0);
	let facts = values;
	let open: OpenStep | undefined;

	const look = (tab: string, command: CommandRun | undefined, task: Task): Promise<Moment> => {
		const checks = [task.check, ...[...task.lost, ...task.mistakes].map(({when}) => when)];
		return observer.snapshot(tab, command, checks.flatMap(probesOf));
	};

	/** Opens the current step; a command that passed the one before may pass this one too. */
	const openStep = async (tab: string, command: CommandRun | undefined): Promise<void> => {
		open = undefined;
		const next = steps[current];
		if (!next) return;
		facts = new Map([...values, ...(await observer.facts())]);
		const task = fillTask(next.task, facts);
		// A shell without marks never tells an end: what looks the same there was typed again.
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
			: inLessonWords(plain, task, evidence, standing);
		return {moments, standing, verdict: withGuideKey(verdict, facts)};
	};

	const goOn = async (verdict: Verdict, {tab, command}: Moment): Promise<void> => {
		verdicts[current] = verdict;
		current = judgeableFrom(current + 1);
		await openStep(tab, command);
	};

	/** Judges for a pass alone; when there is one, the next step is open on return. */
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

	/** Judges again though nothing new was done: things may have come to pass by themselves. */
	const judgeAgain = async (step: OpenStep, moment: Moment): Promise<void> => {
		const {moments, standing, verdict} = judged({...step, isAnswered: false}, moment);
		if (verdict.kind === 'passed') return goOn(verdict, moment);
		// The reason stays that of the last command, unless the step is nearer than when that was said.
		if (!isNearer(verdict, verdicts[current])) return;
		verdicts[current] = verdict;
		open = {...step, moments, standing};
	};

	return {
		status: () => ({
			steps: steps.map(({step, task, missing, needsSandbox}, index): AttemptStep => {
				const filled = index === current && open ? open.task : fillTask(task, facts);
				const {id, title} = step;
				const verdict = verdicts[index];
				return {id, title, task: filled, missing, verdict, ...(needsSandbox && {needsSandbox})};
			}),
			current,
			facts,
			question: open && questionOf(open.task.check),
			isWaiting: open === undefined && current < steps.length,
		}),
		async happened(tab, command) {
			if (!open) return openStep(tab, undefined);
			const isOld = isEndOf(open.carried, command);
			// It ends once: what looks the same after that was typed again.
			const hasEnded = command?.status !== undefined && open.carried?.tab === command.tab;
			const step: OpenStep = hasEnded ? {...open, carried: undefined} : open;
			const moment = await look(tab, command, step.task);
			if (step.isAnswered && isToldAgain(step, command)) return judgeAgain(step, moment);
			if (!isOld) return judgeOpen({...step, isAnswered: false}, moment);
			// It may pass the open step too, but what was wrong with it is no matter of this step.
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

/** Where to look may be behind the guide key, whose name the facts have. */
function withGuideKey(verdict: Verdict, facts: Facts): Verdict {
	if (verdict.kind === 'passed' || verdict.look === undefined) return verdict;
	return {...verdict, look: fillTemplate(verdict.look, facts)};
}

/** True when more of the step is there than when the reason that is shown was said. */
function isNearer(now: Verdict, said: Verdict | undefined): boolean {
	if (now.kind !== 'not-yet' || said?.kind !== 'not-yet') return false;
	return (now.closeness ?? 0) > (said.closeness ?? 0);
}

/** True of a command that ran before the answer and runs on: nobody has done anything new. */
function isToldAgain({moments}: OpenStep, command: CommandRun | undefined): boolean {
	if (command === undefined || command.status !== undefined) return false;
	const last = moments.findLast((moment) => moment.command?.tab === command.tab)?.command;
	return last !== undefined && isSameRun(last, command);
}

/** True of the end of a command that belongs to the step before: nothing came after that was passed. */
function isEndOf(carried: CommandRun | undefined, command: CommandRun | undefined): boolean {
	return (
		carried !== undefined &&
		command !== undefined &&
		carried.tab === command.tab &&
		isSameRun(carried, command) &&
		command.output.trimEnd() === carried.output.trimEnd()
	);
}
