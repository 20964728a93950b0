// The room of a workshop, from the instructor's side: open it, watch it, speak to it.
import {UserError} from '../../domain/user-error.js';
import {type CommandRunner, text, texts} from '../define-command.js';
import {EXIT} from '../report-error.js';

export const runRoom: CommandRunner = async (args, world) => {
	const words = texts(args, 'words');
	switch (text(args, 'action')) {
		case 'open':
			return (await import('./room-open.js')).runRoomOpen(words, args, world);
		case 'watch':
			return (await import('./room-watch.js')).runRoomWatch(words, args, world);
		case 'say':
			return (await import('./room-tell.js')).runRoomSay(words, world);
		case 'meet':
			return (await import('./room-tell.js')).runRoomMeet(words, world);
		default:
			throw new UserError(
				'A room can be opened, watched, and spoken to.',
				'Try "container-lessons room open NAME", then "room watch CODE@HOST", "room say" or "room meet".',
				EXIT.usage,
			);
	}
};
