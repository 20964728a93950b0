import type {SessionState} from '../../session/state.js';
import {fillLine, PROSE_COLUMNS} from '../text/page-lines.js';
import {proseLines} from '../text/prose-lines.js';
import type {ScreenText, TextStyle} from '../text/wrap-text.js';
import {EMPTY_LINE, line} from '../text/wrap-text.js';
import {meaningRows} from './task-rows.js';

/** The steps of this attempt that have passed: what was asked, and what was seen. */
export function earlierScreen(state: SessionState, style: TextStyle): ScreenText {
	const columns = Math.min(style.columns, PROSE_COLUMNS);
	const {symbols} = style;
	const steps = (state.run?.status?.steps ?? []).flatMap((step, index) =>
		step.verdict?.kind === 'passed'
			? [
					EMPTY_LINE,
					[
						...line(`${symbols.passed} `, 'passed'),
						...line(`Step ${index + 1}  `, 'quiet'),
						...line(step.title, 'strong'),
					],
					...proseLines(fillLine(step.task.task, state.facts), columns),
					...meaningRows(state, step, columns),
				]
			: [],
	);
	return {lines: [line('What has passed in this exercise', 'heading'), ...steps]};
}
