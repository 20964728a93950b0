// What a running command may read from the keyboard, some of which is typed before it has begun.
import {createKeptOutput, type KeptOutput} from './keep-output.js';

export interface TypedInput {
	/** Bytes the learner typed. */
	add(bytes: Uint8Array): void;
	/** A command begins. What is typed to it is added to the value until the next prompt. */
	begin(): KeptOutput;
	/** The shell prompts: what is typed now is a line for it. */
	prompt(): void;
}

/**
 * A terminal keeps what is typed until somebody reads it. So a command may read what was typed behind
 * the Enter that started it, before its shell had said that it begins; and if its own line was typed
 * while another command ran, whatever was typed to that one.
 */
export function createTypedInput(): TypedInput {
	let kept = createKeptOutput();
	let isEntered = false;
	/** Nothing has been typed since the prompt: the next line was waiting in the terminal. */
	let isOlder = false;
	return {
		add(bytes) {
			if (isOlder) kept = createKeptOutput();
			isOlder = false;
			const enter = isEntered ? -1 : bytes.findIndex(endsLine);
			if (!isEntered && enter === -1) return;
			isEntered = true;
			kept.add(bytes.subarray(enter + 1));
		},
		begin() {
			isEntered = true;
			isOlder = false;
			return kept;
		},
		prompt() {
			isEntered = false;
			isOlder = true;
		},
	};
}

export const endsLine = (byte: number): boolean => byte === 0x0d || byte === 0x0a;
