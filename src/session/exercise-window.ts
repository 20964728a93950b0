// What the updates of the exercise window share.

import {fillTemplate} from '../domain/fact.js';
import type {DoScreen, ExerciseRun, Overlay, SessionState} from './state.js';
import {type Transition, unchanged} from './transition.js';

/** The session while the exercise window is open. */
export interface ExerciseWindow {
	readonly state: SessionState;
	readonly screen: DoScreen;
	readonly run: ExerciseRun;
}

export const withScreen = ({state}: ExerciseWindow, screen: DoScreen): Transition =>
	unchanged({...state, screen});

export const withOverlay = ({state, screen}: ExerciseWindow, overlay: Overlay): Transition =>
	unchanged({...state, top: 0, screen: {...screen, overlay, guide: false}});

export const withNotice = (window: ExerciseWindow, notice: string): Transition =>
	unchanged({
		...window.state,
		screen: {...window.screen, guide: false},
		notice: fillTemplate(notice, window.state.facts),
	});
