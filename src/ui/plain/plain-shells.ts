import type {Attempt} from '../../attempt/attempt.js';
import type {Session} from '../../session/session.js';
import {isDoneAgain} from '../../session/state.js';
import type {LineTerminal} from '../../terminal/line-terminal.door.js';
import {wrapped} from './block-text.js';
import {createNews, type News} from './news.js';
import {createShellOutput, type ShellOutput} from './shell-output.js';

/** What the shells of an attempt print and what is said of it, kept while the learner is elsewhere in the lesson. */
interface PlainShell {
	readonly output: ShellOutput;
	readonly news: News;
	readonly say: (lines: readonly string[]) => void;
	/** How often something was said. */
	readonly count: () => number;
}

/** The shells of the attempt that is open. Whoever creates it closes it. */
export interface PlainShells {
	/** Those of an older attempt are forgotten. */
	of(attempt: Attempt): PlainShell;
	close(): void;
}

export function createPlainShells(
	session: Session,
	terminal: LineTerminal,
	width: () => number,
	fromRoom: () => readonly string[],
): PlainShells {
	let open: {readonly attempt: Attempt; readonly shell: PlainShell} | undefined;

	const create = (attempt: Attempt): PlainShell => {
		let said = 0;
		const say = (lines: readonly string[]): void => {
			if (lines.length === 0) return;
			said++;
			// A notice is one line, however long.
			const rows = lines.flatMap((line) =>
				line.length > width() ? wrapped(line, width()) : [line],
			);
			terminal.write(`\r\n${rows.join('\r\n')}\r\n`);
		};
		const news = createNews(session, say, width(), fromRoom);
		const output = createShellOutput(attempt, {
			size: terminal.size(),
			write: (bytes) => terminal.write(bytes),
			beforePrompt: () => news.say('prompt'),
			isQuiet: () => isDoneAgain(session.state()),
		});
		return {output, news, say, count: () => said};
	};

	return {
		of(attempt) {
			if (open?.attempt !== attempt) {
				open?.shell.output.close();
				open = {attempt, shell: create(attempt)};
			}
			return open.shell;
		},
		close() {
			open?.shell.output.close();
			open = undefined;
		},
	};
}
