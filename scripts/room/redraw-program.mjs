// Shows a room on a board whose terminal swallows all, and says what a redraw takes, from a key to the written frame:
// milliseconds, and those of a processor, which do not depend on what else the machine does.
//
//   node redraw-program.mjs COURSE ADDRESS COLUMNS ROWS
import process from 'node:process';
import {setTimeout as pause} from 'node:timers/promises';
import {pathToFileURL} from 'node:url';
import {readBuiltCourse} from '../../src/content/read-course.door.ts';
import {parseAddress} from '../../src/room/address.ts';
import {emptyBoard, tellBoard} from '../../src/room/board.ts';
import {openBoardLink} from '../../src/room/board-link.door.ts';
import {mountBoard} from '../../src/ui/board/mount-board.tsx';

const [, , courseFile, address, columns, rows] = process.argv;
const KEYS = 200;
/** The first of them find cold code; they are the first of a workshop's thousands. */
const COLD = 20;

const course = readBuiltCourse(pathToFileURL(courseFile));
const steps = course.lessons.flatMap(({id, exercise}) =>
	exercise.steps.map((step) => ({key: `${id}/${step.id}`, title: step.title})),
);
const link = await openBoardLink(parseAddress(address));
const board = emptyBoard(Date.now());
await new Promise((resolve) => {
	link.watch((event) => {
		tellBoard(board, event);
		if (event.kind === 'caught-up') resolve();
	});
});

const size = {columns: Number(columns), rows: Number(rows)};
let press = () => {};
let written = () => {};
const output = {
	...size,
	write: () => {
		written();
		return true;
	},
	on: () => {},
	off: () => {},
};
const mounted = mountBoard({
	room: link.room,
	board,
	steps,
	terminal: {
		output,
		size: () => size,
		onInput: (listener) => {
			press = (key) => listener(Buffer.from(key));
			return () => {};
		},
		onResize: () => () => {},
		onResume: () => () => {},
	},
	theme: {colour: true, unicode: true},
	say: async () => '',
	meet: async () => '',
	onQuit: () => {},
});

async function timed(key) {
	// Longer than the pause between two paints, which is not what is measured.
	await pause(25);
	const began = performance.now();
	const used = process.cpuUsage();
	const drawn = new Promise((resolve) => {
		written = () => {
			const {user, system} = process.cpuUsage(used);
			resolve({wall: performance.now() - began, processor: (user + system) / 1000});
		};
	});
	press(key);
	return drawn;
}

const taken = {};
for (const page of ['one', 'other']) {
	const times = [];
	await timed('\t');
	for (let n = 0; n < KEYS + COLD; n++) times.push(await timed('s'));
	taken[page] = times.slice(COLD);
}
process.stdout.write(`${JSON.stringify([...taken.one, ...taken.other])}\n`);
mounted.close();
await link.close();
process.exit();
