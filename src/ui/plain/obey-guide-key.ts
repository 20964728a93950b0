import type {Attempt} from '../../attempt/attempt.js';
import type {Session} from '../../session/session.js';
import {shownStep} from '../../session/state.js';
import {guideKeyBytes, guideKeyOf} from '../../terminal/guide-keys.js';
import type {LineTerminal} from '../../terminal/line-terminal.door.js';
import {guideKeyLabel} from '../keys/guide-key.js';
import {NO_SANDBOX} from '../xray/draw-xray.js';
import {blockText, wrapped} from './block-text.js';
import {taskText} from './step-text.js';
import {xrayText} from './xray-text.js';

export interface PlainExercise {
	readonly session: Session;
	readonly attempt: Attempt;
	readonly terminal: LineTerminal;
	readonly say: (lines: readonly string[]) => void;
	readonly width: number;
}

const helpText = (guideKey: string): string =>
	[
		`${guideKey}, then: h hint; s type a line of the solution, without Enter; a answer the question;`,
		't the task again; x X-ray: your processes from outside; n next; o other terminal; r reset;',
		`l lesson text; b back to the page before; m menu; q quit; ${guideKey} again sends it to the shell.`,
	].join(' ');

/** Does what the letter after the guide key asks; the terminal is the program's meanwhile. */
export async function obeyGuideKey(key: string, exercise: PlainExercise): Promise<void> {
	const {session, attempt, say} = exercise;
	const twice = guideKeyOf(key);
	if (twice !== undefined) return session.type(guideKeyBytes(twice));
	switch (key.toLowerCase()) {
		case 'h':
			return sayHint(exercise);
		case 's':
			return typeSolution(exercise);
		case 'a':
			return answer(exercise);
		case 't':
			return say(taskText(session.state(), exercise.width));
		case 'x': {
			const xray = (await attempt.xray()) ?? NO_SANDBOX;
			return say(
				'why' in xray ? wrapped(xray.why, exercise.width) : xrayText(xray, exercise.width),
			);
		}
		case 'n':
			return session.dispatch({kind: 'went-on'});
		case 'b':
			return session.dispatch({kind: 'went-back'});
		case 'o':
			session.dispatch({kind: 'tab-changed'});
			return say([session.state().notice ?? `Terminal: ${session.state().run?.tab}.`]);
		case 'r':
			return reset(exercise);
		case 'l':
			return sayLesson(exercise);
		case 'm':
			return session.dispatch({kind: 'menu-opened'});
		case 'q':
			return session.dispatch({kind: 'quit-asked'});
		default:
			return say(wrapped(helpText(guideKeyLabel(session.state())), exercise.width));
	}
}

function sayHint({session, say, width}: PlainExercise): void {
	session.dispatch({kind: 'hint-asked'});
	const {screen, run} = session.state();
	const overlay = screen.kind === 'do' ? screen.overlay : undefined;
	if (overlay?.kind !== 'hint') {
		const key = guideKeyLabel(session.state());
		say([`There is no further hint; ${key} h begins with the first again.`]);
		return;
	}
	const hints = shownStep(run)?.task.hints ?? [];
	const hint = hints[overlay.number - 1] ?? '';
	say(wrapped(`Hint ${overlay.number} of ${hints.length}: ${hint}`, width));
}

function typeSolution({session, say, width}: PlainExercise): void {
	session.dispatch({kind: 'solution-asked'});
	const {screen, run, notice} = session.state();
	const overlay = screen.kind === 'do' ? screen.overlay : undefined;
	if (overlay?.kind !== 'solution') {
		say([notice ?? 'There is nothing to type for this step.']);
		return;
	}
	const line = shownStep(run)?.task.solution[overlay.line];
	session.dispatch({kind: 'solution-confirmed'});
	const after = session.state();
	// A line may be for another terminal than the one that was typed in; the prompt alone would not say so.
	const moved = after.run?.tab === run?.tab ? [] : [`Terminal: ${after.run?.tab}.`];
	say([...moved, ...wrapped(line?.why ?? '', width), after.notice ?? '']);
}

async function answer({session, attempt, terminal, say}: PlainExercise): Promise<void> {
	const question = attempt.status().question;
	if (!question) {
		say(['This step asks no question: it is done in the shell.']);
		return;
	}
	say([question.text, ...question.options.map(({text}, index) => `${index + 1}. ${text}`)]);
	const read = await terminal.readLine('Your answer: ');
	const line = read.kind === 'line' ? read.text.trim() : '';
	if (line === '') {
		say([`No answer was given. ${guideKeyLabel(session.state())} a asks again.`]);
		return;
	}
	attempt.answer(question.options[Number(line) - 1]?.id ?? line);
	await attempt.settled();
}

async function reset({session, terminal, say}: PlainExercise): Promise<void> {
	const read = await terminal.readLine('Start the exercise anew in a fresh sandbox? (y/n) ');
	if (read.kind === 'line' && read.text.trim().toLowerCase() === 'y') {
		session.dispatch({kind: 'reset-confirmed'});
	} else say(['Nothing was reset: the exercise goes on.']);
}

function sayLesson({session, say, width}: PlainExercise): void {
	const {screen, facts} = session.state();
	if (screen.kind !== 'do') return;
	for (const page of screen.lesson.read) {
		say([page.title, ...page.blocks.flatMap((block) => ['', ...blockText(block, facts, width)])]);
	}
}
