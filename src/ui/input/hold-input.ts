import {createInputAdjuster} from '../../terminal/adjust-input.js';
import type {GuideKey} from '../../terminal/guide-keys.js';

/** Keeps what is typed while the window is too small to see what it does. */
export interface InputHold {
	take(bytes: Uint8Array): void;
	/** Gives on what was kept, in its order: the window is large enough again. */
	release(): void;
}

const CTRL_C = 0x03;

/** Where the mouse was in a window that showed nothing (SGR, xterm's mode 1006). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a report begins with Escape.
const MOUSE_REPORT = /\u001b\[<\d+;\d+;\d+[Mm]/g;

const NO_MODES = {applicationCursorKeys: false, bracketedPaste: false};

/**
 * Creates it. Nothing that is typed blindly is run or chosen, and nothing is lost. Two things are meant for now:
 * Ctrl-C, which gives up what was begun, here too; and the guide key with q, the way out of any window.
 */
export function createInputHold(on: {
	readonly guideKeys: readonly GuideKey[];
	readonly isBlind: () => boolean;
	readonly dispatch: (bytes: Uint8Array) => void;
	readonly quit: () => void;
}): InputHold {
	let held: Buffer = Buffer.alloc(0);
	let reader = createInputAdjuster(on.guideKeys);

	const forget = (): void => {
		held = Buffer.alloc(0);
		reader = createInputAdjuster(on.guideKeys);
	};

	return {
		take(bytes) {
			if (!on.isBlind()) {
				on.dispatch(bytes);
			} else if (bytes.at(-1) === CTRL_C) {
				forget();
				on.dispatch(bytes.subarray(-1));
			} else {
				held = Buffer.concat([held, bytes]);
				const parts = reader.adjust(bytes, NO_MODES);
				if (parts.some((part) => part.kind === 'guided' && part.key === 'q')) on.quit();
			}
		},
		release() {
			const typed = held.toString('latin1').replaceAll(MOUSE_REPORT, '');
			forget();
			if (typed !== '') on.dispatch(Buffer.from(typed, 'latin1'));
		},
	};
}
