import type {Session} from '../../session/session.js';

/** What came from the room of a workshop and has not been said yet. Whoever creates it closes it. */
export interface RoomNews {
	/** The oldest first; each is given once. */
	take(): readonly string[];
	close(): void;
}

/** Nobody reads more at once, and what an instructor says again and again need not be kept. */
const MOST_KEPT = 10;

export function createRoomNews(session: Session): RoomNews {
	let last = session.state().roomNews;
	let unsaid = last === undefined ? [] : [last.text];
	const stop = session.subscribe(() => {
		const {roomNews} = session.state();
		if (roomNews === last || roomNews === undefined) return;
		last = roomNews;
		unsaid = [...unsaid, roomNews.text].slice(-MOST_KEPT);
	});
	return {
		take() {
			const taken = unsaid;
			unsaid = [];
			return taken;
		},
		close: stop,
	};
}
