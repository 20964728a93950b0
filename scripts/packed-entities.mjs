// Packs the names of HTML's characters, of which Markdown knows two thousand: 28 kB of an install, and read
// only where a course is not built yet.
import {brotliCompressSync} from 'node:zlib';
import {characterEntities} from 'character-entities';

/** A module that exports the same table, unpacked when it is loaded. */
export function packedEntities() {
	const packed = brotliCompressSync(JSON.stringify(characterEntities)).toString('base64');
	return [
		"import {brotliDecompressSync} from 'node:zlib';",
		`const packed = Buffer.from('${packed}', 'base64');`,
		'export const characterEntities = JSON.parse(brotliDecompressSync(packed).toString());',
	].join('\n');
}

/** The esbuild plugin. */
export const packEntities = {
	name: 'packed-entities',
	setup(setup) {
		setup.onLoad({filter: /[/\\]character-entities[/\\]index\.js$/}, () => ({
			contents: packedEntities(),
		}));
	},
};
