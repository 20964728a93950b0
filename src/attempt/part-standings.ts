// Which parts of a step were seen, by their names.
import {partNamesOf} from '../checks/judge.js';
import type {Task} from '../domain/exercise.js';
import {type PartStanding, uncountedReason, type Verdict} from '../domain/verdict.js';

/**
 * The verdict with its parts by name, as soon as one of them holds. A part without a name of its own is
 * left out, and not counted either: nobody could find it among the named ones.
 */
export function withParts(verdict: Verdict, task: Task): Verdict {
	if (verdict.kind !== 'not-yet' || verdict.held === undefined) return verdict;
	const {held} = verdict;
	const names = task.parts ?? partNamesOf(task.check);
	if (names?.length !== held.length) return verdict;
	const standings = names.map((name, index): PartStanding => ({name, holds: held[index] === true}));
	const parts = joined(standings.filter(({name}) => name !== ''));
	if (parts.some(({holds}) => holds)) return {...verdict, parts};
	return parts.length === 0 ? verdict : {...verdict, reason: uncountedReason(verdict.reason)};
}

/** Parts of one name are one to the learner: it is there when all of them are. */
function joined(standings: readonly PartStanding[]): readonly PartStanding[] {
	const names = [...new Set(standings.map(({name}) => name))];
	return names.map((name) => ({
		name,
		holds: standings.every((one) => one.name !== name || one.holds),
	}));
}
