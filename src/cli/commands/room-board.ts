// The instructor's board on a full screen, joined to the room.
import type {ReadStream, WriteStream} from 'node:tty';
import {UserError} from '../../domain/user-error.js';
import {emptyBoard, tellBoard} from '../../room/board.js';
import type {BoardLink, NoticeToSend} from '../../room/board-link.door.js';
import {LONGEST_SENTENCE} from '../../room/rows.js';
import type {KnownStep} from '../../room/survey.js';
import {openRealTerminal} from '../../terminal/real-terminal.door.js';
import {mountBoard} from '../../ui/board/mount-board.js';
import {themeOptionsOf} from '../../ui/text/theme.js';

/** Shows the board until the instructor quits. */
export async function showBoard(link: BoardLink, steps: readonly KnownStep[]): Promise<void> {
	const board = emptyBoard(Date.now());
	const tell = async (notice: NoticeToSend, done: string): Promise<string> => {
		try {
			await link.tell(notice);
			return done;
		} catch (error) {
			if (error instanceof UserError) return `${error.message} ${error.nextStep}`;
			throw error;
		}
	};
	const terminal = openRealTerminal({
		input: process.stdin as ReadStream,
		output: process.stdout as WriteStream & {readonly fd: number},
		cleanUp: link.close,
	});
	let close = (): void => {};
	try {
		await new Promise<void>((resolve) => {
			const mounted = mountBoard({
				room: link.room,
				board,
				steps,
				terminal,
				theme: themeOptionsOf(process.env),
				say: async (text) =>
					text.length > LONGEST_SENTENCE
						? `That is longer than ${LONGEST_SENTENCE} characters. Nothing was said.`
						: tell({kind: 'say', text}, 'Said to all.'),
				meet: (place) => {
					const [lesson = '', step] = place.split('/');
					return tell(
						{kind: 'meet', lesson, ...(step === undefined ? {} : {step})},
						`All are asked to meet at ${place}.`,
					);
				},
				onQuit: resolve,
			});
			close = mounted.close;
			link.watch((event) => {
				tellBoard(board, event);
				mounted.changed();
			});
		});
	} finally {
		close();
		terminal.close();
	}
}
