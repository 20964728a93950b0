import {isCore, type Lesson, minutesOf} from '../../domain/course.js';
import type {StepCounts} from '../../domain/host.js';
import type {Progress} from '../../domain/progress.js';
import {courseOn, hasTwoPaths, sayMinutesOn} from '../../session/paths.js';
import type {SessionState} from '../../session/state.js';
import type {Symbols} from '../text/theme.js';

const WELCOME =
	'Welcome. Read a little, make a guess, then try it in a real shell: it runs in a sandbox on this host, with none of your own files in it.';

/**
 * What a lesson's first screen says below its steps: that this host can't do all of the path that is
 * gone through, or, to whoever has done nothing yet, what this program is.
 */
export function openingNote({
	host,
	progress,
	whole,
}: Pick<SessionState, 'host' | 'progress' | 'whole'>): string | undefined {
	if (host?.isUnsure) return `${host.summary} \`container-lessons doctor\` tries again.`;
	const isOnCore = progress.path === 'core' && hasTwoPaths(whole);
	const steps = isOnCore ? host?.coreSteps : host?.steps;
	if (steps !== undefined && steps.observed + steps.none > 0) {
		return limits(steps, isOnCore ? 'the core path' : 'the course');
	}
	if (!isNew(progress)) return undefined;
	const core = courseOn(whole, 'core').lessons.map(({counts}) => counts.core);
	return isOnCore
		? `${WELCOME} This is the core path, ${minutesOf(core)} minutes; in the menu (m), c shows everything.`
		: WELCOME;
}

function limits({done, observed, none}: StepCounts, of: string): string {
	const parts = [
		`${done} can be done on this host`,
		...(observed > 0 ? [`${observed} only observed`] : []),
		...(none > 0 ? [`${none} not at all`] : []),
	];
	return `Of the ${done + observed + none} steps of ${of} ${parts.join(', ')}. \`container-lessons doctor\` says why, and what mends it.`;
}

const isNew = ({steps, predictions}: Progress): boolean =>
	Object.keys(steps).length + Object.keys(predictions).length === 0;

/** How long the lesson takes on the path that is open, and, of a core lesson, on the core path. */
export function lengthNote(
	{whole, progress: {path}}: Pick<SessionState, 'whole' | 'progress'>,
	lesson: Lesson,
	{core}: Pick<Symbols, 'core'>,
): string {
	const length = `about ${sayMinutesOn(path, lesson)}`;
	if (!hasTwoPaths(whole) || !isCore(lesson)) return length;
	return path === 'core'
		? `${core} core path, ${length}`
		: `${length}; on the core path ${core} about ${sayMinutesOn('core', lesson)}`;
}
