// Loads what the program knows of its content. Node 20 reads no TypeScript, so it is bundled in memory.
import {build} from 'esbuild';

const EXPORTS = [
	"export * as z from 'zod';",
	"export {lessonSchema} from './src/content/lesson-schema.ts';",
	"export * from './src/content/exercise-schema.ts';",
	"export {checkSchema} from './src/checks/judge.ts';",
	"export {FACT_NAMES} from './src/domain/fact.ts';",
	"export {NEEDS} from './src/domain/exercise.ts';",
	"export {SCRIPT_WORDS} from './src/domain/script.ts';",
];

/** The schemas of content files, and the words that stand in them. */
export async function loadContent(root) {
	const {outputFiles} = await build({
		absWorkingDir: root,
		stdin: {contents: EXPORTS.join('\n'), resolveDir: root},
		bundle: true,
		write: false,
		format: 'esm',
		platform: 'node',
	});
	const [bundle] = outputFiles;
	return import(`data:text/javascript;base64,${Buffer.from(bundle.contents).toString('base64')}`);
}
