// The instructor's side of the room on the wire: opens the bucket, hears every row, speaks to all.
import {randomUUID} from 'node:crypto';
import {setTimeout as sleep} from 'node:timers/promises';
import {jetstreamManager} from '@nats-io/jetstream';
import {type KV, Kvm, type KvWatchEntry} from '@nats-io/kv';
import type {NatsConnection} from '@nats-io/transport-node';
import {UserError} from '../domain/user-error.js';
import type {RoomAddress} from './address.js';
import type {BoardEvent} from './board.js';
import {openLink} from './room-link.door.js';
import {parseServerName} from './room-name.js';
import {MOST_ROW_BYTES, type RoomNotice} from './rows.js';
import {allKey, BUCKET, hereSubject, STREAM} from './subjects.js';

export interface BoardLink {
	readonly room: string;
	/** Resolves when the room has taken it. Throws a UserError where it can't be reached. */
	tell(notice: NoticeToSend): Promise<void>;
	/** Hears every row there is, then every new one. May be called once. */
	watch(listener: (event: BoardEvent) => void): void;
	close(): Promise<void>;
}

/** A notice before it has its id. */
export type NoticeToSend =
	| {readonly kind: 'say'; readonly text: string}
	| {readonly kind: 'meet'; readonly lesson: string; readonly step?: string};

const HOUR = 3_600_000;
const PAUSE_MILLISECONDS = 1000;
/** A row of the board's own, by which it learns the server's time. */
const CLOCK = allKey('clock');

/** A cluster of three keeps what one of them loses. */
const replicasOn = ({info}: NatsConnection): number => (info?.cluster === undefined ? 1 : 3);

async function openBucket(nats: NatsConnection): Promise<KV> {
	const kvm = new Kvm(nats);
	const streams = await jetstreamManager(nats);
	const isThere = await streams.streams.info(STREAM).then(
		() => true,
		() => false,
	);
	if (isThere) return kvm.open(BUCKET);
	const {hours} = parseServerName(nats.info?.server_name ?? '');
	return kvm.create(BUCKET, {
		history: 1,
		ttl: hours * HOUR,
		maxValueSize: MOST_ROW_BYTES,
		replicas: replicasOn(nats),
	});
}

/** Opens the room, if it is not open yet. Throws a UserError where it can't. Whoever opens it closes it. */
export async function openBoardLink(address: RoomAddress): Promise<BoardLink> {
	if (address.code.seat !== 'board') {
		throw new UserError(
			'This is the code of a learner.',
			'The board has one of its own: it begins with "board-", and "room open" printed it.',
		);
	}
	const nats = await openLink(address);
	let isClosed = false;
	let stopReading = (): void => {};
	let bucket: KV;
	try {
		bucket = await openBucket(nats);
	} catch (error) {
		await nats.close();
		const why = error instanceof Error ? error.message : String(error);
		throw new UserError(
			`The server is there, but keeps no room: ${why}.`,
			'Start it with the configuration that "container-lessons room open" wrote; it needs JetStream.',
		);
	}

	/** The server's clock against this one, in milliseconds: its times are the only ones that are shown. */
	let skew = 0;
	let asked = Date.now();

	const entryOf = (entry: KvWatchEntry): BoardEvent | undefined => {
		const [seat = '', ...place] = entry.key.split('.');
		const at = entry.created.getTime() + skew;
		if (entry.key === CLOCK) skew = asked - entry.created.getTime();
		if (!/^[1-9][0-9]{0,3}$/.test(seat) || entry.operation !== 'PUT') return undefined;
		return {kind: 'row', seat: Number(seat), place: place.join('.'), text: entry.string(), at};
	};

	/** Reads every row and then each new one, until the connection is lost. Reading a row again changes nothing. */
	const readRows = async (listener: (event: BoardEvent) => void): Promise<void> => {
		asked = Date.now();
		await bucket.put(CLOCK, '{}');
		const entries = await bucket.watch();
		stopReading = () => entries.stop();
		for await (const entry of entries) {
			const event = entryOf(entry);
			if (event !== undefined) listener(event);
			if (entry.delta === 0) listener({kind: 'caught-up'});
		}
	};

	const keepReading = async (listener: (event: BoardEvent) => void): Promise<void> => {
		while (!isClosed) {
			await readRows(listener).catch(() => undefined);
			if (!isClosed) await sleep(PAUSE_MILLISECONDS);
		}
	};

	const followLink = async (listener: (event: BoardEvent) => void): Promise<void> => {
		for await (const {type} of nats.status()) {
			if (type === 'disconnect') listener({kind: 'down'});
			if (type !== 'reconnect') continue;
			listener({kind: 'up'});
			// A server that was started anew has forgotten who was reading.
			stopReading();
		}
	};

	const hearLife = (listener: (event: BoardEvent) => void): void => {
		nats.subscribe(hereSubject('*'), {
			callback: (error, {subject}) => {
				const seat = Number(subject.split('.').at(-1));
				if (error === null && Number.isInteger(seat))
					listener({kind: 'here', seat, at: Date.now()});
			},
		});
	};

	return {
		room: parseServerName(nats.info?.server_name ?? '').name,
		async tell(notice) {
			const sent: RoomNotice = {...notice, id: randomUUID()};
			try {
				await bucket.put(allKey(notice.kind), JSON.stringify(sent));
			} catch {
				throw new UserError('The room is out of reach.', 'Nothing was said. Try it again.');
			}
		},
		watch(listener) {
			hearLife(listener);
			void followLink(listener);
			void keepReading(listener);
		},
		async close() {
			isClosed = true;
			stopReading();
			await nats.close();
		},
	};
}
