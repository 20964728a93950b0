// The actions of the exercise window: hints, solution, answers, and all else beside the shell.

import {fillTemplate, GUIDE_KEY} from '../domain/fact.js';
import type {ExerciseAction} from './action.js';
import {draftText, type Edit, EMPTY_DRAFT, editDraft} from './draft.js';
import {
	type ExerciseWindow as Window,
	withNotice,
	withOverlay,
	withScreen,
} from './exercise-window.js';
import {solutionAction} from './solution-action.js';
import {
	type DoScreen,
	type ExerciseRun,
	isQuestionOpen,
	isShownStepPassed,
	NO_HELP,
	NO_OVERLAY,
	type Overlay,
	type SessionState,
	shownHint,
	shownStep,
} from './state.js';
import {openRun, type Transition, unchanged} from './transition.js';
import {MARKED, sayCopied, updateFind} from './update-scroll.js';

/** Notes the help taken on the step on screen. */
function withHelp(
	transition: Transition,
	run: ExerciseRun,
	id: string,
	help: typeof NO_HELP,
): Transition {
	const helped = {...run, help: {...run.help, [id]: help}};
	return {...transition, state: {...transition.state, run: helped}};
}

/** This hint in place of the task; 0 for none. */
const hintAlone = (number: number): Overlay => (number === 0 ? NO_OVERLAY : {kind: 'hint', number});

/** The same view with this hint (0 for none): in place of the task, or below an open X-ray. */
function withHint({overlay}: DoScreen, number: number): Overlay {
	return overlay.kind === 'xray' ? {kind: 'xray', hint: number} : hintAlone(number);
}

/** The next hint, and after the last one the task again. */
function hintAsked(window: Window): Transition {
	const step = shownStep(window.run);
	const {screen} = window;
	const shown = shownHint(screen.overlay);
	const isOver = step === undefined || isShownStepPassed(window.run);
	if (isOver || shown >= step.task.hints.length) return withOverlay(window, withHint(screen, 0));
	const taken = window.run.help[step.id] ?? NO_HELP;
	const number = shown + 1;
	const hints = Math.max(taken.hints, number);
	return withHelp(withOverlay(window, withHint(screen, number)), window.run, step.id, {
		...taken,
		hints,
	});
}

/** The task, which of a step that has not passed stands there as soon as nothing else does. */
function taskAsked(window: Window): Transition {
	const isThere = window.screen.overlay.kind === 'task' || !isShownStepPassed(window.run);
	return withOverlay(window, isThere ? NO_OVERLAY : {kind: 'task'});
}

/** A hint stays as the X-ray comes and goes. */
function xrayToggled(window: Window): Transition {
	const {overlay} = window.screen;
	const hint = shownHint(overlay);
	return withOverlay(window, overlay.kind === 'xray' ? hintAlone(hint) : {kind: 'xray', hint});
}

/** The terminal alone has the window; whatever stood over the task has gone. */
function zoomToggled(window: Window): Transition {
	const run = {...window.run, isZoomed: !window.run.isZoomed};
	const transition = withOverlay(window, NO_OVERLAY);
	return {...transition, state: {...transition.state, run}};
}

const GIVE_UP = `A mission has no recipe. ${GUIDE_KEY} s once more gives it up, and shows a solution.`;

function solutionAsked(window: Window): Transition {
	const step = shownStep(window.run);
	if (step === undefined || isShownStepPassed(window.run)) return withOverlay(window, NO_OVERLAY);
	const {solution} = step.task;
	if (solution.length === 0)
		return withNotice(window, `This step is answered, not typed: ${GUIDE_KEY} a.`);
	const help = window.run.help[step.id] ?? NO_HELP;
	const isMission = window.run.lesson.exercise.steps.some(
		({id, mission}) => mission && id === step.id,
	);
	if (isMission && help.isGivingUp !== true) {
		const asked = withNotice(window, GIVE_UP);
		return withHelp(asked, window.run, step.id, {...help, isGivingUp: true});
	}
	const typed = help.lines;
	return withOverlay(window, {kind: 'solution', line: typed % solution.length});
}

function solutionConfirmed(window: Window): Transition {
	const {screen, run} = window;
	const say = (notice: string): string => fillTemplate(notice, window.state.facts);
	const step = shownStep(run);
	if (step === undefined || screen.overlay.kind !== 'solution') return unchanged(window.state);
	const {tabs} = run.lesson.exercise;
	const line = solutionAction(step.task.solution, screen.overlay.line, tabs);
	if (line === undefined) return withOverlay(window, NO_OVERLAY);
	const taken = run.help[step.id] ?? NO_HELP;
	const inTab = {...run, tab: line.tab};
	const transition = withHelp(withOverlay(window, NO_OVERLAY), inTab, step.id, {
		...taken,
		lines: taken.lines + 1,
	});
	if (line.kind === 'change-tab') {
		const notice = `This is the terminal "${line.tab}". ${GUIDE_KEY} s offers the next line.`;
		return {...transition, state: {...transition.state, notice: say(notice)}};
	}
	const more = screen.overlay.line + 1 < step.task.solution.length;
	return {
		state: {
			...transition.state,
			notice: more
				? say(`Typed, not sent: Enter runs it. Then ${GUIDE_KEY} s offers the next line.`)
				: 'Typed, not sent: read it, then Enter runs it.',
		},
		effects: [{kind: 'type-line', tab: line.tab, text: line.text}],
	};
}

function tabChanged(window: Window): Transition {
	const {tabs} = window.run.lesson.exercise;
	const index = tabs.findIndex((tab) => tab.name === window.run.tab);
	const next = tabs[(index + 1) % tabs.length];
	if (next === undefined || tabs.length < 2) {
		return withNotice(window, 'This exercise has one terminal only.');
	}
	const transition = withScreen(window, {...window.screen, guide: false});
	return {...transition, state: {...transition.state, run: {...window.run, tab: next.name}}};
}

function answerAsked(window: Window): Transition {
	const question = window.run.status?.question;
	if (question === undefined || !isQuestionOpen(window.run)) {
		return withNotice(window, 'This step asks no question: it is done in the shell.');
	}
	return withOverlay(
		window,
		question.options.length === 0
			? {kind: 'answer', draft: EMPTY_DRAFT}
			: {kind: 'choose', pointed: 0},
	);
}

/** The line that is being written, an answer or what to look for, after a key. */
function edited(overlay: Overlay, edit: Edit): Overlay {
	if (overlay.kind === 'answer') return {...overlay, draft: editDraft(overlay.draft, edit)};
	return overlay.kind === 'scroll' && overlay.asking
		? {...overlay, asking: editDraft(overlay.asking, edit)}
		: overlay;
}

function answerGiven(window: Window): Transition {
	const {overlay} = window.screen;
	const options = window.run.status?.question?.options ?? [];
	const text =
		overlay.kind === 'answer'
			? draftText(overlay.draft).trim()
			: overlay.kind === 'choose'
				? (options[overlay.pointed]?.id ?? '')
				: '';
	if (text === '') return unchanged(window.state);
	return {
		...withOverlay(window, NO_OVERLAY),
		effects: [{kind: 'give-answer', text}],
	};
}

function readingTurned(window: Window, by: number): Transition {
	const {screen} = window;
	if (screen.overlay.kind === 'earlier' && by > 0) return withOverlay(window, NO_OVERLAY);
	if (screen.overlay.kind !== 'reading') return unchanged(window.state);
	const page = screen.overlay.page + by;
	if (page < 0) return unchanged(window.state);
	if (page >= screen.lesson.read.length) return withOverlay(window, NO_OVERLAY);
	return withOverlay(window, {kind: 'reading', page});
}

function resetConfirmed(window: Window): Transition {
	const shown = {...window.state, screen: {...window.screen, overlay: NO_OVERLAY, guide: false}};
	return openRun(shown, window.screen.lesson);
}

/** What the learner does beside the shell; means nothing outside the exercise window. */
export function updateExercise(state: SessionState, action: ExerciseAction): Transition {
	const {screen, run} = state;
	if (action.kind === 'text-copied' && screen.kind !== 'do') {
		return unchanged({...state, notice: sayCopied(action)});
	}
	if (screen.kind !== 'do' || run === undefined) return unchanged(state);
	const window: Window = {state, screen, run};
	switch (action.kind) {
		case 'guide-key-pressed':
			return withScreen(window, {...screen, guide: true});
		case 'guide-key-dropped':
			return withScreen(window, {...screen, guide: false});
		case 'shell-typed':
			return screen.typed ? unchanged(state) : withScreen(window, {...screen, typed: true});
		case 'xray-toggled':
			return xrayToggled(window);
		case 'zoom-toggled':
			return zoomToggled(window);
		case 'hint-asked':
			return hintAsked(window);
		case 'task-asked':
			return taskAsked(window);
		case 'earlier-asked':
			return run.status?.steps.some(({verdict}) => verdict?.kind === 'passed')
				? withOverlay(window, {kind: 'earlier'})
				: withNotice(window, 'No step of this exercise has passed yet.');
		case 'solution-asked':
			return solutionAsked(window);
		case 'solution-confirmed':
			return solutionConfirmed(window);
		case 'tab-changed':
			return tabChanged(window);
		case 'reset-asked':
			return withOverlay(window, {kind: 'reset'});
		case 'reset-confirmed':
			return resetConfirmed(window);
		case 'reading-asked':
			return withOverlay(window, {kind: 'reading', page: 0});
		case 'reading-turned':
			return readingTurned(window, action.by);
		case 'scrolling-asked':
			return withOverlay(window, {kind: 'scroll'});
		case 'answer-asked':
			return answerAsked(window);
		case 'draft-edited':
			return withOverlay(window, edited(screen.overlay, action.edit));
		case 'answer-given':
			return answerGiven(window);
		case 'walk-asked':
			return withOverlay(window, {kind: 'walk', back: screen.overlay});
		case 'overlay-closed':
			return withOverlay(window, screen.overlay.kind === 'walk' ? screen.overlay.back : NO_OVERLAY);
		case 'text-copied':
			return withNotice(window, sayCopied(action));
		case 'lines-marked':
			return action.as === 'none' ? unchanged(state) : withNotice(window, MARKED[action.as]);
		case 'find-asked':
		case 'find-entered':
		case 'find-failed':
			return updateFind(window, action);
	}
}
