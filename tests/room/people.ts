import type {RoomAddress} from '../../src/room/address.js';
import {type Board, emptyBoard, tellBoard} from '../../src/room/board.js';
import {type BoardLink, openBoardLink} from '../../src/room/board-link.door.js';
import type {Seat} from '../../src/room/code.js';
import {createMember, type Member, type MemberNews} from '../../src/room/create-member.js';
import {openMail} from '../../src/room/mail.door.js';
import type {StepRow} from '../../src/room/rows.js';
import type {SessionState} from '../../src/session/state.js';

/** Resolves when it is so, or rejects after so many milliseconds. It is looked at again whenever the event loop is free. */
export async function until(
	isSo: () => boolean,
	what: () => unknown,
	milliseconds = 25_000,
): Promise<void> {
	const deadline = Date.now() + milliseconds;
	while (!isSo()) {
		if (Date.now() > deadline) throw new Error(`never so: ${JSON.stringify(what())}`);
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

/** Boards and learners of a room. Whoever creates them closes them. */
export interface People {
	openBoard(address?: RoomAddress): Promise<{readonly board: Board; readonly link: BoardLink}>;
	join(
		seat: number,
		name: string,
		state: SessionState,
		address?: RoomAddress,
	): {readonly member: Member; readonly news: readonly MemberNews[]};
	/** Closed with them, before. */
	alsoClose(close: () => Promise<void>): void;
	close(): Promise<void>;
}

export function createPeople(addressOf: (seat: Seat) => RoomAddress): People {
	const closers: (() => Promise<void>)[] = [];
	return {
		async openBoard(address = addressOf('board')) {
			const link = await openBoardLink(address);
			closers.push(link.close);
			const board = emptyBoard(Date.now());
			link.watch((event) => tellBoard(board, event));
			await until(
				() => board.isCaughtUp,
				() => 'caught up',
			);
			return {board, link};
		},
		join(seat, name, state, address = addressOf(seat)) {
			const news: MemberNews[] = [];
			const member = createMember({
				name,
				openMail: (listener) => openMail(address, listener),
				tell: (each) => news.push(each),
				againAfter: 200,
			});
			closers.push(member.close);
			member.follow(state);
			return {member, news};
		},
		alsoClose: (close) => void closers.push(close),
		async close() {
			for (const close of closers.reverse()) await close();
		},
	};
}

export const stepOf = (board: Board, seat: number, key: string): StepRow | undefined =>
	board.learners.get(seat)?.steps.get(key);
