// Keeps the learner's keys out of the way while earlier steps are replayed before their eyes.
import type {Attempt} from './attempt.js';

/** An attempt whose learner may be asked to wait. */
export interface HeldAttempt extends Attempt {
	/** Holds keys and answers until this has settled. */
	hold(until: Promise<unknown>): void;
}

const INTERRUPT = 0x03;

/**
 * The learner's side of an attempt while something else types into it: their keys arrive once
 * `done` has settled, so that they neither mix with the script nor count for a step that is only
 * being replayed. Ctrl-C releases them at once, since the script may hang.
 */
export function holdTyping(attempt: Attempt, done: Promise<unknown>): HeldAttempt {
	let held: (() => void)[] | undefined;
	const release = (): void => {
		const kept = held ?? [];
		held = undefined;
		for (const send of kept) send();
	};
	const later = (send: () => void): void => {
		if (held === undefined) send();
		else held.push(send);
	};
	const hold = (until: Promise<unknown>): void => {
		held ??= [];
		void until.then(release, release);
	};
	hold(done);
	return {
		hold,
		tabs: attempt.tabs,
		status: () => attempt.status(),
		subscribe: (listener) => attempt.subscribe(listener),
		onTabEvent: (listener) => attempt.onTabEvent(listener),
		openTab: (tab, size) => attempt.openTab(tab, size),
		type(tab, bytes) {
			if (held === undefined) {
				attempt.type(tab, bytes);
				return;
			}
			const copy = Uint8Array.from(bytes);
			held.push(() => attempt.type(tab, copy));
			if (copy.includes(INTERRUPT)) release();
		},
		answer: (text) => later(() => attempt.answer(text)),
		xray: () => attempt.xray(),
		settled: () => attempt.settled(),
		close: () => attempt.close(),
	};
}
