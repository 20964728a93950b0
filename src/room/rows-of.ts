// From a learner's session to the rows that a room may see of it: nothing of what they typed or saw.
import {recordOf} from '../domain/progress.js';
import {lessonOf, NO_HELP, type SessionState, shownStep} from '../session/state.js';
import type {Row, StepRow} from './rows.js';

/** Where the learner is; `open` is for the sender to add. */
export interface Whereabouts {
	readonly lesson?: string;
	readonly step?: string;
}

/** The lesson on screen and, in its exercise, the step. */
export function whereaboutsOf({screen, run}: SessionState): Whereabouts {
	const lesson = lessonOf(screen)?.id;
	if (lesson === undefined) return {};
	const step = screen.kind === 'do' && run?.lesson.id === lesson ? shownStep(run)?.id : undefined;
	return {lesson, ...(step === undefined ? {} : {step})};
}

/** What is kept on the disk of the steps that this course has. */
function keptRows({whole, progress}: SessionState): readonly Row[] {
	return whole.lessons.flatMap(({id: lesson, exercise}) =>
		exercise.steps.flatMap((step): Row[] => {
			const record = recordOf(progress, lesson, step);
			if (record === undefined) return [];
			const {state, hints, helped} = record;
			return [
				{
					kind: 'step',
					lesson,
					step: step.id,
					row: {
						verdict: 'passed',
						...(state === 'seen' ? {seen: true as const} : {}),
						hints: bounded(hints),
						...(helped ? {helped: true as const} : {}),
					},
				},
			];
		}),
	);
}

/** A file of progress may have been written by hand. */
const bounded = (hints: number): number => Math.max(0, Math.min(3, Math.trunc(hints) || 0));

/** Of the exercise that runs, the steps that were judged or helped with and have not passed. */
function openRows({run, progress}: SessionState): readonly Row[] {
	if (run?.status === undefined) return [];
	const lesson = run.lesson.id;
	return run.status.steps.flatMap(({id: step, verdict}): Row[] => {
		const {hints, lines} = run.help[step] ?? NO_HELP;
		const isTouched = verdict !== undefined || hints > 0 || lines > 0;
		const was = run.lesson.exercise.steps.find(({id}) => id === step);
		if (!isTouched || was === undefined || recordOf(progress, lesson, was) !== undefined) return [];
		const row: StepRow = {
			verdict: verdict?.kind ?? 'not-yet',
			hints: bounded(hints),
			...(lines > 0 ? {helped: true as const} : {}),
		};
		return [{kind: 'step', lesson, step, row}];
	});
}

/** Every row of a learner but where they are. */
export function rowsOf(state: SessionState, name: string): readonly Row[] {
	const host = state.host?.isUnsure === true ? undefined : state.host?.hostClass;
	return [
		{kind: 'who', row: {name, ...(host === undefined ? {} : {host})}},
		...(state.room === undefined ? [] : [{kind: 'hand', row: {up: state.room.hand}} as const]),
		...keptRows(state),
		...openRows(state),
	];
}

/** `mistakes: ran-outside`, as `attempt/mistakes` writes it. */
const BY_MISTAKE = /^(?:mistakes|lost): ([a-z0-9][a-z0-9-]{0,47})$/;

/** The known mistakes that the verdicts of the exercise name now: step and mistake by their ids. */
export function mistakesOf({run}: SessionState): readonly {
	readonly lesson: string;
	readonly step: string;
	readonly mistake: string;
}[] {
	return (run?.status?.steps ?? []).flatMap(({id: step, verdict}) => {
		if (run === undefined || verdict === undefined || verdict.kind === 'passed') return [];
		const mistake = BY_MISTAKE.exec(verdict.by ?? '')?.[1];
		return mistake === undefined ? [] : [{lesson: run.lesson.id, step, mistake}];
	});
}
