import {Box, Text} from 'ink';
import type {ReactElement} from 'react';
import {printableLine} from '../../domain/printable.js';
import {paintLine} from '../text/paint-line.js';
import {cutLine, lineWidth, type TextLine} from '../text/wrap-text.js';
import {useTheme} from './theme-context.js';

interface TextLinesProps {
	readonly lines: readonly TextLine[];
	readonly columns: number;
	/** Exactly so many rows are taken; what is beyond them is left out. */
	readonly rows: number;
}

/**
 * Rows in a box of a fixed size, none of which is wrapped: whoever made a row knows how wide it may be. They
 * are one text for Ink, with their looks in it: to lay out an element for every run took most of a frame. All
 * that Ink shows passes here, names that the learner or a lesson made up included: none of it may speak
 * to the terminal, or be two rows.
 */
export function TextLines({lines, columns, rows}: TextLinesProps): ReactElement {
	const {looks, symbols} = useTheme();
	// Made safe first: a sign that stands for a control character has a column, which that has not.
	const fitting = (row: TextLine): TextLine => {
		const safe = row.map((piece) => ({...piece, text: printableLine(piece.text)}));
		return lineWidth(safe) > columns ? cutLine(safe, columns, symbols.ellipsis) : safe;
	};
	return (
		<Box width={columns} height={rows} flexShrink={0}>
			<Text>
				{lines
					.slice(0, rows)
					.map((row) => paintLine(fitting(row), looks))
					.join('\n')}
			</Text>
		</Box>
	);
}
