// Shows a room: the board on a terminal, lines for a screen reader, or JSON for a machine.
import {UserError} from '../../domain/user-error.js';
import {parseAddress} from '../../room/address.js';
import {type Board, emptyBoard, tellBoard} from '../../room/board.js';
import {type BoardLink, openBoardLink} from '../../room/board-link.door.js';
import {boardText, learnerText} from '../../room/board-text.js';
import {type KnownStep, type LearnerLine, learnerLines} from '../../room/survey.js';
import {type CommandArguments, flag} from '../define-command.js';
import {EXIT} from '../report-error.js';
import type {World} from '../world.js';

export async function runRoomWatch(
	[where = '', ...more]: readonly string[],
	args: CommandArguments,
	world: World,
): Promise<number> {
	if (where === '' || more.length > 0) {
		throw new UserError(
			'The board takes its address.',
			'Try "container-lessons room watch board-CODE@HOST", as "room open" printed it.',
			EXIT.usage,
		);
	}
	const steps = (await world.course()).lessons.flatMap(({id, exercise}) =>
		exercise.steps.map((step): KnownStep => ({key: `${id}/${step.id}`, title: step.title})),
	);
	const link = await openBoardLink(parseAddress(where));
	try {
		if (flag(args, 'once')) await once(link, steps, flag(args, 'json'), world);
		else if (isForLines(args)) await follow(link, flag(args, 'json'), world);
		else await (await import('./room-board.js')).showBoard(link, steps);
	} finally {
		await link.close();
	}
	return EXIT.ok;
}

/** Lines where they are asked for, and where there is no full screen to show. */
const isForLines = (args: CommandArguments): boolean =>
	flag(args, 'json') ||
	flag(args, 'plain') ||
	process.env['TERM'] === 'dumb' ||
	!process.stdin.isTTY ||
	!process.stdout.isTTY;

/** The room as it stands now. */
async function once(
	link: BoardLink,
	steps: readonly KnownStep[],
	isForMachine: boolean,
	world: World,
): Promise<void> {
	const board = emptyBoard(Date.now());
	await new Promise<void>((resolve) => {
		link.watch((event) => {
			tellBoard(board, event);
			if (event.kind === 'caught-up') resolve();
		});
	});
	const lines = learnerLines(board, Date.now());
	if (isForMachine) {
		world.print(
			JSON.stringify({room: link.room, learners: lines.map(forMachine(board))}, undefined, 2),
		);
	} else world.print(boardText(link.room, board, lines, steps).join('\n'));
}

/** What a machine is told of a learner: what the board shows, and every step. */
const forMachine =
	(board: Board) =>
	(line: LearnerLine): object => {
		const learner = board.learners.get(line.seat);
		return {
			...line,
			steps: Object.fromEntries(learner?.steps ?? []),
			mistakes: Object.fromEntries(learner?.met ?? []),
		};
	};

const QUIET_MILLISECONDS = 200;

/** A line for each learner there is, and again for each about whom something else is to be said; until it is ended. */
async function follow(link: BoardLink, isForMachine: boolean, world: World): Promise<void> {
	const board = emptyBoard(Date.now());
	const said = new Map<number, string>();
	const say = (): void => {
		for (const line of learnerLines(board, Date.now())) {
			const words = learnerText(line);
			if (said.get(line.seat) === words) continue;
			said.set(line.seat, words);
			world.print(isForMachine ? JSON.stringify(forMachine(board)(line)) : words);
		}
	};
	let waiting: NodeJS.Timeout | undefined;
	await new Promise<void>((resolve) => {
		process.once('SIGINT', resolve);
		process.once('SIGTERM', resolve);
		link.watch((event) => {
			tellBoard(board, event);
			if (event.kind === 'down') world.warn('The room is out of reach; it is tried again.');
			if (event.kind === 'up') world.warn('The room is there again.');
			waiting ??= setTimeout(() => {
				waiting = undefined;
				say();
			}, QUIET_MILLISECONDS);
		});
	});
	clearTimeout(waiting);
}
