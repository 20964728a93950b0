// Saves a moment late, so that a key is answered and a verdict shown before the disk is touched.

import type {ProgressPort} from '../domain/ports.js';
import {applyChange, type ProgressChange} from './progress-change.js';

/** Milliseconds: longer than a frame waits to be painted (ui/paint/paint-clock). */
const LATER = 20;

/** Saves changes a moment later. */
export interface ProgressSaver {
	save(change: ProgressChange): void;
	/** Saves at once whatever still waits. */
	flush(): void;
}

/** Collects changes until what they bring about is shown, then saves them all at once. */
export function createProgressSaver(
	port: ProgressPort,
	onWarning: (warning: string) => void,
): ProgressSaver {
	let waiting: readonly ProgressChange[] = [];
	let timer: NodeJS.Timeout | undefined;
	const flush = (): void => {
		clearTimeout(timer);
		timer = undefined;
		if (waiting.length === 0) return;
		const changes = waiting;
		waiting = [];
		port.update((progress) => changes.reduce(applyChange, progress));
		if (port.warning !== undefined) onWarning(port.warning);
	};
	return {
		save(change: ProgressChange): void {
			waiting = [...waiting, change];
			timer ??= setTimeout(flush, LATER);
		},
		flush,
	};
}
