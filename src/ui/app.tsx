import {type ReactElement, useSyncExternalStore} from 'react';
import {isTooSmall} from './layout.js';
import {ExerciseScreen} from './screens/exercise-screen.js';
import {TextScreen} from './screens/text-screen.js';
import {TooSmall} from './screens/too-small.js';
import {type Theme, ThemeContext} from './theme.js';
import type {View, ViewStore} from './view.js';

function ScreenOf({view}: {readonly view: View}): ReactElement {
	const {screen} = view.state;
	if (isTooSmall(view.size)) return <TooSmall size={view.size} />;
	if (screen.screen === 'do' && screen.overlay.overlay !== 'reading') {
		return <ExerciseScreen view={view} screen={screen} />;
	}
	return <TextScreen view={view} />;
}

interface AppProps {
	readonly store: ViewStore;
	readonly theme: Theme;
}

/** The whole display but the live terminal. */
export function App({store, theme}: AppProps): ReactElement {
	const view = useSyncExternalStore(store.subscribe, store.get);
	return (
		<ThemeContext value={theme}>
			<ScreenOf view={view} />
		</ThemeContext>
	);
}
