import {Box, Text} from 'ink';
import type {ReactElement} from 'react';
import type {TerminalSize} from '../../domain/box.js';
import {SMALLEST} from '../layout.js';

/** Said where there is no room for a page or a shell. Nothing is lost: it goes away with a resize. */
export function TooSmall({size}: {readonly size: TerminalSize}): ReactElement {
	const {columns, rows} = size;
	return (
		<Box width={columns} height={rows} overflow="hidden">
			<Text>
				{`This window is ${columns}x${rows}; at least ${SMALLEST.columns}x${SMALLEST.rows} is needed. Enlarge it, or start with --plain.`}
			</Text>
		</Box>
	);
}
