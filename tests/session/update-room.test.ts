import {expect, test} from 'vitest';
import type {Action} from '../../src/session/action.js';
import type {SessionState} from '../../src/session/state.js';
import {update} from '../../src/session/update.js';
import {stateWith} from '../room/states.js';

const NOW = '2026-01-02T03:04:05.000Z';

const after = (state: SessionState, ...actions: readonly Action[]): SessionState =>
	actions.reduce((before, action) => update(before, action, NOW).state, state);

const inRoom = after(stateWith({at: 'release'}), {kind: 'room-joined'});

test('who is in no room raises no hand, meets nobody and leaves nothing', () => {
	for (const kind of ['hand-asked', 'meeting-accepted', 'sentence-asked', 'room-left'] as const) {
		const state = after(stateWith({at: 'release'}), {kind});
		expect(state).toMatchObject({notice: 'You are in no room.'});
		expect(state).not.toHaveProperty('room');
	}
});

test("an instructor's sentence is shown until the next key, and can be read again", () => {
	const said = after(inRoom, {kind: 'sentence-said', text: 'Instructor: Back at eleven.'});
	expect(said.notice).toBe('Instructor: Back at eleven.');
	const typedOn = after(said, {kind: 'hint-asked'});
	expect(typedOn.notice).toBeUndefined();
	expect(after(typedOn, {kind: 'sentence-asked'}).notice).toBe('Instructor: Back at eleven.');
	expect(after(inRoom, {kind: 'sentence-asked'}).notice).toBe(
		'Your instructor has said nothing yet.',
	);
});

test('to meet is a question that is open until it is answered', () => {
	const menu = after(inRoom, {kind: 'menu-opened'});
	const asked = after(menu, {kind: 'meeting-asked', lesson: '010', step: 'boot-id'});
	expect(asked.notice).toBe('Instructor: meet at 010/boot-id? g goes there, d stays.');
	const later = after(asked, {kind: 'pointer-moved', by: 1});
	expect(later.room?.meeting).toEqual({lesson: '010', step: 'boot-id'});
	const gone = after(later, {kind: 'meeting-accepted'});
	expect(gone).toMatchObject({
		screen: {kind: 'do', lesson: {id: '010'}},
		notice: expect.stringMatching(/^You meet at step 2 of \d: /),
	});
	expect(gone.room?.meeting).toBeUndefined();
	const stayed = after(later, {kind: 'meeting-declined'});
	expect(stayed).toMatchObject({screen: {kind: 'menu'}, notice: 'You stay where you are.'});
	expect(after(stayed, {kind: 'meeting-accepted'}).notice).toBe('Nobody asks you to meet.');
});

test('a meeting in a lesson that this edition has not is said so, and moves nobody', () => {
	const asked = after(inRoom, {kind: 'meeting-asked', lesson: '999'}, {kind: 'meeting-accepted'});
	expect(asked).toMatchObject({
		screen: {kind: 'do'},
		notice: 'Your edition of the course has no lesson 999.',
	});
});

test('leaving takes the key twice in a row', () => {
	const once = after(inRoom, {kind: 'room-left'});
	expect(once).toMatchObject({room: {isLeaving: true}});
	const other = after(once, {kind: 'hand-asked'}, {kind: 'room-left'});
	expect(other).toMatchObject({room: {hand: true, isLeaving: true}});
	expect(after(once, {kind: 'room-left'})).not.toHaveProperty('room');
});
