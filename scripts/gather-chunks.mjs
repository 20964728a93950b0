// Gathers what esbuild splits: of every set of entries that share code it makes a chunk, and most are tiny.
import {basename} from 'node:path';
import {rolldown} from 'rolldown';

/** What is imported, one after the other, until the first screen is drawn. */
const FIRST_SCREEN = [
	'src/cli/compose.ts',
	'src/cli/commands/start.ts',
	'src/content/read-course.door.ts',
	'src/progress/progress-file.door.ts',
	'src/ui/open-app.ts',
	'src/ui/text/theme.ts',
	'src/terminal/real-terminal.door.ts',
	'src/terminal/copy-text.door.ts',
];
/** What other commands, or other processes, load as well. */
const SHARED = [
	'src/cli/main.ts',
	'src/cli/parse-command-line.ts',
	'src/evidence/reader.door.ts',
	'src/inspect/inspector.door.ts',
];

/**
 * Writes esbuild's files to `dist` again, with what the first screen needs in two chunks instead of fifty: Node
 * takes about half a millisecond to find, read and link each.
 */
export async function gatherChunks({outputFiles, metafile}, dist) {
	const texts = new Map(outputFiles.map(({path, text}) => [basename(path), text]));
	const loadedWith = chunksOf(metafile);
	const shared = loadedWith(SHARED);
	const firstScreen = loadedWith(FIRST_SCREEN);
	const gathered = await rolldown({
		input: [...texts.keys()].filter((name) => !name.startsWith('chunk-')),
		platform: 'node',
		// esbuild has left out all that is not used.
		treeshake: false,
		plugins: [
			{
				name: 'what-esbuild-made',
				resolveId: (id) => (texts.has(basename(id)) ? basename(id) : undefined),
				load: (id) => texts.get(id),
			},
		],
	});
	await gathered.write({
		dir: dist,
		format: 'esm',
		minify: {compress: false, mangle: true, codegen: true},
		chunkFileNames: 'chunk-[hash].js',
		codeSplitting: {
			groups: [
				{name: 'shared', test: (id) => shared.has(id) && firstScreen.has(id), priority: 2},
				{name: 'first-screen', test: (id) => firstScreen.has(id), priority: 1},
			],
		},
	});
}

/** Returns what finds the chunks that are loaded with some modules; a dynamic import waits until it is called. */
function chunksOf({outputs}) {
	const byPath = new Map(Object.entries(outputs));
	const add = (path, found) => {
		if (found.has(basename(path))) return;
		found.add(basename(path));
		for (const {path: next, kind} of byPath.get(path)?.imports ?? []) {
			if (kind === 'import-statement') add(next, found);
		}
	};
	return (modules) => {
		const found = new Set();
		for (const module of modules) {
			const [path] = [...byPath].find(([, {entryPoint}]) => entryPoint === module) ?? [];
			if (path === undefined) throw new Error(`${module} is no longer imported by itself.`);
			add(path, found);
		}
		return found;
	};
}
