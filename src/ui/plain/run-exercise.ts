import type {Attempt} from '../../attempt/attempt.js';
import type {Session} from '../../session/session.js';
import type {SessionState} from '../../session/state.js';
import {
	createInputAdjuster,
	ESCAPE_MILLISECONDS,
	type InputPart,
} from '../../terminal/adjust-input.js';
import type {GuideKey} from '../../terminal/guide-keys.js';
import type {LineTerminal} from '../../terminal/line-terminal.door.js';
import {guideKeyLabel} from '../keys/guide-key.js';
import {wrapped} from './block-text.js';
import {obeyGuideKey} from './obey-guide-key.js';
import type {PlainShells} from './plain-shells.js';

const ENTER = 0x0d;
const CTRL_C = 0x03;

/** The shell has this terminal itself, so its programs set its modes; nothing is to be adjusted. */
const THEIR_OWN_MODES = {applicationCursorKeys: false, bracketedPaste: true};

/** Lends the terminal to the exercise's shells until the learner leaves the exercise. */
export async function runPlainExercise(
	session: Session,
	terminal: LineTerminal,
	shells: PlainShells,
	width: number,
	guideKeys: readonly GuideKey[],
): Promise<void> {
	if (session.attempt() === undefined) terminal.write('\nGetting ready.\n');
	const keys = createKeyQueue();
	const typing = {isBegun: false};
	const read = createGuidedInput(
		guideKeys,
		(bytes) => {
			// Nothing is said into a line that is being typed, until it is sent or given up.
			typing.isBegun = ![ENTER, CTRL_C].includes(bytes.at(-1) ?? 0);
			session.type(bytes);
		},
		(key) => {
			// Whoever has had enough need not wait.
			if (key === 'q') session.dispatch({kind: 'quit-asked'});
			else keys.add(key);
		},
	);
	const takeBack = terminal.lend(read);
	await until(session, () => session.attempt() !== undefined || hasLeft(session));
	const attempt = session.attempt();
	if (!attempt || hasLeft(session)) {
		takeBack();
		return;
	}
	await inShell({session, attempt, terminal, width, shells}, {read, takeBack, keys, typing});
}

/** The letters after the guide key, kept until somebody obeys them. */
interface KeyQueue {
	add(key: string): void;
	obeyBy(obey: (key: string) => void): void;
}

function createKeyQueue(): KeyQueue {
	let kept: string[] = [];
	let obey = (key: string): void => {
		kept.push(key);
	};
	return {
		add: (key) => obey(key),
		obeyBy(listener) {
			obey = listener;
			for (const key of kept) obey(key);
			kept = [];
		},
	};
}

const hasLeft = (session: Session): boolean => session.state().screen.kind !== 'do';

function until(session: Session, isSo: () => boolean): Promise<void> {
	return new Promise((resolve) => {
		const retry = (): void => {
			if (!isSo()) return;
			stop();
			resolve();
		};
		const stop = session.subscribe(retry);
		void session.quit.then(() => {
			stop();
			resolve();
		});
		retry();
	});
}

interface Shown {
	readonly session: Session;
	readonly attempt: Attempt;
	readonly terminal: LineTerminal;
	readonly width: number;
	readonly shells: PlainShells;
}

interface Typed {
	readonly read: (bytes: Uint8Array) => void;
	/** Takes back the terminal, which is lent already. */
	readonly takeBack: () => void;
	readonly keys: KeyQueue;
	readonly typing: {isBegun: boolean};
}

async function inShell(
	{session, attempt, terminal, width, shells}: Shown,
	{read, takeBack: takeFirst, keys, typing}: Typed,
): Promise<void> {
	const {news, output, say, count} = shells.of(attempt);
	const isOver = (): boolean => hasLeft(session) || session.attempt() !== attempt;
	const showTab = (): void => output.show(session.state().run?.tab ?? '');

	news.sayTask();
	say(wrapped(openingText(session.state()), width));
	// What came about while they were away.
	news.say('between');
	showTab();
	let busy: Promise<void> = Promise.resolve();
	let takeBack = takeFirst;
	let isGuided = false;
	keys.obeyBy((letter) => {
		busy = busy.then(async () => {
			isGuided = true;
			takeBack();
			await obeyGuideKey(letter, {session, attempt, terminal, say, width, news});
			if (letter === 's') typing.isBegun = true;
			news.say('between');
			if (isOver()) return;
			showTab();
			takeBack = terminal.lend(read);
			isGuided = false;
		});
	});
	const stopNews = session.subscribe(() => {
		if (output.isWaiting() || (typing.isBegun && !isGuided)) return;
		const before = count();
		news.say('between');
		// What was said came after the prompt or the question, which would be out of sight.
		if (count() === before || isOver()) return;
		if (isGuided) terminal.askAgain();
		else showTab();
	});
	const stopResize = terminal.onResize((size) => output.resize(size));
	try {
		await until(session, () => isOver() || attempt.status().end !== undefined);
		await busy;
	} finally {
		stopNews();
		stopResize();
		takeBack();
		output.show('');
	}
	if (!isOver()) await offerRestart(session, attempt, terminal, say);
}

/** What the letters are; of the others the help tells. */
function openingText(state: SessionState): string {
	const tabs = state.run?.lesson.exercise.tabs ?? [];
	const other =
		tabs.length > 1 ? `, o the other terminal (${tabs.map(({name}) => name).join(', ')})` : '';
	return `${guideKeyLabel(state)} and then a letter is for this program: h hint, t the task again, w the last verdict again${other}, n next, ? help.`;
}

async function offerRestart(
	session: Session,
	attempt: Attempt,
	terminal: LineTerminal,
	say: (lines: readonly string[]) => void,
): Promise<void> {
	const {end} = attempt.status();
	if (end?.kind !== 'died') return;
	say([`The sandbox has ended: ${end.why}`, end.nextStep, 'Your progress is kept.']);
	const read = await terminal.readLine('[Enter: a new sandbox, n: on without] ');
	if (read.kind !== 'line') session.dispatch({kind: 'quit-asked'});
	else session.dispatch({kind: read.text.trim() === '' ? 'reset-confirmed' : 'went-on'});
}

/** Takes typed bytes apart: what is for the shell, and the letters after the guide key. */
function createGuidedInput(
	guideKeys: readonly GuideKey[],
	toShell: (bytes: Uint8Array) => void,
	toGuide: (key: string) => void,
): (bytes: Uint8Array) => void {
	const adjuster = createInputAdjuster(guideKeys);
	let timer: NodeJS.Timeout | undefined;
	const take = (parts: readonly InputPart[]): void => {
		for (const part of parts) {
			if (part.kind === 'shell') toShell(part.bytes);
			else if (part.kind === 'guided') toGuide(part.key);
		}
	};
	return (bytes) => {
		clearTimeout(timer);
		take(adjuster.adjust(bytes, THEIR_OWN_MODES));
		if (adjuster.isHolding) timer = setTimeout(() => take(adjuster.release()), ESCAPE_MILLISECONDS);
	};
}
