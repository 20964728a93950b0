import type {Course} from '../../src/domain/course.js';
import type {HostReport} from '../../src/domain/host.js';
import {NO_PROGRESS, type Progress} from '../../src/domain/progress.js';
import {UserError} from '../../src/domain/user-error.js';
import {createSession, type Session, type SessionOptions} from '../../src/session/session.js';
import {guideKeyFacts} from '../../src/ui/keys/guide-key.js';
import {createFakeAttempt, type FakeAttempt} from '../attempt/fake-attempt.js';
import {fullHost, sampleCourse} from './sample-course.js';

/** A session over fakes that keep what was asked of them. */
export interface StartedSession {
	readonly session: Session;
	readonly attempts: readonly FakeAttempt[];
	readonly bugs: readonly unknown[];
	stored(): Progress;
	/** The newest attempt. */
	attempt(): FakeAttempt;
}

export interface StartOptions extends SessionOptions {
	readonly progress?: Progress;
	/** Why no sandbox can be had. */
	readonly refusal?: UserError;
	readonly warning?: string;
	/** What the host can do; everything, where nothing is said. */
	readonly host?: HostReport;
	/** In place of the sample. */
	readonly course?: Course;
	/** The host is still being probed. */
	readonly unknownHost?: boolean;
}

export function startSession(options: StartOptions = {}): StartedSession {
	let progress = options.progress ?? NO_PROGRESS;
	const attempts: FakeAttempt[] = [];
	const bugs: unknown[] = [];
	const session = createSession(
		{
			progress: {
				read: () => progress,
				update(change) {
					progress = change(progress);
					return progress;
				},
				warning: options.warning,
				isSaved: true,
				file: '/nowhere/progress.json',
			},
			sandbox: {prepare() {}},
			async startAttempt(exercise) {
				if (options.refusal !== undefined) throw options.refusal;
				const attempt = createFakeAttempt(exercise);
				attempts.push(attempt);
				return attempt;
			},
			onBug: (bug) => bugs.push(bug),
			now: () => '2026-01-02T03:04:05.000Z',
		},
		options.course ?? sampleCourse,
		{facts: guideKeyFacts({}), ...options},
	);
	if (options.unknownHost !== true) {
		session.dispatch({kind: 'host-probed', report: options.host ?? fullHost});
	}
	return {
		session,
		attempts,
		bugs,
		stored: () => progress,
		attempt() {
			const newest = attempts.at(-1);
			if (newest === undefined) throw new Error('No attempt has been opened.');
			return newest;
		},
	};
}

export const refusal = new UserError(
	'This host forbids user namespaces.',
	'Run container-lessons doctor.',
);
