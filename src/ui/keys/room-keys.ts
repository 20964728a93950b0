import {bind} from './bind.js';
import type {KeyBinding} from './binding.js';

const MEET = 'In a room: goes where the instructor asks to meet.';
const STAY = 'In a room: stays here instead.';
const SENTENCE = "In a room: shows the instructor's last sentence again.";

/** The keys of a workshop's room, after the guide key. */
export const GUIDE_ROOM_KEYS: readonly KeyBinding[] = [
	bind('guide', ['!'], 'hand', '', 'In a room: raises your hand, or takes it down.'),
	bind('guide', ['g'], 'meet', 'meet', MEET),
	bind('guide', ['d'], 'stay', 'stay', STAY),
	bind('guide', ['v'], 'sentence', '', SENTENCE),
	bind('guide', ['e'], 'leave-room', '', 'In a room: leaves it, once pressed twice.'),
];

/** In the menu, while the learner is in no room. */
export const MENU_ROOM_KEYS: readonly KeyBinding[] = [
	bind(
		'menu',
		['J'],
		'join-room',
		'join a room',
		"Joins a workshop's room by its code; first it says what will be sent.",
	),
];

/** On screens without a shell in focus. */
export const ROOM_KEYS: readonly KeyBinding[] = [
	bind('meeting', ['g'], 'meet', 'meet', MEET),
	bind('meeting', ['d'], 'stay', 'stay', STAY),
	bind('anywhere', ['v'], 'sentence', '', SENTENCE),
];
