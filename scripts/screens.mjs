// Draws every screen as PNG: the built program is led through all of them in windows of 80x24 and 140x40, on dark and
// on light terminals (tests/e2e/screens), and what it shows is photographed.
//
//   npm run screens -- FOLDER            npm run screens -- FOLDER -t '80 x 24'
//
// What follows the folder is vitest's: -t takes some of them, -u keeps what is seen as what is to be seen.
import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {findChromium, openCamera} from './screenshot/photograph.mjs';

const [folder, ...others] = process.argv.slice(2);
if (folder === undefined) fail('Which folder shall they be put in? npm run screens -- FOLDER');
const chromium = findChromium();
if (chromium === undefined) {
	fail('No chromium on PATH. Install it: apt-get install chromium fonts-dejavu');
}

const into = resolve(folder);
mkdirSync(into, {recursive: true});
const {status} = spawnSync('npx', ['vitest', 'run', 'tests/e2e/screens.test.ts', ...others], {
	stdio: 'inherit',
	env: {...process.env, SCREENS_FOLDER: into},
});
process.exitCode = status ?? 1;

const profile = mkdtempSync(join(tmpdir(), 'container-lessons-chromium-'));
const camera = await openCamera(chromium, profile);
try {
	for (const page of readdirSync(into)) {
		const [, name, width, height] = /^(.*)\.(\d+)x(\d+)\.html$/.exec(page) ?? [];
		if (name === undefined) continue;
		const size = {width: Number(width), height: Number(height)};
		await camera.photograph(join(into, page), join(into, `${name}.png`), size);
		rmSync(join(into, page));
	}
} finally {
	await camera.close();
	rmSync(profile, {recursive: true, force: true, maxRetries: 5, retryDelay: 100});
}

function fail(sentence) {
	process.stderr.write(`${sentence}\n`);
	process.exit(1);
}
