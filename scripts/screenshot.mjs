// Runs the built program on a terminal, types a scenario, and saves what the terminal shows as PNG.
//
//   npm run screenshot -- --out docs/screenshot.png --size 120x36 \
//       --until 'lesson' --keys '\r' --until '\$ ' --keys 'uname -r\r'
//
// --until PATTERN  waits until the screen shows it        --keys TEXT  types it (\r \t \e \xNN)
// Both may be repeated and happen in the order given. --text prints the screen, too; what follows
// `--` is run in place of the program.
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {parseArgs} from 'node:util';
import {openEmulatedProgram} from './emulated-program.mjs';
import {findChromium, openCamera} from './screenshot/photograph.mjs';
import {renderPage} from './screenshot/render-page.mjs';

const PROGRAM = resolve(import.meta.dirname, '../bin/container-lessons.js');
const PATIENCE = 20_000;

const {values, tokens, positionals} = parseArgs({
	tokens: true,
	allowPositionals: true,
	options: {
		out: {type: 'string', default: 'docs/screenshot.png'},
		size: {type: 'string', default: '120x36'},
		until: {type: 'string', multiple: true},
		keys: {type: 'string', multiple: true},
		text: {type: 'boolean', default: false},
	},
});

const size = /^(\d+)x(\d+)$/.exec(values.size);
if (size === null) fail(`--size ${values.size} is not like 120x36.`);
const chromium = findChromium();
if (chromium === undefined) {
	fail('No chromium on PATH. Install it: apt-get install chromium fonts-dejavu');
}

const scratch = mkdtempSync(join(tmpdir(), 'container-lessons-screenshot-'));
const program = openEmulatedProgram(
	positionals.length > 0 ? positionals : [process.execPath, PROGRAM],
	{
		columns: Number(size[1]),
		rows: Number(size[2]),
		home: scratch,
	},
);
try {
	await program.until(/\S/, PATIENCE);
	for (const token of tokens) {
		if (token.kind !== 'option') continue;
		if (token.name === 'until') await program.until(new RegExp(token.value, 'm'), PATIENCE);
		if (token.name === 'keys') program.send(unescaped(token.value));
	}
	// The display is at rest when nothing has been drawn for a while.
	await program.quiet(400, PATIENCE);
	if (values.text) process.stdout.write(`${program.screen()}\n`);
	const page = join(scratch, 'page.html');
	const {html, width, height} = renderPage(program.terminal, program.isCursorHidden());
	writeFileSync(page, html);
	mkdirSync(dirname(resolve(values.out)), {recursive: true});
	const camera = await openCamera(chromium, join(scratch, 'chromium'));
	try {
		await camera.photograph(page, resolve(values.out), {width, height});
	} finally {
		await camera.close();
	}
	process.stdout.write(`${values.out}: ${width}x${height}\n`);
} catch (error) {
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 1;
} finally {
	await program.close();
	rmSync(scratch, {recursive: true, force: true, maxRetries: 5, retryDelay: 100});
}

function unescaped(text) {
	return text.replaceAll(/\\(r|n|t|e|\\|x[0-9a-f]{2})/gi, (_, code) => {
		const plain = {r: '\r', n: '\n', t: '\t', e: '\u001b', '\\': '\\'}[code];
		return plain ?? String.fromCharCode(Number.parseInt(code.slice(1), 16));
	});
}

function fail(sentence) {
	process.stderr.write(`${sentence}\n`);
	process.exit(1);
}
