// The built program's board on an emulated terminal, and when each number of passed steps came to stand in a learner's row.
import process from 'node:process';
import {openEmulatedProgram} from '../emulated-program.mjs';

const COLUMNS = 140;
const ROWS = 40;
/** Of `board-rows`: pointer, seat, name of 30 columns, place of 20, sign, time of 9, help of 7, passed. */
const LEARNER = /^.\s*(\d+) .{30} .{20} .{17}\s*(\d+)(?= |$)/;

/** Opens it; `home` is where it keeps its things. Whoever opens it closes it. */
export function openWatchedBoard(program, address, home) {
	const board = openEmulatedProgram([process.execPath, program, 'room', 'watch', address], {
		columns: COLUMNS,
		rows: ROWS,
		home,
	});
	/** By `SEAT PASSED`, in milliseconds of the clock that all processes share. */
	const seen = new Map();
	const shown = new Map();
	board.terminal.onWriteParsed(() => {
		const now = performance.timeOrigin + performance.now();
		for (const row of board.screen().split('\n')) {
			const [, seat, passed] = LEARNER.exec(row) ?? [];
			if (seat === undefined || shown.get(seat) === passed) continue;
			// What was passed in one redraw is seen in it, each of them.
			for (let count = Number(shown.get(seat) ?? 0) + 1; count <= Number(passed); count++)
				seen.set(`${seat} ${count}`, now);
			shown.set(seat, passed);
		}
	});
	return {
		pid: board.pid,
		seen,
		/** Shows learners, however many there are. */
		async showLearners(count) {
			await board.until(new RegExp(` ${count} here`), 60_000);
			if (!/^ seat/m.test(board.screen())) board.send('\t');
			await board.until(/^ seat/m, 10_000);
		},
		isShown: (seat) => shown.has(String(seat)),
		close: board.close,
	};
}
