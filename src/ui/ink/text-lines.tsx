import {Box, Text} from 'ink';
import type {ReactElement} from 'react';
import {printable} from '../../domain/printable.js';
import type {TextLine} from '../text/wrap-text.js';
import {useTheme} from './theme-context.js';

/**
 * One row of the screen. It is never wrapped: whoever made it knows how wide it may be. All that Ink shows
 * passes here, names that the learner or a lesson made up included: none of it may speak to the terminal.
 */
function Row({row}: {readonly row: TextLine}): ReactElement {
	const {looks} = useTheme();
	return (
		<Box height={1} flexShrink={0}>
			<Text wrap="truncate">
				{row.length === 0
					? ' '
					: row.map(({text, look}, index) => (
							// biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a row have no identity but their place
							<Text key={index} {...looks[look]}>
								{printable(text)}
							</Text>
						))}
			</Text>
		</Box>
	);
}

interface TextLinesProps {
	readonly lines: readonly TextLine[];
	readonly columns: number;
	/** Exactly so many rows are taken; what is beyond them is left out. */
	readonly rows: number;
}

/**
 * Rows in a box of a fixed size. Each is cut by itself: a box that hides what flows over (`overflow`) has Ink take
 * every row apart once more, a third of the time of a frame.
 */
export function TextLines({lines, columns, rows}: TextLinesProps): ReactElement {
	return (
		<Box flexDirection="column" width={columns} height={rows} flexShrink={0}>
			{lines.slice(0, rows).map((row, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: a row is what stands at its place
				<Row key={index} row={row} />
			))}
		</Box>
	);
}
