// Programs that save progress as fast as they can, and what becomes of it when they are killed or stopped.
import {execFileSync, spawn} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import process from 'node:process';
import {setTimeout as pause} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const SOURCE = fileURLToPath(new URL('saver.mjs', import.meta.url));

/** Bundles the saver; returns its path. */
export async function buildSaver(work) {
	const outfile = join(work, 'saver.mjs');
	await build({
		entryPoints: [SOURCE],
		outfile,
		bundle: true,
		platform: 'node',
		format: 'esm',
		logLevel: 'error',
		banner: {
			js: "import {createRequire as c} from 'node:module';const require=c(import.meta.url);",
		},
	});
	return outfile;
}

/** Starts one that saves `count` steps in `dir`; `said()` are those that it said were saved. */
function startSaver(saver, dir, name, count, ahead = 0) {
	const child = spawn(process.execPath, [saver, dir, name, String(count)], {
		env: {...process.env, AHEAD: String(ahead)},
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	let text = '';
	child.stdout.on('data', (chunk) => {
		text += chunk;
	});
	const ended = new Promise((resolve) => child.once('close', resolve));
	const said = () => text.split('\n').slice(0, -1);
	return {child, ended, said};
}

/** Those of the steps that are in no file. */
function missing(dir, steps) {
	const file = join(dir, 'progress.json');
	const stored = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).steps : {};
	return steps.filter((step) => stored[step] === undefined);
}

const newStore = (work) => mkdtempSync(join(work, 'store-'));

/** Two save, and are killed at moments of their own; a third comes after them. */
export async function killSavers({below, work, saver}) {
	const dir = newStore(work);
	const savers = ['a', 'b'].map((name) => startSaver(saver, dir, name, 1000));
	await Promise.all(
		savers.map(async ({child, ended, said}) => {
			// A start of node is no save.
			while (said().length === 0 && child.exitCode === null) await pause(5);
			await pause(below(400));
			child.kill('SIGKILL');
			await ended;
		}),
	);
	const last = startSaver(saver, dir, 'c', 3);
	await last.ended;
	return outcome(dir, [...savers, last]);
}

/** Four of them, one's clock an hour fast, one's a year slow. */
export async function saveAtOnce({work, saver}) {
	const dir = newStore(work);
	const clocks = [0, 0, 3_600_000, -31_536_000_000];
	const savers = clocks.map((ahead, index) => startSaver(saver, dir, `p${index}`, 25, ahead));
	await Promise.all(savers.map(({ended}) => ended));
	return outcome(dir, savers);
}

/** One is stopped at some moment; others save, and take its lock away if it holds it; then it goes on. */
export async function stopSaver({below, work, saver}) {
	const dir = newStore(work);
	const stopped = startSaver(saver, dir, 'stopped', 200);
	while (stopped.said().length === 0 && stopped.child.exitCode === null) await pause(5);
	await pause(below(100));
	stopped.child.kill('SIGSTOP');
	const others = ['x', 'y'].map((name) => startSaver(saver, dir, name, 5));
	await Promise.all(others.map(({ended}) => ended));
	stopped.child.kill('SIGCONT');
	await stopped.ended;
	return outcome(dir, [stopped, ...others]);
}

/** A disk of a few pages, which fills up while it saves; what was said to be saved then is there. */
export async function fillDisk({below, work, saver}) {
	const dir = newStore(work);
	const kib = 4 * (2 + below(14));
	const script = `mount -t tmpfs -o size=${kib}k tmpfs "$1" && mkdir "$1/store" &&
"$2" "$3" "$1/store" full 60 >"$4/said" && { cat "$1/store/progress.json" >"$4/progress.json" 2>/dev/null || echo '{"steps":{}}' >"$4/progress.json"; }`;
	const beside = newStore(work);
	const words = ['-Urm', 'sh', '-c', script, 'sh', dir, process.execPath, saver, beside];
	execFileSync('unshare', words, {stdio: ['ignore', 'ignore', 'inherit']});
	const steps = readFileSync(join(beside, 'said'), 'utf8').split('\n').slice(0, -1);
	const lost = missing(beside, steps);
	rmSync(dir, {recursive: true, force: true});
	return {saved: steps.length, lost};
}

function outcome(dir, savers) {
	const steps = savers.flatMap(({said}) => said());
	const lost = missing(dir, steps);
	rmSync(dir, {recursive: true, force: true});
	return {saved: steps.length, lost};
}
