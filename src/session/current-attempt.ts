import type {Attempt} from '../attempt/attempt.js';
import type {Exercise, Need} from '../domain/exercise.js';
import {UserError} from '../domain/user-error.js';
import type {Action} from './action.js';

/** Opens a sandbox and conducts the exercise in it. Throws a UserError where this box can't. */
type AttemptStarter = (exercise: Exercise, meets: readonly Need[]) => Promise<Attempt>;

export interface AttemptPorts {
	readonly startAttempt: AttemptStarter;
	/** Is told of what no UserError explains. */
	readonly onBug: (bug: unknown) => void;
}

export interface AttemptRunner {
	/** Settles when the attempt is there or was refused; it tells which by an action. */
	open(exercise: Exercise, meets: readonly Need[]): Promise<void>;
	close(): Promise<void>;
	current(): Attempt | undefined;
}

const FAULT = 'This is a fault of the program. `container-lessons doctor` may tell more.';

/** One attempt at a time: the one before is gone before the next one starts. */
export function createAttemptRunner(
	{startAttempt, onBug}: AttemptPorts,
	dispatch: (action: Action) => void,
): AttemptRunner {
	let current: Attempt | undefined;
	let unsubscribe = (): void => {};
	// An attempt that was asked for before the last `close` is nobody's any more.
	let generation = 0;
	let closing: Promise<void> = Promise.resolve();

	const close = (): Promise<void> => {
		generation++;
		unsubscribe();
		const old = current;
		current = undefined;
		if (old !== undefined) closing = closing.then(() => old.close()).catch(onBug);
		return closing;
	};

	const refuse = (error: unknown): void => {
		if (error instanceof UserError) {
			dispatch({action: 'attempt-refused', why: error.message, nextStep: error.nextStep});
			return;
		}
		onBug(error);
		const why = error instanceof Error ? error.message : String(error);
		dispatch({action: 'attempt-refused', why, nextStep: FAULT});
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
			unsubscribe = attempt.subscribe((status) => dispatch({action: 'attempt-changed', status}));
			dispatch({action: 'attempt-opened', status: attempt.status()});
		} catch (error) {
			if (mine === generation) refuse(error);
		}
	};

	return {open, close, current: () => current};
}
