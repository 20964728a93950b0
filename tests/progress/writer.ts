import {execFileSync, spawn} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {buildSync} from 'esbuild';
import {stepRecord} from './records.js';

/**
 * A program of its own that opens the store in argv[2], or the person's where that is empty, and saves the
 * steps argv[3…]; what could not be saved is tried again at the end. Its clock is AHEAD milliseconds fast. In the midst of its last save it sends itself SIGNAL.
 */
const WRITER = `
import {openProgress} from '${join(process.cwd(), 'src/progress/progress-file.door.ts')}';
const [dir, ...keys] = process.argv.slice(2);
const {AHEAD = 0, SIGNAL} = process.env;
const now = Date.now;
Date.now = () => now() + Number(AHEAD);
const progress = openProgress(dir === '' ? {} : {dir});
for (const key of keys) {
	let isFirst = true;
	progress.update((before) => {
		if (SIGNAL !== undefined && key === keys.at(-1) && isFirst) {
			isFirst = false;
			process.kill(process.pid, SIGNAL);
			// A stop is noticed by a process only when it next enters the kernel.
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
		}
		return {...before, steps: {...before.steps, [key]: ${JSON.stringify(stepRecord())}}};
	});
}
for (let tries = 0; !progress.isSaved && tries < 20; tries++) progress.update((same) => same);
process.stdout.write(JSON.stringify({
	warning: progress.warning ?? null,
	isSaved: progress.isSaved,
	steps: Object.keys(progress.read().steps),
}));
`;

/** What a writer says when it has ended. */
export interface Written {
	readonly warning: string | null;
	readonly isSaved: boolean;
	readonly steps: readonly string[];
}

/** Bundles the writer into a file. */
export function buildWriter(file: string): void {
	buildSync({
		stdin: {contents: WRITER, resolveDir: process.cwd(), loader: 'ts'},
		outfile: file,
		bundle: true,
		platform: 'node',
		format: 'esm',
		banner: {
			js: "import {createRequire as c} from 'node:module'; const require = c(import.meta.url);",
		},
		logLevel: 'error',
	});
}

type Environment = Readonly<Record<string, string | undefined>>;

export const runWriter = (
	writer: string,
	dir: string,
	keys: readonly string[],
	env: Environment = {},
): Written =>
	JSON.parse(
		execFileSync(process.execPath, [writer, dir, ...keys], {
			env: {...process.env, ...env},
			encoding: 'utf8',
		}),
	);

export const startWriter = (
	writer: string,
	dir: string,
	keys: readonly string[],
	env: Environment = {},
) =>
	spawn(process.execPath, [writer, dir, ...keys], {env: {...process.env, ...env}, stdio: 'ignore'});

/** The keys of the steps that are stored in a folder. */
export const stepsIn = (dir: string): readonly string[] =>
	Object.keys(JSON.parse(readFileSync(join(dir, 'progress.json'), 'utf8')).steps);
