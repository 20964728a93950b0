// A learner without hands or a sandbox: a real session, whose attempt is told what to report and when.
import {setTimeout as pause} from 'node:timers/promises';
import {minutesOf} from '../../src/domain/course.ts';
import {NO_PROGRESS} from '../../src/domain/progress.ts';
import {createMember} from '../../src/room/create-member.ts';
import {openMail} from '../../src/room/mail.door.ts';
import {createSession} from '../../src/session/session.ts';

const HOST = {hostClass: 'full', summary: '', findings: [], meets: []};

/** Progress that is kept in memory alone. */
function progressInMemory() {
	let kept = NO_PROGRESS;
	return {
		read: () => kept,
		update: (change) => {
			kept = change(kept);
			return kept;
		},
		file: '',
		isSaved: true,
		warning: undefined,
	};
}

/** An attempt whose verdicts are given to it by `report`. */
function attemptOn(exercise) {
	const listeners = new Set();
	let status = {
		phase: 'open',
		steps: exercise.steps.map(({id, title, needs: _needs, ...task}) => ({
			...{id, title, task, missing: [], verdict: undefined},
		})),
		current: 0,
		facts: new Map(),
		question: undefined,
		end: undefined,
	};
	return {
		tabs: exercise.tabs,
		status: () => status,
		subscribe: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		onTabEvent: () => () => {},
		type: () => {},
		answer: () => {},
		xray: async () => undefined,
		settled: async () => {},
		close: async () => {},
		report(index, verdict) {
			const steps = status.steps.map((step, at) => (at === index ? {...step, verdict} : step));
			status = {...status, steps, current: verdict.kind === 'passed' ? index + 1 : index};
			for (const listener of listeners) listener(status);
		},
	};
}

/** The first known mistake of a step, as `attempt/mistakes` names it; or an unmet part of its check. */
const wrong = ({mistakes: [mistake]}) => ({
	kind: 'not-yet',
	reason: '',
	by: mistake === undefined ? 'all[0].printed' : `mistakes: ${mistake.id}`,
	seen: [],
});

/**
 * Joins the room at `address`. `onPassed` hears how many steps have passed, the moment a verdict is there.
 * Whoever joins closes it.
 */
export function joinSimulated({course, address, name, onPassed}) {
	let attempt;
	const session = createSession(
		{
			progress: progressInMemory(),
			sandbox: {prepare: () => {}},
			startAttempt: async (exercise) => {
				attempt = attemptOn(exercise);
				return attempt;
			},
			onBug: (bug) => {
				throw bug;
			},
		},
		course,
		{path: 'all'},
	);
	session.dispatch({kind: 'host-probed', report: HOST});
	let hasJoined = () => {};
	const joined = new Promise((resolve, reject) => {
		hasJoined = (news) => {
			if (news.kind === 'joined') resolve();
			if (news.kind === 'refused') reject(new Error(news.why));
		};
	});
	const member = createMember({
		name,
		openMail: (listener) => openMail(address, listener),
		tell: (news) => hasJoined(news),
	});
	member.follow(session.state());
	session.subscribe(() => member.follow(session.state()));
	let passed = 0;

	/** Two commands that are not it, now and then a hint, and the one that is. */
	async function doStep(step, index, milliseconds, signal) {
		const wait = (share) =>
			pause(milliseconds * share * (0.5 + Math.random()), undefined, {signal});
		await wait(0.4);
		attempt.report(index, wrong(step));
		await wait(0.2);
		if (Math.random() < 0.4) session.dispatch({kind: 'hint-asked'});
		attempt.report(index, wrong(step));
		await wait(0.4);
		passed++;
		onPassed(passed);
		attempt.report(index, {kind: 'passed', reason: '', seen: []});
		session.dispatch({kind: 'went-on'});
	}

	async function doLesson(lesson, speed, signal) {
		const minutes = minutesOf([lesson.counts.all]);
		const {steps} = lesson.exercise;
		// As much for the pages before the exercise as for a step.
		const share = (minutes * 60_000) / speed / (steps.length + 1);
		session.dispatch({kind: 'lesson-opened', lesson: lesson.id});
		await pause(share * Math.random() * 2, undefined, {signal});
		session.dispatch({kind: 'exercise-opened'});
		while (attempt === undefined) await pause(10, undefined, {signal});
		for (const [index, step] of steps.entries()) await doStep(step, index, share, signal);
		session.dispatch({kind: 'menu-opened'});
		attempt = undefined;
	}

	return {
		joined,
		/** Lesson after lesson, until `signal` ends it. `speed` is 1 at that of a workshop. */
		async walk(speed, signal) {
			try {
				for (const lesson of course.lessons) await doLesson(lesson, speed, signal);
			} catch (error) {
				if (error.name !== 'AbortError') throw error;
			}
			return passed;
		},
		async close() {
			await member.close();
			await session.close();
		},
	};
}
