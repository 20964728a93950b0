// Bundles src/ and every package it uses into ES modules that share their chunks.
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {build} from 'esbuild';
import {gatherChunks} from './gather-chunks.mjs';
import {lighterPackages} from './lighter-packages.mjs';
import {packEntities} from './packed-entities.mjs';
import {quickInk} from './quick-ink.mjs';
import {quickStringWidth} from './quick-string-width.mjs';
import {quickYoga} from './quick-yoga.mjs';

/**
 * Modules that are named by what we use but never reached by how we use it.
 *
 * - ink's devtools, and the package they ask for: only when DEV is true.
 * - ajv, ajv-formats: conf validates with them only when it is given a schema, which it never is.
 * - semver: conf compares versions with it only when it is given migrations; ours are our own.
 */
const NEVER_REACHED =
	/^(react-devtools-core|ajv\/dist\/2020\.js|ajv-formats|semver|\.\/devtools\.js)$/;

const leaveOut = {
	name: 'leave-out',
	setup(setup) {
		setup.onResolve({filter: NEVER_REACHED}, ({path, importer}) =>
			importer.includes('/node_modules/') ? {path, namespace: 'left-out'} : undefined,
		);
		setup.onLoad({filter: /.*/, namespace: 'left-out'}, () => ({
			contents: 'export default {}; export const Ajv2020 = undefined;',
		}));
	},
};

/**
 * Ink does not tell bundlers that its modules do nothing by being loaded. None of them does, so what drives a
 * terminal goes, which renderToString never reaches: keys, cursor, signals, the screen that shows an error.
 */
const onlyWhatInkDraws = {
	name: 'only-what-ink-draws',
	setup(setup) {
		setup.onResolve({filter: /^[.]{1,2}[/]/}, async ({path, pluginData, ...from}) => {
			if (pluginData === 'resolved' || !/node_modules[/\\]ink[/\\]/.test(from.importer)) return;
			const found = await setup.resolve(path, {...from, pluginData: 'resolved'});
			return {...found, sideEffects: false};
		});
	},
};

/** How the source becomes what runs, also where a benchmark bundles a program of its own with it. */
export async function bundleOptions(root) {
	const {version} = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
	return {
		absWorkingDir: root,
		bundle: true,
		splitting: true,
		format: 'esm',
		platform: 'node',
		target: 'node20.19',
		jsx: 'automatic',
		minify: true,
		charset: 'utf8',
		legalComments: 'none',
		chunkNames: 'chunk-[hash]',
		logLevel: 'warning',
		define: {
			PROGRAM_VERSION: JSON.stringify(version),
			'process.env.NODE_ENV': '"production"',
			'process.env.DEV': '"false"',
		},
		// CommonJS packages in an ES bundle still ask for Node's own modules through require.
		banner: {
			js: "import {createRequire as __createRequire} from 'node:module';const require=__createRequire(import.meta.url);",
		},
		plugins: [
			leaveOut,
			lighterPackages(root),
			onlyWhatInkDraws,
			packEntities,
			quickStringWidth(root),
			quickYoga,
			quickInk,
		],
	};
}

/**
 * Writes the bundle to `dist`: main.js for bin/, reader.js and inspector.js for the processes that it starts, the two
 * others for the build itself.
 * Returns esbuild's metafile.
 */
export async function bundle(root, dist) {
	const built = await build({
		...(await bundleOptions(root)),
		entryPoints: [
			{in: join(root, 'src/cli/main.ts'), out: 'main'},
			{in: join(root, 'src/evidence/reader.door.ts'), out: 'reader'},
			{in: join(root, 'src/inspect/inspector.door.ts'), out: 'inspector'},
			{in: join(root, 'src/content/read-course.door.ts'), out: 'course-reader'},
			{in: join(root, 'src/content/problem.ts'), out: 'explain-problems'},
		],
		outdir: dist,
		write: false,
		metafile: true,
	});
	await gatherChunks(built, dist);
	return built.metafile;
}
