// Opens the course: finds out whether as full screen or plain lines, and joins session and
// terminal.

import type {ReadStream, WriteStream} from 'node:tty';
import type {Attempt} from '../../attempt/attempt.js';
import {keyOf} from '../../domain/course.js';
import type {Exercise, Need} from '../../domain/exercise.js';
import type {ProgressPort} from '../../domain/ports.js';
import {UserError} from '../../domain/user-error.js';
import {createSession, type Session} from '../../session/session.js';
import {guideKeyFacts} from '../../ui/keys/guide-key.js';
import {openAttemptPorts} from '../compose.js';
import {type CommandRunner, flag, text} from '../define-command.js';
import {findLesson} from '../find-lesson.js';
import {EXIT} from '../report-error.js';
import {hostWithCounts} from '../steps-here.js';
import type {World} from '../world.js';

/** Variables by which screen readers and their users ask for text that stays put. */
const WANTS_PLAIN = ['ACCESSIBLE', 'INK_SCREEN_READER'];

export const runStart: CommandRunner = async (args, world) => {
	const [course, progress] = await Promise.all([world.course(), world.progress()]);
	const id = text(args, 'id');
	const lesson = id === undefined ? undefined : findLesson(course, id).id;
	if (!process.stdin.isTTY || !process.stdout.isTTY) {
		throw new UserError(
			'The lessons need a terminal, and this is none.',
			'Start it in a terminal window; "container-lessons list" and "try" work without one.',
		);
	}
	let isOver = false;
	const session = createSession(
		{
			progress,
			sandbox: {prepare: () => void prepareSandbox(world, () => isOver)},
			startAttempt: (exercise, meets) => startAttempt(world, progress, exercise, meets),
			onBug: crash,
		},
		course,
		{facts: guideKeyFacts(process.env), ...(lesson === undefined ? {} : {lesson})},
	);
	await world.onPackSaved((read) =>
		session.dispatch(
			'course' in read
				? {kind: 'pack-reloaded', course: read.course}
				: {kind: 'pack-broken', problems: read.problems},
		),
	);
	const isPlain =
		flag(args, 'plain') ||
		process.env['TERM'] === 'dumb' ||
		WANTS_PLAIN.some((name) => (process.env[name] ?? '') !== '');
	try {
		await (isPlain ? inLines(session, world) : onFullScreen(session, world));
	} finally {
		isOver = true;
		await session.close();
	}
	return EXIT.ok;
};

/** A sandbox that became ready after the learner has left would keep the program running. */
async function prepareSandbox(world: World, isOver: () => boolean): Promise<void> {
	const {sandbox} = await openAttemptPorts(world);
	if (!isOver()) sandbox.prepare();
}

/** A bug in something nobody awaits: the last handlers restore the terminal and report it. */
function crash(bug: unknown): void {
	setImmediate(() => {
		throw bug;
	});
}

async function startAttempt(
	world: World,
	progress: ProgressPort,
	exercise: Exercise,
	meets: readonly Need[],
): Promise<Attempt> {
	const [{runAttempt: conductAttempt}, {resumeAttempt}, {holdTyping}, makeValues, ports] =
		await Promise.all([
			import('../../attempt/run-attempt.js'),
			import('../../attempt/resume-attempt.js'),
			import('../../attempt/hold-typing.js'),
			world.makeValues(),
			openAttemptPorts(world),
		]);
	const attempt = await conductAttempt({exercise, values: makeValues(exercise), meets}, ports);
	const {steps} = progress.read();
	const passed = exercise.steps.map(({id}) => id).filter((id) => steps[keyOf(exercise.id, id)]);
	const resumed = resumeAttempt(attempt, new Set(passed));
	resumed.catch(crash);
	return holdTyping(attempt, resumed);
}

async function inLines(session: Session, world: World): Promise<void> {
	const [{runPlain}, {createLineTerminal}, report] = await Promise.all([
		import('../../ui/plain/run-plain.js'),
		import('../../terminal/line-terminal.door.js'),
		hostWithCounts(world),
	]);
	session.dispatch({kind: 'host-probed', report});
	const terminal = createLineTerminal(process.stdin as ReadStream, process.stdout as WriteStream);
	try {
		await runPlain(session, terminal);
	} finally {
		terminal.close();
	}
}

async function onFullScreen(session: Session, world: World): Promise<void> {
	const [{openApp}, {themeOptionsOf}, {openRealTerminal}] = await Promise.all([
		import('../../ui/open-app.js'),
		import('../../ui/text/theme.js'),
		import('../../terminal/real-terminal.door.js'),
	]);
	const terminal = openRealTerminal({
		input: process.stdin as ReadStream,
		output: process.stdout as WriteStream & {readonly fd: number},
		cleanUp: async () => {
			await session.close();
			await world.close();
		},
	});
	const app = await openApp({session, terminal, theme: themeOptionsOf(process.env), onBug: crash});
	try {
		// The host is probed while the learner reads; the first frame does not wait for it.
		hostWithCounts(world).then((report) => session.dispatch({kind: 'host-probed', report}), crash);
		await session.quit;
	} finally {
		app.close();
		terminal.close();
	}
}
