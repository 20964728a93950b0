import type {TerminalSize} from '../../domain/sandbox.js';
import {line, type TextLine} from '../text/wrap-text.js';
import {sectionRows} from './draw-inspection.js';
import {scrolled} from './draw-live.js';
import type {PictureStyle} from './fit-picture.js';
import {titleRows} from './identity-rows.js';
import type {LiveLook} from './live-xray.js';

/** What a learner opens in the X-ray, the first thing first. */
const OPENED = ['mounts', 'network', 'group'] as const;

/** What one process of the X-ray has; undefined: it was not looked at yet. Tells how many rows there are in all. */
export function drawOpened(
	pid: number,
	look: LiveLook | undefined,
	scroll: number,
	{columns, rows}: TerminalSize,
	theme: PictureStyle,
): {readonly lines: readonly TextLine[]; readonly total: number} {
	const said = (words: string) => ({lines: [line(words, 'quiet')], total: 1});
	if (look === undefined) return said(`Looking at process ${pid}.`);
	if (look.kind === 'gone') return said(`Process ${pid} has ended.`);
	if (look.kind === 'late') return said('The kernel did not answer in time.');
	const style = {...theme, columns};
	const all = [
		...titleRows(look.inspection, style),
		...OPENED.flatMap((section) => [[], ...sectionRows(section, look.inspection, style)]),
	];
	return {lines: scrolled(all, scroll, rows, columns, theme.symbols), total: all.length};
}
