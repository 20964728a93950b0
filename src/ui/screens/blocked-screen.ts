import type {Exercise, Need} from '../../domain/exercise.js';
import type {Finding, HostReport} from '../../domain/host.js';
import type {Screen, SessionState} from '../../session/state.js';
import {PROSE_COLUMNS} from '../text/page-lines.js';
import {proseLines} from '../text/prose-lines.js';
import type {ScreenText, TextStyle} from '../text/wrap-text.js';
import {EMPTY_LINE, line, type TextLine} from '../text/wrap-text.js';

function mendLines({found, mend}: Finding, columns: number): readonly TextLine[] {
	if (mend === undefined) return [];
	return [
		...proseLines(found, columns),
		[...line('  mend  ', 'quiet'), ...line(mend.command, 'strong')],
		...(mend.undo === undefined
			? []
			: [[...line('  undo  ', 'quiet'), ...line(mend.undo, 'plain')]]),
		...proseLines(mend.note, columns - 2, 'quiet').map((row) => [...line('  '), ...row]),
		EMPTY_LINE,
	];
}

/** What the exercise needs; every sandbox needs user namespaces. */
const needsOf = ({needs, steps}: Exercise): ReadonlySet<Need> =>
	new Set(['user-namespaces', ...needs, ...steps.flatMap((step) => step.needs)]);

/** What was not found on this host of what the exercise needs. */
export function missingFindings(
	host: HostReport | undefined,
	exercise: Exercise,
): readonly Finding[] {
	const needs = needsOf(exercise);
	return (host?.findings ?? []).filter(
		({ok, unlocks}) => !ok && (unlocks.length === 0 || unlocks.some((need) => needs.has(need))),
	);
}

/** This host can't run the exercise: why, the exact command that mends it, and how to go on without. */
export function blockedScreen(
	state: SessionState,
	screen: Extract<Screen, {kind: 'blocked'}>,
	style: TextStyle,
): ScreenText {
	const columns = Math.min(style.columns, PROSE_COLUMNS);
	const missing = missingFindings(state.host, screen.lesson.exercise);
	return {
		lines: [
			line("This exercise can't run here", 'heading'),
			EMPTY_LINE,
			...proseLines(screen.why, columns, 'strong'),
			...proseLines(screen.nextStep, columns),
			EMPTY_LINE,
			...missing.flatMap((finding) => mendLines(finding, columns)),
			...proseLines(
				'The lesson goes on without it: Enter. `container-lessons doctor` tells all that was found.',
				columns,
			),
		],
	};
}
