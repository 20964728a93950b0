/** Milliseconds from the end of one paint to the next: about 120 a second. */
const KEYSTROKE_INTERVAL = 8;
/** The same while paints crowd, as in a flood of output: about 60 a second, the rest is for parsing. */
const FLOOD_INTERVAL = 16;
/** After so many paints in a row that had to wait, it is a flood. */
const FLOOD_AFTER = 4;

/** Says when to paint. Whoever created it closes it. */
export interface PaintClock {
	/** Paints before this returns, unless the last paint was a moment ago or the terminal is busy. */
	now(): void;
	/** As `now`, but after the current turn of the event loop, so that changes are painted together. */
	soon(): void;
	/** Does this in place of a paint, as `paint` is done, if one would be done now. Says whether it was. */
	instead(write: () => boolean): boolean;
	/** The terminal takes output again. */
	drained(): void;
	close(): void;
}

/** `paint` returns false when the terminal asks to wait for `drained`. */
export function createPaintClock(paint: () => boolean): PaintClock {
	let last = -Infinity;
	let crowded = 0;
	let isBusy = false;
	let isClosed = false;
	let isWanted = false;
	let timer: NodeJS.Timeout | undefined;
	let immediate: NodeJS.Immediate | undefined;

	const run = (write = paint): void => {
		clearTimeout(timer);
		clearImmediate(immediate);
		timer = undefined;
		immediate = undefined;
		if (isClosed) return;
		if (isBusy) {
			isWanted = true;
			return;
		}
		isWanted = false;
		isBusy = !write();
		last = performance.now();
	};

	const wait = (): number => {
		const interval = crowded >= FLOOD_AFTER ? FLOOD_INTERVAL : KEYSTROKE_INTERVAL;
		return interval - (performance.now() - last);
	};

	const late = (): void => {
		crowded++;
		run();
	};

	return {
		now() {
			if (timer !== undefined) return;
			const milliseconds = wait();
			if (milliseconds > 0) {
				timer = setTimeout(late, milliseconds);
				return;
			}
			crowded = 0;
			run();
		},
		soon() {
			if (timer !== undefined || immediate !== undefined) return;
			const milliseconds = wait();
			if (milliseconds > 0) timer = setTimeout(late, milliseconds);
			else immediate = setImmediate(() => run());
		},
		instead(write) {
			if (isClosed || isBusy || timer !== undefined || immediate !== undefined) return false;
			if (wait() > 0) return false;
			crowded = 0;
			run(write);
			return true;
		},
		drained() {
			isBusy = false;
			if (isWanted) run();
		},
		close() {
			isClosed = true;
			clearTimeout(timer);
			clearImmediate(immediate);
		},
	};
}
