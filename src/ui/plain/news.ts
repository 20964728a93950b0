import type {AttemptStep} from '../../attempt/attempt.js';
import type {Verdict} from '../../domain/verdict.js';
import type {Session} from '../../session/session.js';
import {
	type ExerciseRun,
	isDoneAgain,
	isShownStepPassed,
	type SessionState,
	shownStep,
} from '../../session/state.js';
import {guideKeyLabel} from '../keys/guide-key.js';
import {wrapped} from './block-text.js';
import {taskText, verdictText} from './step-text.js';

/** Says what was judged and not yet said, and the next task when a step has passed. */
export interface News {
	/**
	 * At a prompt every verdict is said; in between only one that says something else than the last. What came from
	 * the room is said at either.
	 */
	say(at: 'prompt' | 'between'): void;
	sayTask(): void;
	/** The last verdict of the step that is open, or of the one before, once more. */
	repeat(): void;
	/** A line of the solution was typed for them: that the step is not done before its last is no news. */
	obeys(): void;
}

const lastText = (state: SessionState, width: number): readonly string[] =>
	wrapped(
		`That was the last step. ${guideKeyLabel(state)} n goes on with the lesson; the shell is still yours.`,
		width,
	);

const isLastShown = (run: ExerciseRun | undefined): boolean =>
	(run?.shown ?? 0) + 1 >= (run?.status?.steps.length ?? 0);

/** Whether a verdict says something else than the last one, or replies to another answer. */
function saysMore(verdict: Verdict, said: Verdict | undefined): boolean {
	if (verdict.reason !== said?.reason) return true;
	return answersTo(verdict) !== answersTo(said);
}

const answersTo = (verdict: Verdict): number =>
	verdict.kind === 'passed' ? 0 : (verdict.answered?.count ?? 0);

export function createNews(
	session: Session,
	say: (lines: readonly string[]) => void,
	width: number,
	fromRoom: () => readonly string[],
): News {
	let said: Verdict | undefined;
	/** The step whose task was said last. */
	let told: number | undefined;
	let lastSaid: readonly string[] = [];
	let isObeying = false;
	let isResuming = false;

	const sayTask = (): void => {
		const {run} = session.state();
		const step = shownStep(run);
		// Until the first shell is there, its facts are not, and the task names some of them.
		if (!run?.status || run.status.phase === 'starting' || !step) return;
		told = run.shown;
		say(taskText(session.state(), width));
	};

	/** A step that needs a sandbox is told of and passed over. */
	const passOver = (isNew: boolean): boolean => {
		const {run} = session.state();
		if (!shownStep(run)?.isPassedOver) return false;
		if (isLastShown(run)) {
			if (isNew) say(lastText(session.state(), width));
			return false;
		}
		session.dispatch({kind: 'went-on'});
		return true;
	};

	/** What was done before is done again: that is said once, and nothing of what comes of it. */
	const waitForResuming = (): boolean => {
		const isAgain = isDoneAgain(session.state());
		if (isAgain && !isResuming) {
			say(wrapped('Doing again, from the beginning, what you had done before.', width));
		}
		if (!isAgain && isResuming) sayTask();
		isResuming = isAgain;
		return isAgain;
	};

	/** Whether it says only that the rest of the solution is still to come. */
	const isExpected = (verdict: Verdict): boolean => {
		const {run} = session.state();
		const step = shownStep(run);
		const typed = run?.help[step?.id ?? '']?.lines ?? 0;
		return isObeying && verdict.kind === 'not-yet' && typed < (step?.task.solution.length ?? 0);
	};

	/** After a pass, on to the next step; false where there is none. */
	const goOn = (run: ExerciseRun): boolean => {
		if (isLastShown(run)) {
			say(lastText(session.state(), width));
			return false;
		}
		// Whoever listens to the session may have said the next task by then; the loop says it otherwise.
		session.dispatch({kind: 'went-on'});
		return true;
	};

	const sayVerdict = (step: AttemptStep, verdict: Verdict): void => {
		said = verdict;
		lastSaid = verdictText(step, verdict, width, guideKeyLabel(session.state()));
		if (!isExpected(verdict)) say(lastSaid);
	};

	const sayOne = (at: 'prompt' | 'between'): boolean => {
		if (waitForResuming()) return false;
		const {run} = session.state();
		const step = shownStep(run);
		// Steps that were done again by themselves are passed over.
		const isNew = run !== undefined && run.shown !== told;
		if (isNew) sayTask();
		if (passOver(isNew)) return true;
		if (!run || !step?.verdict || step.verdict === said) return false;
		if (at === 'between' && !saysMore(step.verdict, said)) return false;
		sayVerdict(step, step.verdict);
		return isShownStepPassed(run) && goOn(run);
	};

	return {
		say(at) {
			for (const text of fromRoom()) say([text]);
			// One command may pass several steps.
			while (sayOne(at));
			if (at === 'prompt') isObeying = false;
		},
		sayTask() {
			if (!waitForResuming()) sayTask();
		},
		repeat() {
			say(lastSaid.length > 0 ? lastSaid : ['Nothing has been judged yet.']);
		},
		obeys() {
			isObeying = true;
		},
	};
}
