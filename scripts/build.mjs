// Builds dist/: the bundled program, the compiled course, and the licences of what is bundled.
import {rename, rm, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {brotliCompressSync} from 'node:zlib';
import {bundle} from './bundle.mjs';
import {BUDGET_BYTES, installedBytes} from './install-size.mjs';
import {licencesOf} from './licences.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const next = join(root, `dist.${process.pid}`);

/** Reads lessons/ and exercises/ with the program's own reader, so that start-up parses neither YAML nor Markdown. */
async function compileCourse() {
	const {readCourseSource} = await import(join(next, 'course-reader.js'));
	const {explainProblems} = await import(join(next, 'explain-problems.js'));
	const {course, problems} = await readCourseSource(root);
	if (problems.length > 0) {
		process.stderr.write(`${explainProblems(problems)}\n`);
	}
	// A fifth of the bytes, and a millisecond to unpack.
	await writeFile(join(next, 'course.json.br'), brotliCompressSync(JSON.stringify(course)));
	return problems.length === 0;
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

/** Fills `next` and puts it in the place of dist/, so that a build that fails leaves the last good one. */
async function build() {
	const metafile = await bundle(root, next);
	await writeFile(join(next, 'THIRD-PARTY-LICENSES.txt'), await licencesOf(root, metafile));
	const courseIsSound = await compileCourse();
	await rm(dist, {recursive: true, force: true});
	await rename(next, dist);
	return {metafile, courseIsSound};
}

const {metafile, courseIsSound} = await build().finally(() =>
	rm(next, {recursive: true, force: true}),
);
const bytes = await installedBytes(root);
process.stdout.write(
	`dist/ is built; an install takes ${(bytes / 1e6).toFixed(2)} of ${BUDGET_BYTES / 1e6} MB.\n`,
);
if (bytes > BUDGET_BYTES) {
	process.stderr.write(`That is over the budget. The heaviest are ${heaviest(metafile)}.\n`);
}
if (!courseIsSound) process.exitCode = 1;
