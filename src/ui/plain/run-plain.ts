import type {LearnerAction} from '../../session/action.js';
import type {Session} from '../../session/session.js';
import type {SessionState} from '../../session/state.js';
import type {LineTerminal} from '../../terminal/line-terminal.door.js';
import {guideKeyLabel} from '../keys/guide-key.js';
import {wrapped} from './block-text.js';
import {runPlainExercise} from './run-exercise.js';
import {screenText} from './screen-text.js';
import {tellSaves} from './tell-saves.js';

/** Lines longer than this are hard to follow, however wide the terminal. */
const WIDEST = 80;

const helpText = (state: SessionState): string =>
	[
		'Enter goes on. A number chooses. b goes back, m shows the menu, e opens the exercise,',
		`r shows what you have seen, q quits. In the shell, ${guideKeyLabel(state)} and then a letter is for this program:`,
		'h hint, s type the solution, a answer, x X-ray, n next, o other terminal, r reset, l lesson, q quit.',
	].join(' ');

/** Goes through the course line by line; resolves when the learner quits or the input ends. */
export async function runPlain(session: Session, terminal: LineTerminal): Promise<void> {
	let isQuit = false;
	void session.quit.then(() => {
		isQuit = true;
	});
	const width = (): number => Math.min(WIDEST, terminal.size().columns);
	const stop = tellSaves(session, terminal, width);
	try {
		await converse(session, terminal, width, () => isQuit);
	} finally {
		stop();
	}
}

/** Says a screen, asks, and does what was answered, again and again. */
async function converse(
	session: Session,
	terminal: LineTerminal,
	width: () => number,
	isQuit: () => boolean,
): Promise<void> {
	let heard = '';
	while (!isQuit()) {
		const state = session.state();
		if (state.screen.kind === 'do') {
			await runPlainExercise(session, terminal, width());
			continue;
		}
		const {lines, answer = [], entries = 0, enter = 'go on'} = screenText(state, width());
		const notices = [state.warning, state.notice].filter((text) => text !== undefined);
		// Who has just answered a question need not hear it again.
		const isAnswered = answer.length > 0 && lines.join() === heard;
		heard = lines.join();
		const asked = isAnswered ? [] : inset(lines);
		terminal.write(`${[...inset(notices), ...asked, ...inset(answer)].join('\n')}\n\n`);
		const choice = entries > 0 ? `1-${entries} chooses, ` : '';
		const read = await terminal.readLine(`[${choice}Enter: ${enter}, ? help] `);
		if (read.kind !== 'line') return;
		obey(session, read.text.trim().toLowerCase(), entries, (text) =>
			terminal.write(`${wrapped(text, width()).join('\n')}\n`),
		);
		// Effects such as quitting settle before the next question is asked.
		await Promise.resolve();
	}
}

/** Lines with an empty one before them, where there are any. */
const inset = (lines: readonly string[]): readonly string[] =>
	lines.length === 0 ? [] : ['', ...lines];

function obey(session: Session, word: string, entries: number, say: (text: string) => void): void {
	const number = /^\d{1,2}$/.test(word) ? Number(word) : 0;
	if (number >= 1 && number <= entries) {
		choose(session, number - 1);
		return;
	}
	const lesson = session.state().course.lessons.find(({id}) => id === word);
	if (lesson) session.dispatch({kind: 'lesson-opened', lesson: lesson.id});
	else if (word === '' || word === 'n') goOn(session);
	else if (word === '?') say(helpText(session.state()));
	else {
		const action = LETTERS[word];
		if (action) session.dispatch(action);
		else say(`"${word}" means nothing here. ? lists what does.`);
	}
}

const LETTERS: Readonly<Record<string, LearnerAction>> = {
	b: {kind: 'went-back'},
	m: {kind: 'menu-opened'},
	e: {kind: 'exercise-opened'},
	r: {kind: 'recap-opened'},
	q: {kind: 'quit-asked'},
};

/** In the menu, going on means opening the entry that is pointed at. */
function goOn(session: Session): void {
	const isMenu = session.state().screen.kind === 'menu';
	session.dispatch({kind: isMenu ? 'choice-made' : 'went-on'});
}

function choose(session: Session, index: number): void {
	const pointed = pointedIn(session.state());
	if (pointed === undefined) return;
	session.dispatch({kind: 'pointer-moved', by: index - pointed});
	session.dispatch({kind: 'choice-made'});
}

const pointedIn = ({screen}: SessionState): number | undefined =>
	'pointed' in screen ? screen.pointed : undefined;
