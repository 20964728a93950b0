// The packed program as an install would lay it out, with the player of steps beside it.
import {execFileSync} from 'node:child_process';
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {packTarball} from '../made-machines.mjs';

const PLAYER = fileURLToPath(new URL('play-steps.mjs', import.meta.url));
const INSIDE = fileURLToPath(new URL('inside.mjs', import.meta.url));

/** Returns its folder. What is played with is the same source as the program's own. */
export async function prepareProgram(work) {
	const run = (command, ...args) =>
		execFileSync(command, args, {encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit']});
	const folder = join(work, 'program');
	mkdirSync(folder);
	run('tar', '-xzf', packTarball(work), '-C', folder, '--strip-components=1');
	run('cp', INSIDE, join(folder, 'inside.mjs'));
	run('chmod', '-R', 'a+rX', folder);
	await build({
		entryPoints: [{in: PLAYER, out: 'play-steps'}],
		// It looks for the course and for the reader where the program does.
		outdir: join(folder, 'dist'),
		bundle: true,
		splitting: true,
		format: 'esm',
		platform: 'node',
		target: 'node20.19',
		chunkNames: 'player-[hash]',
		logLevel: 'error',
		banner: {
			js: "import {createRequire as __createRequire} from 'node:module';const require=__createRequire(import.meta.url);",
		},
	});
	run('chmod', '-R', 'a+rX', folder);
	return folder;
}
