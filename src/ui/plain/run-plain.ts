import type {LearnerAction} from '../../session/action.js';
import type {Session} from '../../session/session.js';
import {mayJoinRoom, type SessionState} from '../../session/state.js';
import type {GuideKey} from '../../terminal/guide-keys.js';
import type {LineTerminal} from '../../terminal/line-terminal.door.js';
import {guideKeyLabel} from '../keys/guide-key.js';
import {wrapped} from './block-text.js';
import {createPlainShells, type PlainShells} from './plain-shells.js';
import {createRoomNews} from './room-news.js';
import {runPlainExercise} from './run-exercise.js';
import type {SaidScreen} from './said-screen.js';
import {screenText} from './screen-text.js';
import {searchFor} from './search-for.js';
import {tellRoom} from './tell-room.js';
import {tellSaves} from './tell-saves.js';

/** Lines longer than this are hard to follow, however wide the terminal. */
const WIDEST = 80;

const helpText = (state: SessionState): string =>
	[
		'Enter goes on. A number chooses. /WORD searches lessons, commands and terms, / lists the terms. t says the text again, b goes back, m shows the menu, e opens the exercise,',
		'c changes between the core path and everything, d opens the steps of a lesson that are off that path,',
		"r shows what you have seen, j joins a workshop's room by its code, v says its instructor's last sentence again, q quits.",
		`In the shell, ${guideKeyLabel(state)} and then a letter is for this program:`,
		'h hint, s type the solution, a answer, t task, w last verdict, x X-ray, n next, o other terminal, r reset, l lesson, / search, q quit.',
	].join(' ');

/** Puts a question to the learner; the answer is empty where they gave none. */
export type Ask = (question: string) => Promise<string>;

/**
 * Goes through the course line by line; resolves when the learner quits or the input ends. In a shell, the letter
 * after one of `guideKeys` is for this program.
 */
export async function runPlain(
	session: Session,
	terminal: LineTerminal,
	guideKeys: readonly GuideKey[],
	joinRoom: (ask: Ask) => Promise<void>,
): Promise<void> {
	let isQuit = false;
	void session.quit.then(() => {
		isQuit = true;
	});
	const width = (): number => Math.min(WIDEST, terminal.size().columns);
	const stop = tellSaves(session, terminal, width);
	const fromRoom = createRoomNews(session);
	const stopTelling = tellRoom(session, terminal, {width, take: fromRoom.take});
	const shells = createPlainShells(session, terminal, width, fromRoom.take);
	try {
		await converse(session, terminal, {
			shells,
			width,
			guideKeys,
			joinRoom,
			isQuit: () => isQuit,
		});
	} finally {
		shells.close();
		stopTelling();
		fromRoom.close();
		stop();
	}
	terminal.write('\nYour progress is kept.\n');
}

interface Conversation {
	readonly shells: PlainShells;
	readonly width: () => number;
	readonly guideKeys: readonly GuideKey[];
	readonly joinRoom: (ask: Ask) => Promise<void>;
	readonly isQuit: () => boolean;
}

/** Says a screen, asks, and does what was answered, again and again. */
async function converse(
	session: Session,
	terminal: LineTerminal,
	{shells, width, guideKeys, joinRoom, isQuit}: Conversation,
): Promise<void> {
	let heard = '';
	/** What was typed has led nowhere: it is answered and asked again, without all that was said before. */
	let isHeard = false;
	while (!isQuit()) {
		const state = session.state();
		if (state.screen.kind === 'do') {
			await runPlainExercise(session, terminal, shells, width(), guideKeys);
			heard = '';
			isHeard = false;
			continue;
		}
		const said = screenText(state, width());
		if (!isHeard) {
			const lines = pageText(state, said, {heard, width: width()});
			terminal.write(`${lines.join('\n')}\n\n`);
		}
		heard = said.lines.join();
		const read = await terminal.readLine(asking(terminal, questionOf(said), width()));
		if (read.kind !== 'line') return;
		const word = read.text.trim().toLowerCase();
		if (word === REPEAT) heard = '';
		if (word === JOIN && mayJoinRoom(state)) {
			await joinRoom(async (question) => {
				const answer = await terminal.readLine(question);
				return answer.kind === 'line' ? answer.text : '';
			});
			isHeard = false;
			continue;
		}
		isHeard = !obey(session, word, said.entries ?? 0, (text) =>
			terminal.write(`${wrapped(text, width()).join('\n')}\n`),
		);
		// Effects such as quitting settle before the next question is asked.
		await Promise.resolve();
	}
}

/** The last row of a question, whose others are said: a terminal would break it in the middle of a word. */
function asking(terminal: LineTerminal, question: string, width: number): string {
	const rows = wrapped(question, width - 1);
	terminal.write(
		rows
			.slice(0, -1)
			.map((row) => `${row}\n`)
			.join(''),
	);
	return `${rows.at(-1) ?? ''} `;
}

const questionOf = ({entries = 0, enter = 'go on'}: SaidScreen): string =>
	`[${entries > 0 ? `1-${entries} chooses, ` : ''}Enter: ${enter}, ? help]`;

/** What has just happened, the screen, and the answer that was given; who has just answered need not hear it again. */
function pageText(
	{warning, notice, roomNews}: SessionState,
	{lines, answer = []}: SaidScreen,
	{heard, width}: {readonly heard: string; readonly width: number},
): readonly string[] {
	// What came from the room has been said when it came.
	const notices = [warning, notice === roomNews?.text ? undefined : notice].flatMap((text) =>
		text === undefined ? [] : wrapped(text, width),
	);
	const isAnswered = answer.length > 0 && lines.join() === heard;
	return [...inset(notices), ...(isAnswered ? [] : inset(lines)), ...inset(answer)];
}

/** Lines with an empty one before them, where there are any. */
const inset = (lines: readonly string[]): readonly string[] =>
	lines.length === 0 ? [] : ['', ...lines];

/** Does what a word asks; false where it was only replied to, and what was said before still stands. */
function obey(
	session: Session,
	word: string,
	entries: number,
	say: (text: string) => void,
): boolean {
	const number = /^\d{1,2}$/.test(word) ? Number(word) : 0;
	if (number >= 1 && number <= entries) {
		choose(session, number - 1);
		return true;
	}
	const lesson = session.state().whole.lessons.find(({id}) => id === word);
	if (word.startsWith('/')) searchFor(session, word.slice(1));
	else if (lesson) session.dispatch({kind: 'lesson-opened', lesson: lesson.id});
	else if (word === '' || word === 'n') goOn(session);
	else if (word !== REPEAT) {
		const action = (session.state().room?.meeting && AT_MEETING[word]) ?? LETTERS[word];
		if (action) session.dispatch(action);
		else if (word === '?') say(helpText(session.state()));
		else say(notMeant(word, entries));
		return action !== undefined;
	}
	return true;
}

/** Joins a room. */
const JOIN = 'j';

/** Says the page once more. */
const REPEAT = 't';

const notMeant = (word: string, entries: number): string =>
	entries > 0 && /^\d+$/.test(word)
		? `"${word}" is not one of 1 to ${entries}.`
		: `"${word}" means nothing here. ? lists what does.`;

const LETTERS: Readonly<Record<string, LearnerAction>> = {
	b: {kind: 'went-back'},
	m: {kind: 'menu-opened'},
	e: {kind: 'exercise-opened'},
	r: {kind: 'recap-opened'},
	c: {kind: 'path-changed'},
	d: {kind: 'deep-opened'},
	v: {kind: 'sentence-asked'},
	q: {kind: 'quit-asked'},
};

/** While an instructor asks to meet. */
const AT_MEETING: Readonly<Record<string, LearnerAction>> = {
	g: {kind: 'meeting-accepted'},
	d: {kind: 'meeting-declined'},
};

/** In the menu, going on means opening the entry that is pointed at; in what was found, going back. */
function goOn(session: Session): void {
	const {kind} = session.state().screen;
	if (kind === 'search') session.dispatch({kind: 'search-closed'});
	else session.dispatch({kind: kind === 'menu' ? 'choice-made' : 'went-on'});
}

function choose(session: Session, index: number): void {
	const pointed = pointedIn(session.state());
	if (pointed === undefined) return;
	session.dispatch({kind: 'pointer-moved', by: index - pointed});
	const isFound = session.state().screen.kind === 'search';
	session.dispatch({kind: isFound ? 'hit-opened' : 'choice-made'});
}

const pointedIn = ({screen}: SessionState): number | undefined =>
	'pointed' in screen ? screen.pointed : undefined;
