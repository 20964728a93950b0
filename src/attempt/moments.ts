// Keeps a step's moments few, so that an hour at one step does not slow down its judgements.
import {isSameRun} from '../checks/commands-of.js';
import type {Moment} from '../domain/evidence.js';

/** Each judgement reads them all, so their number must not grow with the time spent at a step. */
const MOST = 300;

/**
 * Adds a moment. A command seen again with the same processes as at the last look stays one
 * moment; the oldest are dropped when there are too many.
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
		isSameRun(before, now) &&
		before.status === now.status &&
		processesOf(earlier) === processesOf(later)
	);
}

const processesOf = ({processes}: Moment): string =>
	processes.map(({pid, startTime, state}) => `${pid}.${startTime}${state}`).join();
