// Stands in for the wire in a dry run: every message is shown, and none is sent.
import type {Mail, MailEvent} from './mail.js';

/** `show` gets a line for each message that would have been sent. */
export function openDryMail(
	show: (line: string) => void,
	listener: (event: MailEvent) => void,
): Mail {
	setImmediate(() => listener({kind: 'up', room: 'dry run'}));
	return {
		isUp: true,
		async put(place, text) {
			show(`${place} ${text}`);
			return 'taken';
		},
		here: () => show('here'),
		close: async () => undefined,
	};
}
