// One room of some size, from `room open` to the last row on the board; returns what it cost.
import {execFileSync, spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {createInterface} from 'node:readline';
import {setTimeout as pause} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {quantile} from '../bench/measure.mjs';
import {bundleOptions} from '../bundle.mjs';
import {openWatchedBoard} from './watched-board.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = join(ROOT, 'bin/container-lessons.js');
const COURSE = join(ROOT, 'dist/course.json.br');
const SPEED = 10;
/** Signs of life and pings come every 20 s. */
const IDLE_SECONDS = 40;
export const SIZES = [
	[80, 24],
	[140, 40],
];

/** Bundles the programs that share the source of the product; returns their folder. */
export async function buildPrograms(work) {
	await build({
		...(await bundleOptions(ROOT)),
		entryPoints: ['learners-program', 'redraw-program'].map((name) =>
			fileURLToPath(new URL(`${name}.mjs`, import.meta.url)),
		),
		outdir: work,
		outExtension: {'.js': '.mjs'},
	});
	return work;
}

const freePort = () =>
	new Promise((resolve) => {
		const server = createServer().listen(0, '127.0.0.1', () => {
			const {port} = server.address();
			server.close(() => resolve(port));
		});
	});

async function startServer(configuration, monitor) {
	const child = spawn('nats-server', ['-c', configuration, '-m', String(monitor)], {
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	const exit = new Promise((resolve) => child.once('exit', resolve));
	let said = '';
	await new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', () => reject(new Error(said)));
		child.stderr.on('data', (bytes) => {
			said += bytes;
			if (said.includes('Server is ready')) resolve();
		});
	});
	return {
		pid: child.pid,
		async close() {
			child.kill();
			await exit;
		},
	};
}

/** The learners of a room in a process of their own. `ask` gets an answer of the kind of its first word. */
function startLearners(programs, codes, onPassed) {
	const program = join(programs, 'learners-program.mjs');
	const child = spawn(process.execPath, [program, COURSE, codes, String(SPEED)], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	const waiting = new Map();
	createInterface({input: child.stdout}).on('line', (line) => {
		const said = JSON.parse(line);
		if (said.kind === 'passed') onPassed(said);
		else waiting.get(said.kind)?.(said);
	});
	const exit = new Promise((resolve) => child.once('exit', resolve));
	const hear = (kind) =>
		new Promise((resolve, reject) => {
			waiting.set(kind, resolve);
			void exit.then(() => reject(new Error('The learners have ended.')));
		});
	return {
		joined: hear('joined'),
		ask: (words) => {
			child.stdin.write(`${words}\n`);
			return hear(words.split(' ')[0]);
		},
		async close() {
			child.stdin.end('end\n');
			await Promise.race([exit, pause(10_000)]);
			child.kill('SIGKILL');
			await exit;
		},
	};
}

const megabytes = (pid) =>
	Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

const run = (...args) => execFileSync(process.execPath, args, {encoding: 'utf8', maxBuffer: 1e9});

/** How many steps that passed stand nowhere in the room, from `room watch --once --json`. */
function lostIn(board, passed) {
	const {learners} = JSON.parse(run(PROGRAM, 'room', 'watch', board, '--once', '--json'));
	const kept = new Map(learners.map((learner) => [learner.seat, learner.passed]));
	return passed.reduce((sum, count, index) => sum + count - (kept.get(index + 1) ?? 0), 0);
}

/** Runs a room; `programs` is what `buildPrograms` returned. */
export async function runRoom({learners: count, minutes, programs, say}) {
	const folder = mkdtempSync(join(tmpdir(), 'container-lessons-bench-room-'));
	const [port, monitor] = [await freePort(), await freePort()];
	const room = join(folder, 'room');
	const options = ['--seats', count, '--port', port, '--folder', room].map(String);
	const [board] = /board-\S+/.exec(run(PROGRAM, 'room', 'open', 'bench', ...options)) ?? [];
	const closers = [];
	try {
		const server = await startServer(join(room, 'server.conf'), monitor);
		closers.push(server.close);
		const watched = openWatchedBoard(PROGRAM, board, folder);
		closers.push(watched.close);
		const passes = [];
		const learners = startLearners(programs, join(room, 'codes.txt'), (each) => passes.push(each));
		closers.push(learners.close);
		await learners.joined;
		await watched.showLearners(count);
		say(`${count} have joined`);
		const idle = await learners.ask(`idle ${IDLE_SECONDS}`);
		const traffic = async () => (await fetch(`http://127.0.0.1:${monitor}/varz`)).json();
		const before = await traffic();
		const walk = await learners.ask(`walk ${minutes * 60}`);
		const after = await traffic();
		// The last verdicts are on their way.
		await pause(3000);
		const shown = passes.filter(({seat}) => watched.isShown(seat));
		const delays = shown.map(
			({seat, count: nth, at}) => (watched.seen.get(`${seat} ${nth}`) ?? Infinity) - at,
		);
		const aMinute = ({bytes, milliseconds}) => (bytes / count / milliseconds) * 60_000;
		const messages = after.in_msgs + after.out_msgs - before.in_msgs - before.out_msgs;
		const memory = {server: megabytes(server.pid), board: megabytes(watched.pid)};
		await watched.close();
		const redraws = SIZES.map(([columns, rows]) =>
			JSON.parse(
				run(join(programs, 'redraw-program.mjs'), COURSE, board, String(columns), String(rows)),
			),
		);
		return {
			learners: count,
			passes: passes.length,
			lost: lostIn(board, walk.passed),
			seen: delays.length,
			delays: [quantile(delays, 0.5), quantile(delays, 0.95)],
			redraws: redraws.map((times) => ({
				wall: quantile(
					times.map(({wall}) => wall),
					0.5,
				),
				processor: quantile(
					times.map(({processor}) => processor),
					0.95,
				),
			})),
			messages: (messages / count / walk.milliseconds) * 60_000,
			fast: aMinute(walk),
			// Rows come ten times slower in a workshop; signs of life do not.
			bytes: aMinute(idle) + (aMinute(walk) - aMinute(idle)) / SPEED,
			memory,
			slow: after.slow_consumers,
		};
	} finally {
		for (const close of closers.reverse()) await close();
		rmSync(folder, {recursive: true, force: true});
	}
}
