import type {Changed} from './cells.js';

/** Lets changes through once they are whole. Whoever creates it closes it. */
export interface UpdateGate {
	changed(what: Changed): void;
	close(): void;
}

/** A program that never says that its picture is whole is not waited for any longer. */
const LONGEST = 1000;

/**
 * Holds changes back while a program says that it is still drawing (synchronized output, mode 2026),
 * so that nobody sees half of a picture.
 */
export function createUpdateGate(
	isDrawing: () => boolean,
	tell: (what: Changed) => void,
): UpdateGate {
	let timer: NodeJS.Timeout | undefined;
	let isPatient = true;
	const giveUp = (): void => {
		timer = undefined;
		isPatient = false;
		tell('all');
	};
	return {
		changed(what) {
			if (!isDrawing()) {
				const wasHeld = timer !== undefined;
				clearTimeout(timer);
				timer = undefined;
				isPatient = true;
				tell(wasHeld ? 'all' : what);
			} else if (isPatient) timer ??= setTimeout(giveUp, LONGEST).unref();
			else tell(what);
		},
		close: () => clearTimeout(timer),
	};
}
