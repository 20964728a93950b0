import type {Moment} from '../domain/evidence.js';

/** A learner who stays at one step for an hour must not make every judgement slower. */
const MOST = 300;

/**
 * The moments of a step with one more. A command that still runs, with the same processes as at the last
 * look, is one moment and not many; the oldest go when there are too many.
 */
export function addMoment(moments: readonly Moment[], moment: Moment): readonly Moment[] {
	const last = moments.at(-1);
	const kept = last && isSameStill(last, moment) ? moments.slice(0, -1) : moments.slice(1 - MOST);
	return [...kept, moment];
}

function isSameStill(earlier: Moment, later: Moment): boolean {
	const [before, now] = [earlier.command, later.command];
	return (
		before !== undefined &&
		now !== undefined &&
		before.status === undefined &&
		now.status === undefined &&
		before.line === now.line &&
		earlier.tab === later.tab &&
		processesOf(earlier) === processesOf(later)
	);
}

const processesOf = ({processes}: Moment): string =>
	processes.map(({pid, startTime, state}) => `${pid}.${startTime}${state}`).join();
