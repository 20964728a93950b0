// Runs the state machine: passes actions to `update` and carries out the effects it asks for.

import type {Attempt} from '../attempt/attempt.js';
import type {Course, CoursePath} from '../domain/course.js';
import type {Facts} from '../domain/evidence.js';
import type {ProgressPort, SandboxPort} from '../domain/ports.js';
import type {Action, Effect} from './action.js';
import {type AttemptPorts, createCurrentAttempt} from './current-attempt.js';
import {createProgressSaver} from './progress-saver.js';
import type {SessionState} from './state.js';
import {beginSession, update} from './update.js';

export interface SessionPorts extends AttemptPorts {
	readonly progress: ProgressPort;
	readonly sandbox: Pick<SandboxPort, 'prepare'>;
	/** ISO 8601, UTC. */
	readonly now?: () => string;
}

export interface SessionOptions {
	/** The lesson to begin with, instead of where the learner was. */
	readonly lesson?: string;
	/** The path to go, and to keep; without it that which is kept. */
	readonly path?: CoursePath;
	/** The course is one of missions to practise. */
	readonly isPractice?: boolean;
	/** What is known before any sandbox is. */
	readonly facts?: Facts;
}

/** A learner at work: the state, and everything that follows from what happens. */
export interface Session {
	state(): SessionState;
	dispatch(action: Action): void;
	/** Calls back at every new state. Returns how to stop listening. */
	subscribe(listener: () => void): () => void;
	/** Sends what the learner types to the shell in front, as soon as there is one. */
	type(bytes: Uint8Array): void;
	/** Calls back when a shell of the exercise shows its prompt. Returns how to stop listening. */
	onPrompt(listener: (tab: string) => void): () => void;
	/** The attempt open now. */
	attempt(): Attempt | undefined;
	/** Settles when the learner has asked to quit. */
	readonly quit: Promise<void>;
	/** Saves what is still unsaved and ends the open sandbox. May be called twice. */
	close(): Promise<void>;
}

/** Starts a session. Whoever creates it closes it. */
export function createSession(
	ports: SessionPorts,
	course: Course,
	options: SessionOptions = {},
): Session {
	const now = ports.now ?? (() => new Date().toISOString());
	const listeners = new Set<() => void>();
	let announceQuit = (): void => {};
	const quit = new Promise<void>((resolve) => {
		announceQuit = resolve;
	});

	const begun = beginSession(
		{
			whole: course,
			progress: ports.progress.read(),
			warning: ports.progress.warning,
			host: undefined,
			facts: options.facts ?? new Map(),
		},
		{
			now: now(),
			lesson: options.lesson,
			path: options.path,
			isPractice: options.isPractice,
		},
	);
	let {state} = begun;

	let isClosed = false;
	const dispatch = (action: Action): void => {
		// What the host reports after the end must not start anything more.
		if (isClosed) return;
		const transition = update(state, action, now());
		const isNew = transition.state !== state;
		state = transition.state;
		// Effects first: the exercise window may ask for the attempt as soon as it learns of the state.
		for (const effect of transition.effects) perform(effect);
		if (isNew) for (const listener of listeners) listener();
	};

	const saver = createProgressSaver(ports.progress, (warning) =>
		dispatch({kind: 'saving-failed', warning}),
	);
	const promptListeners = new Set<(tab: string) => void>();
	const attempts = createCurrentAttempt(ports, dispatch, (tab) => {
		for (const listener of promptListeners) listener(tab);
	});

	const perform = (effect: Effect): void => {
		switch (effect.kind) {
			case 'prepare-sandbox':
				ports.sandbox.prepare();
				return;
			case 'open-attempt':
				void attempts.open(effect.exercise, effect.meets);
				return;
			case 'close-attempt':
				void attempts.close();
				return;
			case 'type-line':
				// Ctrl-U first, so that a half-written line of the learner's does not become part of it; on an empty line
				// it would ring the bell.
				attempts.current()?.type(effect.tab, Buffer.from(` \u0015${effect.text}`));
				return;
			case 'give-answer':
				attempts.current()?.answer(effect.text);
				return;
			case 'save-progress':
				saver.save(effect.change);
				return;
			case 'quit':
				announceQuit();
				return;
		}
	};

	for (const effect of begun.effects) perform(effect);

	return {
		state: () => state,
		dispatch,
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		type(bytes) {
			const {run} = state;
			if (run !== undefined) attempts.type(run.lesson.exercise.id, run.tab, bytes);
		},
		onPrompt(listener) {
			promptListeners.add(listener);
			return () => promptListeners.delete(listener);
		},
		attempt: attempts.current,
		quit,
		async close() {
			isClosed = true;
			saver.flush();
			await attempts.close();
		},
	};
}
