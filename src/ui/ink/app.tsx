import {Box} from 'ink';
import type {ReactElement} from 'react';
import {screenRegions} from '../screens/screen-regions.js';
import type {Theme} from '../text/theme.js';
import type {View} from '../view.js';
import {TextLines} from './text-lines.js';
import {ThemeContext} from './theme-context.js';

interface AppProps {
	readonly view: View;
	readonly theme: Theme;
}

/** The whole display but the live terminal. */
export function App({view, theme}: AppProps): ReactElement {
	const {columns, rows} = view.size;
	return (
		<ThemeContext value={theme}>
			<Box width={columns} height={rows}>
				{screenRegions(view, theme.symbols).map((part) => (
					<Box
						key={`${part.x},${part.y}`}
						position="absolute"
						marginLeft={part.x}
						marginTop={part.y}
					>
						<TextLines lines={part.lines} columns={part.columns} rows={part.rows} />
					</Box>
				))}
			</Box>
		</ThemeContext>
	);
}
