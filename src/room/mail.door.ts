// A learner's side of the room on the wire: puts rows, hears what is said to all, gives a sign of life.
import {setTimeout as sleep} from 'node:timers/promises';
import type {Msg, NatsConnection} from '@nats-io/transport-node';
import {UserError} from '../domain/user-error.js';
import type {RoomAddress} from './address.js';
import type {Delivery, Mail, MailEvent} from './mail.js';
import {openLink, RoomAway} from './room-link.door.js';
import {parseServerName} from './room-name.js';
import {NOTICE_KINDS, parseNotice} from './rows.js';
import {allSubject, hereSubject, lastSubject, rowSubject} from './subjects.js';

const ANSWER_MILLISECONDS = 5000;
const AGAIN_MILLISECONDS = 2000;

/** Connects in the background, and again whenever the connection is lost. Whoever opens it closes it. */
export function openMail(address: RoomAddress, listener: (event: MailEvent) => void): Mail {
	const {seat} = address.code;
	let link: NatsConnection | undefined;
	let isUp = false;
	let isClosed = false;

	const hear = (message: Pick<Msg, 'string'>): void => {
		const notice = parseNotice(message.string());
		if (notice !== undefined && !isClosed) listener({kind: 'notice', notice});
	};

	/** What was said while nobody listened here. */
	const catchUp = async (nats: NatsConnection): Promise<void> => {
		for (const kind of NOTICE_KINDS) {
			const request = nats.request(lastSubject(allSubject(kind)), '', {
				timeout: ANSWER_MILLISECONDS,
			});
			// Nothing has been said yet, or the board is not open: both are no news.
			await request.then(hear, () => undefined);
		}
	};

	const cameUp = (nats: NatsConnection): void => {
		isUp = true;
		listener({kind: 'up', room: parseServerName(nats.info?.server_name ?? '').name});
		void catchUp(nats);
	};

	const follow = async (nats: NatsConnection): Promise<void> => {
		for await (const {type} of nats.status()) {
			if (isClosed) return;
			if (type === 'disconnect' && isUp) {
				isUp = false;
				listener({kind: 'down'});
			} else if (type === 'reconnect') cameUp(nats);
		}
	};

	/** The connection, as soon as there is one to be had; undefined once nobody wants it any more. */
	const reach = async (): Promise<NatsConnection | undefined> => {
		for (let tries = 0; !isClosed; tries++) {
			try {
				return await openLink(address);
			} catch (error) {
				if (!(error instanceof RoomAway)) throw error;
				if (tries === 0 && !isClosed) listener({kind: 'away'});
				// Not all at once, when it is there at last.
				await sleep(AGAIN_MILLISECONDS * (1 + Math.random()), undefined, {ref: false});
			}
		}
		return undefined;
	};

	const open = async (): Promise<void> => {
		try {
			const nats = await reach();
			if (nats === undefined) return;
			link = nats;
			if (isClosed) {
				await nats.close();
				return;
			}
			nats.subscribe(allSubject('*'), {
				callback: (error, message) => {
					if (error === null) hear(message);
				},
			});
			cameUp(nats);
			void follow(nats);
			const why = await nats.closed();
			isUp = false;
			if (!isClosed && why instanceof Error) listener({kind: 'refused', why: why.message});
		} catch (error) {
			const why = error instanceof UserError ? `${error.message} ${error.nextStep}` : String(error);
			if (!isClosed) listener({kind: 'refused', why});
		}
	};
	void open();

	return {
		get isUp() {
			return isUp;
		},
		async put(place, text): Promise<Delivery> {
			if (link === undefined || !isUp) return 'later';
			try {
				const reply = await link.request(rowSubject(seat, place), text, {
					timeout: ANSWER_MILLISECONDS,
				});
				return isTaken(reply.string()) ? 'taken' : 'later';
			} catch (error) {
				return /permission/i.test(String(error)) ? 'refused' : 'later';
			}
		},
		here() {
			if (isUp) link?.publish(hereSubject(seat));
		},
		async close() {
			isClosed = true;
			await link?.close();
		},
	};
}

/** JetStream says under which number it keeps a message, or why it does not (ADR-1). */
function isTaken(text: string): boolean {
	try {
		const ack: unknown = JSON.parse(text);
		return typeof ack === 'object' && ack !== null && 'seq' in ack && !('error' in ack);
	} catch {
		return false;
	}
}
