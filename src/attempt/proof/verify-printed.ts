// Proves that the commands a lesson prints end as its text says they do.
import {blocksOn, type Lesson, type PrintedCommand} from '../../domain/course.js';
import type {Facts} from '../../domain/evidence.js';
import type {Need} from '../../domain/exercise.js';
import {createScriptPlayer} from '../play-script.js';
import {runAttempt} from '../run-attempt.js';
import {endedIn, VERIFY_PATIENCE_MS, VERIFY_SIZE, type VerifyPorts} from './at-step.js';

/** A lesson's listings that hold commands to run on this host, in the order of the text. */
export const printedListings = (
	lesson: Lesson,
	facts: Facts,
): readonly (readonly PrintedCommand[])[] =>
	[...lesson.read, ...lesson.after]
		.flatMap((page) => blocksOn(page, facts))
		.flatMap((block) => (block.kind === 'console' ? [block.commands] : []))
		.map((commands) => commands.filter((command) => command.notRun === undefined))
		.filter((commands) => commands.length > 0);

/**
 * Types the commands of one listing into a fresh sandbox of the lesson's exercise. Returns how one
 * differs from the text, or undefined; throws a UserError where they can't be typed.
 */
export async function verifyPrinted(
	lesson: Lesson,
	commands: readonly PrintedCommand[],
	meets: readonly Need[],
	ports: VerifyPorts,
): Promise<string | undefined> {
	const {exercise} = lesson;
	const attempt = await runAttempt({exercise, values: ports.makeValues(exercise), meets}, ports);
	try {
		const player = await createScriptPlayer(attempt, VERIFY_SIZE, VERIFY_PATIENCE_MS);
		for (const {line, status, at} of commands) {
			const run = await endedIn(attempt, () => player.play([{kind: 'line', text: line}]));
			// An inner shell shows its prompt while the command that started it still runs.
			if (run?.status !== undefined && run.status !== status) {
				return `line ${at}: "${line}" ends with status ${run.status}, not ${status}: ${run.output.trim().slice(-300)}`;
			}
		}
		return undefined;
	} finally {
		await attempt.close();
	}
}
