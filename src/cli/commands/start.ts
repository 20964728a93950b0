// Opens the course: finds out whether as full screen or plain lines, and joins session and
// terminal.

import type {ReadStream, WriteStream} from 'node:tty';
import type {Attempt} from '../../attempt/attempt.js';
import type {Course} from '../../domain/course.js';
import type {Exercise, Need} from '../../domain/exercise.js';
import type {HostReport} from '../../domain/host.js';
import type {ProgressPort} from '../../domain/ports.js';
import {recordOf} from '../../domain/progress.js';
import {UserError} from '../../domain/user-error.js';
import {readCgroupVersion} from '../../evidence/read-cgroup-version.door.js';
import {createSession, type Session, type SessionOptions} from '../../session/session.js';
import type {GuideKey} from '../../terminal/guide-keys.js';
import {guideKeysOf} from '../../ui/keys/guide-key.js';
import type {Ask} from '../../ui/plain/run-plain.js';
import {openAttemptPorts} from '../compose.js';
import {type CommandArguments, type CommandRunner, flag, text} from '../define-command.js';
import {findLesson} from '../find-lesson.js';
import {learnersGuideKeyFacts} from '../learners-guide-key.js';
import {EXIT} from '../report-error.js';
import {chosenGuideKey, OFF, wantsLines} from '../settings.js';
import type {World} from '../world.js';

export const runStart: CommandRunner = async (args, world) => {
	const course = await world.course();
	const id = text(args, 'id');
	const lesson = id === undefined ? undefined : findLesson(course, id).id;
	const path = text(args, 'path');
	return openLessons(args, world, course, {
		...(lesson === undefined ? {} : {lesson}),
		...(path === 'core' || path === 'all' ? {path} : {}),
	});
};

/** Opens a course in the terminal, full screen or as plain lines, until the learner quits. */
export async function openLessons(
	args: CommandArguments,
	world: World,
	course: Course,
	options: SessionOptions,
): Promise<number> {
	const progress = await world.progress();
	if (!process.stdin.isTTY || !process.stdout.isTTY) {
		throw new UserError(
			'The lessons need a terminal, and this is not one.',
			'Start it in a terminal window; "container-lessons list" and "try" work without one.',
		);
	}
	const kept = progress.read();
	const isPlain = wantsLines(args['plain'], process.env, kept.settings);
	if (isPlain) world.speakInLines();
	const room = text(args, 'room');
	const isDry = flag(args, 'room-dry-run');
	const joining = room === undefined && !isDry ? undefined : await import('../join-room.js');
	const plan = await joining?.askToJoin(isDry ? undefined : room, world);
	let isOver = false;
	const facts = new Map([
		...learnersGuideKeyFacts(kept),
		// A page may say what is so on this host before there is a sandbox.
		['cgroup.version', readCgroupVersion()] as const,
	]);
	const session = createSession(
		{
			progress,
			sandbox: {prepare: () => void prepareSandbox(world, () => isOver)},
			startAttempt: (exercise, meets) => startAttempt(world, progress, exercise, meets),
			onBug: crash,
		},
		course,
		{facts, ...options},
	);
	await world.onPackSaved((read) =>
		session.dispatch(
			'course' in read
				? {kind: 'pack-reloaded', course: read.course}
				: {kind: 'pack-broken', problems: read.problems},
		),
	);
	let member = plan && joining?.joinRoom(plan, session, world, isPlain);
	/** From the menu: what joins a room is loaded for those who want one. */
	const joinLater: JoinLater = async (ask) => {
		const {askInMenu, askOnTerminal, joinRoom, NOT_JOINED} = await import('../join-room.js');
		const wanted = await askInMenu(world, ask ?? askOnTerminal);
		if (wanted === undefined) {
			// What was printed lies behind a full screen.
			if (!isPlain) session.dispatch({kind: 'room-said', text: NOT_JOINED});
			return;
		}
		await member?.close();
		member = joinRoom(wanted, session, world, isPlain);
	};
	const leave = async (): Promise<void> => {
		await Promise.all([member?.close(), session.close()]);
	};
	try {
		const guideKeys = guideKeysOf(chosenGuideKey(kept));
		await (isPlain
			? inLines(session, world, guideKeys, joinLater)
			: onFullScreen(session, world, guideKeys, leave, joinLater));
	} finally {
		isOver = true;
		await leave();
	}
	return EXIT.ok;
}

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
	const [
		{runAttempt: conductAttempt},
		{replayBetween, resumeAttempt},
		{holdTyping},
		makeValues,
		ports,
	] = await Promise.all([
		import('../../attempt/run-attempt.js'),
		import('../../attempt/resume-attempt.js'),
		import('../../attempt/hold-typing.js'),
		world.makeValues(),
		openAttemptPorts(world),
	]);
	const kept = progress.read();
	const values = new Map([...makeValues(exercise), ...learnersGuideKeyFacts(kept)]);
	const attempt = await conductAttempt({exercise, values, meets}, ports);
	const passed = exercise.steps
		.filter((step) => recordOf(kept, exercise.id, step))
		.map(({id}) => id);
	const passedIds = new Set(passed);
	const resumed = resumeAttempt(attempt, passedIds);
	resumed.catch(crash);
	const held = holdTyping(attempt, resumed);
	void resumed.then(
		(player) => {
			if (player === undefined) return;
			replayBetween(attempt, player, passedIds, (until) => {
				until.catch(crash);
				held.hold(until);
			});
		},
		() => {},
	);
	return held;
}

/** Asks whether to join a room, and joins it; on the terminal as it is, or by a way of asking. */
type JoinLater = (ask?: Ask) => Promise<void>;

/** Loaded after the first screen: to count the steps takes the checks, and they the schemas. */
async function examineHost(world: World): Promise<HostReport> {
	const {hostWithCounts} = await import('../steps-here.js');
	return hostWithCounts(world);
}

async function inLines(
	session: Session,
	world: World,
	guideKeys: readonly GuideKey[],
	joinLater: JoinLater,
): Promise<void> {
	const [{runPlain}, {createLineTerminal}, report] = await Promise.all([
		import('../../ui/plain/run-plain.js'),
		import('../../terminal/line-terminal.door.js'),
		examineHost(world),
	]);
	session.dispatch({kind: 'host-probed', report});
	const terminal = createLineTerminal(process.stdin as ReadStream, process.stdout as WriteStream);
	try {
		await runPlain(session, terminal, guideKeys, joinLater);
	} finally {
		terminal.close();
	}
}

async function onFullScreen(
	session: Session,
	world: World,
	guideKeys: readonly GuideKey[],
	leave: () => Promise<void>,
	joinLater: JoinLater,
): Promise<void> {
	const [{openApp}, {themeOptionsOf}, {openRealTerminal}, {copyText}] = await Promise.all([
		import('../../ui/open-app.js'),
		import('../../ui/text/theme.js'),
		import('../../terminal/real-terminal.door.js'),
		import('../../terminal/copy-text.door.js'),
	]);
	const terminal = openRealTerminal({
		input: process.stdin as ReadStream,
		output: process.stdout as WriteStream & {readonly fd: number},
		cleanUp: async () => {
			await leave();
			await world.close();
		},
	});
	const app = await openApp({
		session,
		terminal,
		theme: themeOptionsOf(process.env),
		guideKeys,
		mouse: !OFF.test(process.env['CONTAINER_LESSONS_MOUSE'] ?? ''),
		lookAt() {
			// Few learners open a box, and the process that reads it is started for those.
			const look = world.inspector().then(({lookAt}) => lookAt());
			return async (pid) => (await look)(pid);
		},
		copyText: (copied) =>
			copyText(copied, {env: process.env, write: (sequence) => terminal.output.write(sequence)}),
		joinRoom: () => void terminal.lend(joinLater).catch(crash),
		onBug: crash,
	});
	try {
		// The host is probed while the learner reads; the first frame does not wait for it.
		examineHost(world).then((report) => session.dispatch({kind: 'host-probed', report}), crash);
		await session.quit;
	} finally {
		app.close();
		terminal.close();
	}
}
