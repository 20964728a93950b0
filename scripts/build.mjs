// Builds dist/: the bundled program, the compiled course, and the licences of what is bundled.
import {readdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {brotliCompressSync} from 'node:zlib';
import {bundle} from './bundle.mjs';
import {licencesOf} from './licences.mjs';

/** What an install may weigh, unpacked. */
const BUDGET_BYTES = 1_500_000;

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');

/** Reads lessons/ and exercises/ with the program's own reader, so that start-up parses neither YAML nor Markdown. */
async function compileCourse() {
	const {readCourseSource} = await import(join(dist, 'course-reader.js'));
	const {explainProblems} = await import(join(dist, 'explain-problems.js'));
	const {course, problems} = await readCourseSource(root);
	if (problems.length > 0) {
		process.stderr.write(`${explainProblems(problems)}\n`);
	}
	// A fifth of the bytes, and a millisecond to unpack.
	await writeFile(join(dist, 'course.json.br'), brotliCompressSync(JSON.stringify(course)));
	return problems.length === 0;
}

async function bytesBelow(path) {
	const found = await stat(path).catch(() => undefined);
	if (found === undefined) return 0;
	if (!found.isDirectory()) return found.size;
	const names = await readdir(path);
	const sizes = await Promise.all(names.map((name) => bytesBelow(join(path, name))));
	return sizes.reduce((sum, size) => sum + size, 0);
}

async function installedBytes() {
	const {files} = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
	const sizes = await Promise.all(
		['package.json', ...files].map((name) => bytesBelow(join(root, name))),
	);
	return sizes.reduce((sum, size) => sum + size, 0);
}

/** The packages that take most of the bundle, in kB. */
function heaviest({outputs}) {
	const bytes = {};
	for (const [input, part] of Object.values(outputs).flatMap(({inputs}) =>
		Object.entries(inputs),
	)) {
		const name = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? 'src';
		bytes[name] = (bytes[name] ?? 0) + part.bytesInOutput;
	}
	const sorted = Object.entries(bytes).sort(([, a], [, b]) => b - a);
	return sorted
		.slice(0, 6)
		.map(([name, size]) => `${name} ${Math.round(size / 1000)}`)
		.join(', ');
}

await rm(dist, {recursive: true, force: true});
const metafile = await bundle(root, dist);
await writeFile(join(dist, 'THIRD-PARTY-LICENSES.txt'), await licencesOf(root, metafile));
const courseIsSound = await compileCourse();
const bytes = await installedBytes();
process.stdout.write(
	`dist/ is built; an install takes ${(bytes / 1e6).toFixed(2)} of ${BUDGET_BYTES / 1e6} MB.\n`,
);
if (bytes > BUDGET_BYTES) {
	process.stderr.write(`That is over the budget. The heaviest are ${heaviest(metafile)}.\n`);
}
if (bytes > BUDGET_BYTES || !courseIsSound) process.exitCode = 1;
