// Keeps one attempt open at a time, and what is typed until it is there, as screens come and go.

import {isDeepStrictEqual} from 'node:util';
import type {Attempt} from '../attempt/attempt.js';
import type {Exercise, Need} from '../domain/exercise.js';
import {UserError} from '../domain/user-error.js';
import type {Action} from './action.js';

/** Opens a sandbox and runs the exercise in it. Throws a UserError where this host can't. */
type AttemptStarter = (exercise: Exercise, meets: readonly Need[]) => Promise<Attempt>;

export interface AttemptPorts {
	readonly startAttempt: AttemptStarter;
	/** Called with whatever is not a UserError. */
	readonly onBug: (bug: unknown) => void;
}

export interface CurrentAttempt {
	/** Settles once the attempt is there or refused; an action says which. */
	open(exercise: Exercise, meets: readonly Need[]): Promise<void>;
	close(): Promise<void>;
	current(): Attempt | undefined;
	/**
	 * Sends what is typed to a shell of this exercise; what comes before the attempt is there is
	 * held.
	 */
	type(exercise: string, tab: string, bytes: Uint8Array): void;
}

interface Typed {
	readonly exercise: string;
	readonly tab: string;
	readonly bytes: Uint8Array;
}

const FAULT = 'This is a fault of the program. `container-lessons doctor` may tell more.';

/** One attempt at a time: the old one is gone before the next one starts. */
export function createCurrentAttempt(
	{startAttempt, onBug}: AttemptPorts,
	dispatch: (action: Action) => void,
	onPrompt: (tab: string) => void,
): CurrentAttempt {
	let current: Attempt | undefined;
	let unsubscribe = (): void => {};
	// An attempt asked for before the last `close` is no longer wanted.
	let generation = 0;
	let closing: Promise<void> = Promise.resolve();
	let typed: readonly Typed[] = [];

	const close = (): Promise<void> => {
		generation++;
		typed = [];
		unsubscribe();
		const old = current;
		current = undefined;
		if (old !== undefined) closing = closing.then(() => old.close()).catch(onBug);
		return closing;
	};

	const refuse = (error: unknown): void => {
		typed = [];
		if (error instanceof UserError) {
			dispatch({kind: 'attempt-refused', why: error.message, nextStep: error.nextStep});
			return;
		}
		onBug(error);
		const why = error instanceof Error ? error.message : String(error);
		dispatch({kind: 'attempt-refused', why, nextStep: FAULT});
	};

	const open = async (exercise: Exercise, meets: readonly Need[]): Promise<void> => {
		const mine = ++generation;
		await closing;
		try {
			const attempt = await startAttempt(exercise, meets);
			if (mine !== generation) {
				await attempt.close();
				return;
			}
			current = attempt;
			let told = attempt.status();
			const stops = [
				attempt.subscribe((status) => {
					// It is told at each look; a frame is drawn only for something new.
					if (isDeepStrictEqual(status, told)) return;
					told = status;
					dispatch({kind: 'attempt-changed', status});
				}),
				attempt.onTabEvent(({kind, tab}) => {
					if (kind === 'prompt') onPrompt(tab);
				}),
			];
			unsubscribe = () => {
				for (const stop of stops) stop();
			};
			told = attempt.status();
			dispatch({kind: 'attempt-opened', status: told});
			const kept = typed.filter((each) => each.exercise === exercise.id);
			typed = [];
			for (const {tab, bytes} of kept) attempt.type(tab, bytes);
		} catch (error) {
			if (mine === generation) refuse(error);
		}
	};

	return {
		open,
		close,
		current: () => current,
		type(exercise, tab, bytes) {
			if (current === undefined) typed = [...typed, {exercise, tab, bytes: Uint8Array.from(bytes)}];
			else current.type(tab, bytes);
		},
	};
}
