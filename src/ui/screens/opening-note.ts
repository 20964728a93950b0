import type {StepCounts} from '../../domain/host.js';
import type {Progress} from '../../domain/progress.js';
import type {SessionState} from '../../session/state.js';

const WELCOME =
	'Welcome. Read a little, make a guess, then try it in a real shell: it runs in a sandbox on this host, with none of your own files in it.';

/**
 * What a lesson's first screen says below its steps: that this host can't do all of the course, or,
 * to whoever has done nothing yet, what this program is.
 */
export function openingNote({
	host,
	progress,
}: Pick<SessionState, 'host' | 'progress'>): string | undefined {
	if (host?.isUnsure) return `${host.summary} \`container-lessons doctor\` tries again.`;
	const {steps} = host ?? {};
	if (steps !== undefined && steps.observed + steps.none > 0) return limits(steps);
	return isNew(progress) ? WELCOME : undefined;
}

function limits({done, observed, none}: StepCounts): string {
	const parts = [
		`${done} can be done on this host`,
		...(observed > 0 ? [`${observed} only observed`] : []),
		...(none > 0 ? [`${none} not at all`] : []),
	];
	return `Of the ${done + observed + none} steps of the course ${parts.join(', ')}. \`container-lessons doctor\` says why, and what mends it.`;
}

const isNew = ({steps, predictions}: Progress): boolean =>
	Object.keys(steps).length + Object.keys(predictions).length === 0;
