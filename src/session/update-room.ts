// The actions of a workshop's room: what is said in it, and what the learner makes of that.

import {fillTemplate, GUIDE_KEY} from '../domain/fact.js';
import type {RoomAction} from './action.js';
import {beginningOf, doScreenOf} from './navigation.js';
import {lessonIn} from './paths.js';
import type {InRoom, MeetingPlace, SessionState} from './state.js';
import {openScreen, type Transition, unchanged} from './transition.js';

const NO_ROOM = 'You are in no room.';

/** The sentence stands in the last row; the guide key has had its letter. */
function withNotice(state: SessionState, notice: string): SessionState {
	const {screen} = state;
	return {
		...state,
		screen: screen.kind === 'do' ? {...screen, guide: false} : screen,
		notice: fillTemplate(notice, state.facts),
	};
}

const said = (state: SessionState, room: InRoom, notice: string): Transition =>
	unchanged(withNotice({...state, room}, notice));

/** From the room, and not by what the learner did. */
const heard = (state: SessionState, text: string): Transition =>
	unchanged({...state, notice: text, roomNews: {text}});

const meetingText = ({lesson, step}: MeetingPlace): string =>
	step === undefined ? `lesson ${lesson}` : `${lesson}/${step}`;

/** In the shell the guide key comes first; elsewhere the letter is enough. */
function invitation({screen}: SessionState, place: MeetingPlace): string {
	const key = screen.kind === 'do' ? `${GUIDE_KEY} ` : '';
	return `Instructor: meet at ${meetingText(place)}? ${key}g goes there, ${key}d stays.`;
}

/** To the exercise, where a step was named; its steps still come in their order. */
function goToMeeting(state: SessionState, room: InRoom): Transition {
	const {meeting, ...rest} = room;
	if (meeting === undefined) return said(state, room, 'Nobody asks you to meet.');
	const lesson = lessonIn(state, meeting.lesson);
	if (lesson === undefined) {
		return said(state, rest, `Your edition of the course has no lesson ${meeting.lesson}.`);
	}
	const {steps} = lesson.exercise;
	const index = steps.findIndex(({id}) => id === meeting.step);
	const isHere = state.screen.kind === 'do' && state.screen.lesson.id === lesson.id;
	const screen = index < 0 ? beginningOf(state, lesson) : doScreenOf(lesson);
	const opened = isHere && index >= 0 ? unchanged(state) : openScreen(state, screen);
	const where =
		index < 0
			? `You meet in lesson ${lesson.id}.`
			: `You meet at step ${index + 1} of ${steps.length}: ${steps[index]?.title ?? ''}`;
	return {...opened, state: withNotice({...opened.state, room: rest}, where)};
}

/** The second time in a row it is meant. */
function leave(state: SessionState, {isLeaving, ...room}: InRoom): Transition {
	if (isLeaving !== true) {
		return said(
			state,
			{...room, isLeaving: true},
			`${GUIDE_KEY} e once more leaves the room: your instructor sees no more of you.`,
		);
	}
	const {room: _left, ...alone} = state;
	return unchanged(withNotice(alone, 'You are leaving the room.'));
}

/** What follows from something in the room. Without a room there is only the word that there is none. */
export function updateRoom(state: SessionState, action: RoomAction): Transition {
	if (action.kind === 'room-joined') return unchanged({...state, room: {hand: false}});
	if (action.kind === 'room-said') return heard(state, action.text);
	const {room: now} = state;
	if (now === undefined) return unchanged(withNotice(state, NO_ROOM));
	const {isLeaving: _meant, ...room} = now;
	switch (action.kind) {
		case 'sentence-said':
			return heard({...state, room: {...now, sentence: action.text}}, action.text);
		case 'meeting-asked': {
			const {lesson, step} = action;
			const meeting: MeetingPlace = step === undefined ? {lesson} : {lesson, step};
			const text = fillTemplate(invitation(state, meeting), state.facts);
			return heard({...state, room: {...now, meeting}}, text);
		}
		case 'hand-asked':
			return said(
				state,
				{...room, hand: !room.hand},
				room.hand ? 'Your hand is down.' : 'Your hand is up; the instructor sees it.',
			);
		case 'sentence-asked':
			return said(state, room, room.sentence ?? 'Your instructor has said nothing yet.');
		case 'meeting-accepted':
			return goToMeeting(state, room);
		case 'meeting-declined': {
			const {meeting, ...rest} = room;
			return said(
				state,
				rest,
				meeting === undefined ? 'Nobody asks you to meet.' : 'You stay where you are.',
			);
		}
		case 'room-left':
			return leave(state, now);
	}
}
