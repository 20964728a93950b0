// The actions of a list with a pointer: the menu, a prediction, a question.

import {keyOf, type Option} from '../domain/course.js';
import type {AnswerRecord} from '../domain/progress.js';
import type {ChoiceAction} from './action.js';
import {beginningOf} from './navigation.js';
import type {SessionState} from './state.js';
import {openScreen, type Transition, unchanged, withProgress} from './transition.js';
import {hitsOf} from './update-search.js';

const moved = (pointed: number, by: number, count: number): number =>
	Math.max(0, Math.min(count - 1, pointed + by));

function pointerMoved(state: SessionState, by: number): SessionState {
	const {screen, course, run} = state;
	switch (screen.kind) {
		case 'menu':
			return {
				...state,
				screen: {...screen, pointed: moved(screen.pointed, by, course.lessons.length)},
			};
		case 'predict': {
			const pointed = moved(screen.pointed, by, screen.lesson.predict.options.length);
			return {...state, screen: {...screen, pointed}};
		}
		case 'questions': {
			// Once answered, the reasons are on screen and there is nothing to point at.
			if (screen.chosen !== undefined) return state;
			const count = screen.asked[screen.index]?.asking.options.length ?? 0;
			return {...state, screen: {...screen, pointed: moved(screen.pointed, by, count)}};
		}
		case 'search': {
			const pointed = moved(screen.pointed, by, hitsOf(state, screen).length);
			return {...state, screen: {...screen, pointed}};
		}
		case 'do': {
			if (screen.overlay.kind !== 'choose') return state;
			const count = run?.status?.question?.options.length ?? 0;
			const pointed = moved(screen.overlay.pointed, by, count);
			return {...state, screen: {...screen, overlay: {...screen.overlay, pointed}}};
		}
		case 'read':
		case 'after':
		case 'blocked':
		case 'insight':
		case 'links':
		case 'recap':
		case 'help':
			return state;
	}
}

const recordOf = (option: Option, at: string): AnswerRecord => ({
	option: option.id,
	right: option.right,
	at,
});

function choiceMade(state: SessionState, at: string): Transition {
	const {screen, course} = state;
	if (screen.kind === 'menu') {
		const lesson = course.lessons[screen.pointed];
		return lesson === undefined ? unchanged(state) : openScreen(state, beginningOf(state, lesson));
	}
	if (screen.kind === 'predict') {
		const {lesson, pointed} = screen;
		const option = lesson.predict.options[pointed];
		if (option === undefined) return unchanged(state);
		const chosen = {...state, screen: {...screen, chosen: option.id}};
		const key = keyOf(lesson.id, lesson.predict.id);
		return withProgress(unchanged(chosen), {kind: 'predicted', key, record: recordOf(option, at)});
	}
	if (screen.kind === 'questions' && screen.chosen === undefined) {
		const asked = screen.asked[screen.index];
		const option = asked?.asking.options[screen.pointed];
		if (asked === undefined || option === undefined) return unchanged(state);
		const chosen = {...state, screen: {...screen, chosen: option.id}};
		const record = {...recordOf(option, at), ...(asked.isAgain ? {again: true} : {})};
		return withProgress(unchanged(chosen), {kind: 'answered', key: asked.key, record});
	}
	return unchanged(state);
}

/** Points at an entry of the list on screen, or chooses it. `at` is ISO 8601, UTC. */
export function updateChoice(state: SessionState, action: ChoiceAction, at: string): Transition {
	switch (action.kind) {
		case 'pointer-moved':
			return unchanged(pointerMoved(state, action.by));
		case 'choice-made':
			return choiceMade(state, at);
	}
}
