// Measures a room as it grows, on one machine: a real nats-server with the configuration that `room open` writes, learners
// that are sessions of this program with its own room client, and the built program's board on an emulated terminal.
// They go through the course at ten times the speed of a workshop.
//
//   npm run bench:room [-- --learners 10,100,1000 --minutes 2]
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {buildPrograms, runRoom, SIZES} from './room/run-room.mjs';

const {values} = parseArgs({
	options: {
		learners: {type: 'string', default: '10,100,1000'},
		minutes: {type: 'string', default: '2'},
	},
});
const sizes = values.learners.split(',').map(Number);
const minutes = Number(values.minutes);
if (!sizes.every((size) => Number.isInteger(size) && size > 0) || !(minutes > 0)) {
	process.stderr.write('Try: npm run bench:room -- --learners 10,100,1000 --minutes 2\n');
	process.exit(64);
}

/** What must hold, however many there are. */
const MOST_DELAY = 500;
const MOST_REDRAW = 16;
const MOST_BYTES = 1000;

const ROWS = [
	['verdicts passed', ({passes}) => passes],
	['not on the board in the end', ({lost}) => lost, ({lost}) => lost === 0],
	['verdict to row on the screen, p50', ({delays: [p50]}) => `${p50.toFixed(0)} ms`],
	[
		'the same, p95',
		({delays: [, p95]}) => `${p95.toFixed(0)} ms`,
		({delays: [, p95]}) => p95 < MOST_DELAY,
	],
	['verdicts whose row was on the screen', ({seen}) => seen],
	...SIZES.flatMap(([columns, rows], index) => [
		[
			`key to redraw at ${columns}x${rows}, p50`,
			({redraws}) => `${redraws[index].wall.toFixed(1)} ms`,
		],
		[
			'the same, time of a processor, p95',
			({redraws}) => `${redraws[index].processor.toFixed(1)} ms`,
			({redraws}) => redraws[index].processor < MOST_REDRAW,
		],
	]),
	['messages a learner and minute, at this speed', ({messages}) => messages.toFixed(1)],
	['bytes a learner and minute, at this speed', ({fast}) => fast.toFixed(0)],
	[
		'bytes a learner and minute, in a workshop',
		({bytes}) => bytes.toFixed(0),
		({bytes}) => bytes < MOST_BYTES,
	],
	["server's memory", ({memory: {server}}) => `${server.toFixed(0)} MB`],
	["board's memory", ({memory: {board}}) => `${board.toFixed(0)} MB`],
	['connections given up by the server as too slow', ({slow}) => slow, ({slow}) => slow === 0],
];

const work = mkdtempSync(join(tmpdir(), 'container-lessons-bench-'));
try {
	const programs = await buildPrograms(work);
	const results = [];
	for (const learners of sizes) {
		const say = (what) => process.stderr.write(`${what}\n`);
		results.push(await runRoom({learners, minutes, programs, say}));
	}
	const lines = ROWS.map(([what, value, holds = () => true]) => [
		what,
		...results.map((result) => `${value(result)}${holds(result) ? '' : ' MISSED'}`),
	]);
	const head = ['learners', ...sizes.map(String)];
	const cells = [head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...lines];
	process.stdout.write(`${cells.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n`);
	process.exitCode = lines.some((line) => line.some((cell) => cell.endsWith(' MISSED'))) ? 1 : 0;
} finally {
	rmSync(work, {recursive: true, force: true});
}
