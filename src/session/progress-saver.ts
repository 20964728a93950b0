import type {ProgressPort} from '../domain/ports.js';
import {applyChange, type ProgressChange} from './progress-change.js';

/** Keeps what has changed, a moment later. */
export interface ProgressSaver {
	save(change: ProgressChange): void;
	/** Keeps at once what still waits. */
	flush(): void;
}

/** Keeps changes for a moment, so that a key is answered before the disk is asked. */
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
