// Writes schema/*.json and the reference of docs/writing-lessons.md. Tests fail when they are not what this
// would write.
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {GUIDE, withReference} from './content-reference.mjs';
import {contentSchemas} from './content-schemas.mjs';
import {loadContent} from './load-content.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const content = await loadContent(root);
await mkdir(join(root, 'schema'), {recursive: true});
const files = {
	...contentSchemas(content),
	[GUIDE]: withReference(await readFile(join(root, GUIDE), 'utf8'), content),
};
for (const [file, text] of Object.entries(files)) {
	await writeFile(join(root, file), text);
	process.stdout.write(`${file}\n`);
}
