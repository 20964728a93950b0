// Writes schema/*.json. A test fails when they are not what this would write.
import {mkdir, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {contentSchemas} from './content-schemas.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Node 20 reads no TypeScript, so the schemas are bundled in memory and loaded from there. */
async function loadSchemas() {
	const {outputFiles} = await build({
		absWorkingDir: root,
		stdin: {
			contents: [
				"export * as z from 'zod';",
				"export {lessonSchema} from './src/content/lesson-schema.ts';",
				"export {exerciseFileSchemaWith, stepSchemaWith} from './src/content/exercise-schema.ts';",
				"export {checkSchema} from './src/checks/judge.ts';",
			].join('\n'),
			resolveDir: root,
		},
		bundle: true,
		write: false,
		format: 'esm',
		platform: 'node',
	});
	const [bundle] = outputFiles;
	return import(`data:text/javascript;base64,${Buffer.from(bundle.contents).toString('base64')}`);
}

await mkdir(join(root, 'schema'), {recursive: true});
for (const [file, text] of Object.entries(contentSchemas(await loadSchemas()))) {
	await writeFile(join(root, file), text);
	process.stdout.write(`${file}\n`);
}
