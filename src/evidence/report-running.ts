/** Milliseconds until a running command is first reported, and again while it prints or reads. */
const FIRST = 250;
const AGAIN = 500;
/** One that does neither is reported as often as this: what a line brings about and ends again is to be seen. */
const STEADY = 1000;
/** From so many milliseconds on it may wait for the rest of the lesson, and is reported at most so often. */
const LONG = [
	{from: 20_000, every: 4000},
	{from: 5000, every: 2000},
] as const;

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
	let waited = 0;
	const stop = (): void => {
		cancel?.();
		cancel = undefined;
	};
	const reportIn = (milliseconds: number): void => {
		stop();
		waits = milliseconds;
		cancel = timer(milliseconds, () => {
			waited += milliseconds;
			const most = LONG.find(({from}) => waited >= from)?.every ?? STEADY;
			reportIn(Math.min(2 * milliseconds, most));
			report();
		});
	};
	return {
		begin() {
			waited = 0;
			reportIn(FIRST);
		},
		stir() {
			if (cancel === undefined || waits <= AGAIN) return;
			waited = 0;
			reportIn(AGAIN);
		},
		stop,
	};
}
