// Saves a moment late, so that a key is answered before the disk is touched.

import type {ProgressPort} from '../domain/ports.js';
import {applyChange, type ProgressChange} from './progress-change.js';

/** Saves changes a moment later. */
export interface ProgressSaver {
	save(change: ProgressChange): void;
	/** Saves at once whatever still waits. */
	flush(): void;
}

/**
 * Collects changes until the current input has been handled, then saves them all at once. The frame that is
 * asked for with them is drawn after that: a program that is killed then has lost nothing of what it showed.
 */
export function createProgressSaver(
	port: ProgressPort,
	onWarning: (warning: string) => void,
): ProgressSaver {
	let waiting: readonly ProgressChange[] = [];
	let timer: NodeJS.Immediate | undefined;
	const flush = (): void => {
		clearImmediate(timer);
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
			timer ??= setImmediate(flush);
		},
		flush,
	};
}
