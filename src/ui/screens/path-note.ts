import {type Lesson, minutesOf} from '../../domain/course.js';
import {courseOn, deepStepsOf, hasTwoPaths} from '../../session/paths.js';
import type {SessionState} from '../../session/state.js';

/** Which path is shown, and by which key the other is; undefined where there is only one. */
export function pathNote({whole, progress}: SessionState, star: string): string | undefined {
	if (!hasTwoPaths(whole)) return undefined;
	const core = courseOn(whole, 'core').lessons.map(({counts}) => counts.core);
	const all = whole.lessons.map(({counts}) => counts.all);
	return progress.path === 'core'
		? `Core path ${star}: ${core.length} lessons, ${minutesOf(core)} minutes. c: everything, ${all.length} lessons, ${minutesOf(all)} minutes.`
		: `Everything: ${all.length} lessons, ${minutesOf(all)} minutes. c: the core path ${star} alone, ${minutesOf(core)} minutes.`;
}

/** How many steps of the lesson are off the core path, and the key that opens them; undefined for none. */
export function deepNote({whole}: SessionState, lesson: Lesson): string | undefined {
	const count = deepStepsOf(whole, lesson);
	if (count === 0) return undefined;
	const steps = count === 1 ? 'one more step' : `${count} more steps`;
	const them = count === 1 ? 'it' : 'them';
	return `Off the core path this lesson has ${steps}: d opens ${them}.`;
}
