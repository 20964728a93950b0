/** Milliseconds until a running command is first reported, and again while it prints or reads. */
const FIRST = 250;
const AGAIN = 500;
/** One that does neither may wait for the rest of the lesson: each report of it takes twice as long, up to this. */
const SELDOM = 1000;

/** When to report that a command is running still. */
export interface RunningReports {
	/** A command begins. */
	begin(): void;
	/** It has printed or read something. */
	stir(): void;
	stop(): void;
}

/** @param timer calls back once after so many milliseconds, unless cancelled first */
export function createRunningReports(
	timer: (milliseconds: number, ring: () => void) => () => void,
	report: () => void,
): RunningReports {
	let cancel: (() => void) | undefined;
	let waits = 0;
	const stop = (): void => {
		cancel?.();
		cancel = undefined;
	};
	const reportIn = (milliseconds: number): void => {
		stop();
		waits = milliseconds;
		cancel = timer(milliseconds, () => {
			reportIn(Math.min(2 * milliseconds, SELDOM));
			report();
		});
	};
	return {
		begin: () => reportIn(FIRST),
		stir() {
			if (cancel !== undefined && waits > AGAIN) reportIn(AGAIN);
		},
		stop,
	};
}
