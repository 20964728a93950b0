// Joins the learner's session to a room, once they have read what will be sent and have agreed.
import {createInterface} from 'node:readline/promises';
import {fillTemplate} from '../domain/fact.js';
import {UserError} from '../domain/user-error.js';
import {parseAddress} from '../room/address.js';
import {consentLines} from '../room/consent.js';
import {createMember, type Member, type MemberNews} from '../room/create-member.js';
import {openMail} from '../room/mail.door.js';
import {openDryMail} from '../room/open-dry-mail.js';
import {LONGEST_NAME} from '../room/rows.js';
import type {RoomNews} from '../session/action.js';
import type {Session} from '../session/session.js';
import type {Ask} from '../ui/plain/run-plain.js';
import {learnersGuideKeyFacts} from './learners-guide-key.js';
import type {World} from './world.js';

/** What is said to whoever would rather not. */
export const NOT_JOINED = 'You joined no room, and nothing is sent.';

/** How a room is joined, as the learner agreed. */
export interface JoinPlan {
	readonly name: string;
	/** The address, or undefined in a dry run. */
	readonly where: string | undefined;
}

/** On the terminal as it is. Ctrl-C and Ctrl-D are no answer. */
export async function askOnTerminal(question: string): Promise<string> {
	const lines = createInterface({input: process.stdin, output: process.stdout});
	try {
		const isLeft = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
		return await Promise.race([lines.question(question), isLeft]);
	} finally {
		lines.close();
	}
}

/** Asks for a room's code, and then as "--room" does; undefined where the learner would rather not. */
export async function askInMenu(world: World, ask: Ask): Promise<JoinPlan | undefined> {
	for (;;) {
		const where = await ask('The code on your slip, CODE@HOST (Enter alone: go back): ');
		if (where.trim() === '') return notJoined(world);
		try {
			return await askToJoin(where, world, ask);
		} catch (error) {
			if (!(error instanceof UserError)) throw error;
			world.print(`${error.message} ${error.nextStep}`);
		}
	}
}

/**
 * Says what will be sent and asks for a name; undefined where the learner would rather not. Without an address it
 * is a dry run, and nothing is asked. Throws a UserError where `where` is no address. Nothing is sent.
 */
export async function askToJoin(
	where: string | undefined,
	world: World,
	ask: Ask = askOnTerminal,
): Promise<JoinPlan | undefined> {
	if (where === undefined) return {name: 'your name', where};
	const address = parseAddress(where);
	if (address.code.seat === 'board') {
		throw new UserError(
			'This is the code of the board.',
			'A learner has one of their own, on the sheet that "room open" wrote.',
		);
	}
	const guideKey = learnersGuideKeyFacts((await world.progress()).read());
	world.print(fillTemplate(consentLines(address).join('\n'), guideKey));
	const answer = await ask('Your name in the room (Enter alone: go on without it): ');
	const name = answer.replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST_NAME);
	if (name !== '') return {name, where};
	return notJoined(world);
}

function notJoined(world: World): undefined {
	world.print(NOT_JOINED);
	return undefined;
}

/** In the words of the status line; an instructor's are for the session, which keeps them. */
function newsAction(news: MemberNews): RoomNews {
	switch (news.kind) {
		case 'joined':
			return said(`You are in the room ${news.room}.`);
		case 'back':
			return said(`You are in the room ${news.room} again; what you did meanwhile is sent.`);
		case 'lost':
			return said('The room is out of reach. Go on: what you do is sent when it is there again.');
		case 'away':
			return said('The room is not there yet. Go on: what you do is sent when it is.');
		case 'refused':
			return said(`${news.why} You go on without it.`);
		case 'notice': {
			const {notice} = news;
			if (notice.kind === 'say') return {kind: 'sentence-said', text: `Instructor: ${notice.text}`};
			const {lesson, step} = notice;
			return {kind: 'meeting-asked', lesson, ...(step === undefined ? {} : {step})};
		}
	}
}

const said = (text: string): RoomNews => ({kind: 'room-said', text});

/**
 * Follows the session from now on, until the learner leaves the room. Whoever joins leaves by `close`, before the
 * session is closed.
 */
export function joinRoom(
	{name, where}: JoinPlan,
	session: Session,
	world: World,
	isPlain: boolean,
): Pick<Member, 'close'> {
	const lines: string[] = [];
	const isLive = isPlain || !process.stderr.isTTY;
	const show = (line: string): void => {
		const text = `room: ${line}`;
		if (isLive) world.warn(text);
		else lines.push(text);
	};
	session.dispatch({kind: 'room-joined'});
	const member = createMember({
		name,
		openMail: (listener) =>
			where === undefined ? openDryMail(show, listener) : openMail(parseAddress(where), listener),
		tell: (news) => {
			if (session.state().room !== undefined) session.dispatch(newsAction(news));
		},
	});
	let closing: Promise<void> | undefined;
	const close = (): Promise<void> => {
		stop();
		closing ??= member.close();
		return closing;
	};
	const follow = (): void => {
		const state = session.state();
		if (state.room !== undefined) member.follow(state);
		else
			void close().then(() =>
				session.dispatch(said('You have left the room. Nothing more is sent.')),
			);
	};
	const stop = session.subscribe(follow);
	follow();
	return {
		async close() {
			await close();
			// A full screen has no room for them while it is shown.
			if (lines.length > 0) world.warn(lines.join('\n'));
		},
	};
}
