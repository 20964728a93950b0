import type {Verdict} from '../../domain/verdict.js';
import type {Session} from '../../session/session.js';
import {
	type ExerciseRun,
	isShownStepPassed,
	type SessionState,
	shownStep,
} from '../../session/state.js';
import {guideKeyLabel} from '../keys/guide-key.js';
import {taskText, verdictText} from './step-text.js';

/** Says what was judged and not yet said, and the next task when a step has passed. */
export interface News {
	/** At a prompt every verdict is said; in between only one that says something else than the last. */
	say(at: 'prompt' | 'between'): void;
	sayTask(): void;
}

const lastText = (state: SessionState): readonly string[] => [
	`That was the last step. ${guideKeyLabel(state)} n goes on with the lesson;`,
	'the shell is still yours.',
];

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
): News {
	let said: Verdict | undefined;
	/** The step whose task was said last. */
	let told: number | undefined;

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
		if (!shownStep(run)?.needsSandbox) return false;
		if (isLastShown(run)) {
			if (isNew) say(lastText(session.state()));
			return false;
		}
		session.dispatch({kind: 'went-on'});
		return true;
	};

	const sayOne = (at: 'prompt' | 'between'): boolean => {
		const {run} = session.state();
		const step = shownStep(run);
		// Steps that were done again by themselves are passed over.
		const isNew = run !== undefined && run.shown !== told;
		if (isNew) sayTask();
		if (passOver(isNew)) return true;
		if (!run || !step?.verdict || step.verdict === said) return false;
		if (at === 'between' && !saysMore(step.verdict, said)) return false;
		said = step.verdict;
		say(verdictText(step, step.verdict, width, guideKeyLabel(session.state())));
		if (!isShownStepPassed(run)) return false;
		if (isLastShown(run)) {
			say(lastText(session.state()));
			return false;
		}
		// Whoever listens to the session may have said the next task by then; the loop says it otherwise.
		session.dispatch({kind: 'went-on'});
		return true;
	};

	return {
		say(at) {
			// One command may pass several steps.
			while (sayOne(at));
		},
		sayTask,
	};
}
