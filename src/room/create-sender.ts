// Sends what waits in an outbox, a few rows at a time, and again later what was not taken.
import type {Mail} from './mail.js';
import type {Outbox} from './outbox.js';

export interface Sender {
	/** Settles when nothing waits, or nothing can be sent now. */
	flush(): Promise<void>;
	close(): void;
}

/** Rows on the wire at a time, so that a long list does not come as a flood. */
const AT_ONCE = 8;
const AGAIN_MILLISECONDS = 5000;

/** `againAfter`: milliseconds until what was not taken is sent again. */
export function createSender(outbox: Outbox, mail: Mail, againAfter = AGAIN_MILLISECONDS): Sender {
	let again: NodeJS.Timeout | undefined;
	let flushing: Promise<void> | undefined;

	/** Whether all of them were taken, or never will be. */
	const sendSome = async (): Promise<boolean> => {
		const rows = outbox.waiting().slice(0, AT_ONCE);
		const sent = await Promise.all(
			rows.map(async (row) => ({...row, how: await mail.put(row.place, row.text)})),
		);
		for (const {place, text, how} of sent) if (how !== 'later') outbox.settle(place, text);
		return sent.every(({how}) => how !== 'later');
	};

	const sendAll = async (): Promise<void> => {
		while (mail.isUp && outbox.waiting().length > 0) {
			if (await sendSome()) continue;
			clearTimeout(again);
			again = setTimeout(() => void flush(), againAfter).unref();
			return;
		}
	};

	const flush = (): Promise<void> => {
		flushing ??= sendAll().finally(() => {
			flushing = undefined;
		});
		return flushing;
	};

	return {flush, close: () => clearTimeout(again)};
}
