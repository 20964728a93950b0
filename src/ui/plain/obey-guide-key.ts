import type {Attempt} from '../../attempt/attempt.js';
import type {Session} from '../../session/session.js';
import {isShownStepOver, shownStep} from '../../session/state.js';
import {guideKeyBytes, guideKeyOf} from '../../terminal/guide-keys.js';
import type {LineTerminal} from '../../terminal/line-terminal.door.js';
import {guideKeyLabel} from '../keys/guide-key.js';
import {NO_SANDBOX} from '../xray/draw-xray.js';
import {wrapped} from './block-text.js';
import type {News} from './news.js';
import {pageLines} from './screen-text.js';
import {searchFor} from './search-for.js';
import {taskText} from './step-text.js';
import {xrayText} from './xray-text.js';

export interface PlainExercise {
	readonly session: Session;
	readonly attempt: Attempt;
	readonly terminal: LineTerminal;
	readonly say: (lines: readonly string[]) => void;
	readonly width: number;
	readonly news: News;
}

/** In the room of a workshop. */
const IN_ROOM = {
	'!': 'hand-asked',
	v: 'sentence-asked',
	g: 'meeting-accepted',
	d: 'meeting-declined',
	e: 'room-left',
} as const;

const helpText = (guideKey: string): string =>
	[
		`${guideKey}, then: h hint; s type a line of the solution, without Enter; a answer the question;`,
		't the task again; w the last verdict again; x X-ray: your processes from outside; n next; o other terminal; r reset;',
		'in a room: ! your hand, v what the instructor said, g goes where they ask to meet, d stays, e leaves the room;',
		`l a page of the lesson; / search; b back to the page before; m menu; q quit; ${guideKey} again sends it to the shell.`,
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
		case 'w':
			return exercise.news.repeat();
		case 'x': {
			const xray = (await attempt.xray()) ?? NO_SANDBOX;
			return say(
				'why' in xray ? wrapped(xray.why, exercise.width) : xrayText(xray, exercise.width),
			);
		}
		case '!':
		case 'v':
		case 'g':
		case 'd':
		case 'e':
			session.dispatch({kind: IN_ROOM[key.toLowerCase() as keyof typeof IN_ROOM]});
			return say([session.state().notice ?? '']);
		case 'n':
			return goOn(exercise);
		case 'b':
			return session.dispatch({kind: 'went-back'});
		case 'o':
			session.dispatch({kind: 'tab-changed'});
			return say([session.state().notice ?? `Terminal: ${session.state().run?.tab}.`]);
		case 'r':
			return reset(exercise);
		case 'l':
			return sayLesson(exercise);
		case '/':
			return search(exercise);
		case 'm':
			return session.dispatch({kind: 'menu-opened'});
		case 'q':
			return session.dispatch({kind: 'quit-asked'});
		default:
			return say(wrapped(helpText(guideKeyLabel(session.state())), exercise.width));
	}
}

/** What comes after an exercise explains it: nobody is told by a slip of the finger. */
async function goOn({session, terminal, say, width}: PlainExercise): Promise<void> {
	if (isShownStepOver(session.state().run)) return session.dispatch({kind: 'went-on'});
	say(wrapped('This step is not done, and what comes next explains it.', width));
	const read = await terminal.readLine('Go on all the same? (y/n) ');
	if (read.kind === 'line' && /^y(?:es)?$/i.test(read.text.trim()))
		session.dispatch({kind: 'went-on'});
	else say(['The step is still open.']);
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

function typeSolution({session, say, width, news}: PlainExercise): void {
	session.dispatch({kind: 'solution-asked'});
	const {screen, run, notice} = session.state();
	const overlay = screen.kind === 'do' ? screen.overlay : undefined;
	if (overlay?.kind !== 'solution') {
		say([notice ?? 'There is nothing to type for this step.']);
		return;
	}
	const line = shownStep(run)?.task.solution[overlay.line];
	session.dispatch({kind: 'solution-confirmed'});
	news.obeys();
	const after = session.state();
	// A line may be for another terminal than the one that was typed in; the prompt alone would not say so.
	const moved = after.run?.tab === run?.tab ? [] : [`Terminal: ${after.run?.tab}.`];
	say([...moved, ...wrapped(line?.why ?? '', width), after.notice ?? '']);
}

async function answer({session, attempt, terminal, say, width}: PlainExercise): Promise<void> {
	const question = attempt.status().question;
	if (!question) {
		say(['This step asks no question: it is done in the shell.']);
		return;
	}
	say(
		[question.text, ...question.options.map(({text}, index) => `${index + 1}. ${text}`)].flatMap(
			(text) => wrapped(text, width),
		),
	);
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
	const read = await terminal.readLine('Start the exercise anew? (y/n) ');
	if (read.kind === 'line' && read.text.trim().toLowerCase() === 'y') {
		session.dispatch({kind: 'reset-confirmed'});
	} else say(['Nothing was reset: the exercise goes on.']);
}

/** A lesson is much to hear at once: it is asked which of its pages. */
async function sayLesson({session, terminal, say, width}: PlainExercise): Promise<void> {
	const {screen, facts} = session.state();
	if (screen.kind !== 'do') return;
	const {read} = screen.lesson;
	say(read.flatMap(({title}, index) => wrapped(`${index + 1}. ${title}`, width)));
	for (;;) {
		const asked = await terminal.readLine(`[1-${read.length}: a page, Enter: the shell] `);
		const word = asked.kind === 'line' ? asked.text.trim() : '';
		if (word === '') return;
		const page = read[Number(word) - 1];
		if (page === undefined) say([`"${word}" is not one of 1 to ${read.length}.`]);
		else say([`Page ${word} of ${read.length}.`, ...pageLines(page, facts, width)]);
	}
}

async function search({session, terminal, say}: PlainExercise): Promise<void> {
	const read = await terminal.readLine('Search for: ');
	if (read.kind === 'line') searchFor(session, read.text);
	else say(['Nothing was searched for.']);
}
