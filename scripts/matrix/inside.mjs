// What runs in a host of the matrix: asks doctor, then plays steps; prints both as one line of JSON.
//
//   node inside.mjs SEED SECONDS
import {spawnSync} from 'node:child_process';
import process from 'node:process';
import {fileURLToPath} from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

function run(args, seconds) {
	const {status, signal, stdout, stderr} = spawnSync(process.execPath, args, {
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'pipe'],
		timeout: seconds * 1000,
		maxBuffer: 64 * 1024 * 1024,
	});
	try {
		return {status, ...JSON.parse(stdout)};
	} catch {
		const said = `${stdout}\n${stderr}`.trim().slice(-1000);
		return {status, broken: `ended with ${signal ?? status}, and said: ${said}`};
	}
}

const [seed = '', seconds = '300'] = process.argv.slice(2);
const doctor = run([here('bin/container-lessons.js'), 'doctor', '--json', '--wait', '60'], 120);
const played = run([here('dist/play-steps.js'), seed, seconds], Number(seconds) + 240);
process.stdout.write(`@@matrix ${JSON.stringify({doctor, played})}\n`);
