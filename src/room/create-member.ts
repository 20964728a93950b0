// A learner in a room: follows their session and sends what has changed, whenever the room can be reached.
import type {SessionState} from '../session/state.js';
import {createSender} from './create-sender.js';
import type {Mail, MailEvent} from './mail.js';
import {createOutbox} from './outbox.js';
import type {MetRow, RoomNotice} from './rows.js';
import {mistakesOf, rowsOf, type Whereabouts, whereaboutsOf} from './rows-of.js';

/** What a learner is told of the room. */
export type MemberNews =
	| {readonly kind: 'joined' | 'back'; readonly room: string}
	| {readonly kind: 'lost' | 'away'}
	| {readonly kind: 'refused'; readonly why: string}
	| {readonly kind: 'notice'; readonly notice: RoomNotice};

export interface MemberOptions {
	readonly name: string;
	readonly openMail: (listener: (event: MailEvent) => void) => Mail;
	readonly tell: (news: MemberNews) => void;
	/** Milliseconds; only differences count. */
	readonly now?: () => number;
	/** How long to wait before what was not taken is sent again. */
	readonly againAfter?: number;
}

export interface Member {
	/** The session's state is new. Costs nothing now: what follows from it is worked out a moment later. */
	follow(state: SessionState): void;
	/** Says that they have left, if that can be said within a second, and lets go of the room. */
	close(): Promise<void>;
}

/** Verdicts that follow one another this fast are sent as one. */
const SETTLE_MILLISECONDS = 50;
const HERE_MILLISECONDS = 20_000;
const GOODBYE_MILLISECONDS = 1000;
const MOST_MISTAKES = 8;
const MOST_STEPS = 24;

/** Joins a room. Whoever joins leaves it by `close`. */
export function createMember(options: MemberOptions): Member {
	const {name, tell, now = () => performance.now()} = options;
	const outbox = createOutbox();
	const met = new Map<string, Map<string, Set<string>>>();
	const seenNotices = new Map<string, string>();
	let state: SessionState | undefined;
	let where: Whereabouts = {};
	let arrived = now();
	let hasLeft = false;
	let wasUp = false;
	let settling: NodeJS.Timeout | undefined;

	const putWhere = (): void => {
		const open = Math.max(0, Math.min(604_800, Math.round((now() - arrived) / 1000)));
		outbox.put({kind: 'at', row: {...where, open, ...(hasLeft ? {left: true as const} : {})}});
	};

	const putMistakes = (from: SessionState): void => {
		for (const {lesson, step, mistake} of mistakesOf(from)) {
			const steps = met.get(lesson) ?? new Map<string, Set<string>>();
			const mistakes = steps.get(step) ?? new Set<string>();
			if (mistakes.has(mistake) || mistakes.size === MOST_MISTAKES) continue;
			if (!steps.has(step) && steps.size === MOST_STEPS) continue;
			met.set(lesson, steps.set(step, mistakes.add(mistake)));
			const row: MetRow = Object.fromEntries([...steps].map(([id, ids]) => [id, [...ids]]));
			outbox.put({kind: 'met', lesson, row});
		}
	};

	const settle = (): void => {
		settling = undefined;
		if (state === undefined || hasLeft) return;
		for (const row of rowsOf(state, name)) outbox.put(row);
		putMistakes(state);
		const next = whereaboutsOf(state);
		if (next.lesson !== where.lesson || next.step !== where.step) {
			where = next;
			arrived = now();
			putWhere();
		}
		void sender.flush();
	};

	const hear = (event: MailEvent): void => {
		switch (event.kind) {
			case 'up':
				tell({kind: wasUp ? 'back' : 'joined', room: event.room});
				wasUp = true;
				putWhere();
				mail.here();
				void sender.flush();
				return;
			case 'down':
				tell({kind: 'lost'});
				return;
			case 'away':
			case 'refused':
				tell(event);
				return;
			case 'notice': {
				const {kind, id} = event.notice;
				// It comes again with every new connection.
				if (seenNotices.get(kind) === id) return;
				seenNotices.set(kind, id);
				tell(event);
			}
		}
	};

	const mail = options.openMail(hear);
	const sender = createSender(outbox, mail, options.againAfter);
	const beat = setInterval(() => mail.here(), HERE_MILLISECONDS);

	return {
		follow(next) {
			state = next;
			settling ??= setTimeout(settle, SETTLE_MILLISECONDS);
		},
		async close() {
			clearInterval(beat);
			clearTimeout(settling);
			settle();
			hasLeft = true;
			putWhere();
			// A row put while others are on their way goes with the second.
			const goodbye = sender.flush().then(sender.flush);
			let late: NodeJS.Timeout | undefined;
			const deadline = new Promise((resolve) => {
				late = setTimeout(resolve, GOODBYE_MILLISECONDS);
			});
			await Promise.race([goodbye, deadline]);
			clearTimeout(late);
			sender.close();
			await mail.close();
		},
	};
}
