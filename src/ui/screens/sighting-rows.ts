import type {Lesson} from '../../domain/course.js';
import {recordOf} from '../../domain/progress.js';
import {textWidth} from '../../domain/text-width.js';
import {groupSightings, type Sighting} from '../../domain/verdict.js';
import {wrapRuns} from '../../domain/wrap-runs.js';
import type {SessionState} from '../../session/state.js';
import type {TextStyle} from '../text/wrap-text.js';
import {EMPTY_LINE, line, type TextLine} from '../text/wrap-text.js';

/** More than this for the names leaves no room for the values. */
const MOST_OF_ROW = 0.5;

/** What was seen, names and values in two columns; a long value goes on below itself. */
export function sightingRows(seen: readonly Sighting[], columns: number): readonly TextLine[] {
	const grouped = groupSightings(seen);
	const longest = Math.max(0, ...grouped.map(({what}) => textWidth(what)));
	const left = Math.min(longest, Math.floor(columns * MOST_OF_ROW));
	return grouped.flatMap(({what, value}) => {
		const names = wrapRuns(line(what, 'quiet'), left);
		const values = wrapRuns(line(value, 'code'), columns - left - 2);
		const rows = Math.max(names.length, values.length);
		return Array.from({length: rows}, (_, index): TextLine => {
			const name = names[index] ?? EMPTY_LINE;
			const width = name.reduce((sum, {text}) => sum + textWidth(text), 0);
			return [...name, ...line(' '.repeat(left - width + 2)), ...(values[index] ?? EMPTY_LINE)];
		});
	});
}

/** What the learner saw in a lesson's exercise, step by step. */
export function seenRows(
	{progress}: SessionState,
	lesson: Lesson,
	{columns, symbols}: TextStyle,
): readonly TextLine[] {
	const rows = lesson.exercise.steps.flatMap((step): readonly TextLine[] => {
		const record = recordOf(progress, lesson.id, step);
		if (record === undefined) return [];
		const mark = record.state === 'done' ? symbols.passed : symbols.seen;
		const how = record.state === 'seen' ? '  seen, not done' : '';
		return [
			[...line(`${mark} `, 'passed'), ...line(step.title), ...line(how, 'quiet')],
			...sightingRows(record.seen, columns - 2).map((row) => [...line('  '), ...row]),
		];
	});
	return rows.length > 0 ? rows : [line('Nothing yet: the exercise is still to be done.', 'quiet')];
}
