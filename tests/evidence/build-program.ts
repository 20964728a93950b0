import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import {build} from 'esbuild';

const built = new Map<string, Promise<string>>();

/** A program as plain JavaScript, made of the sources as they are now; `entry` is seen from this folder. */
export function buildProgram(entry: string): Promise<string> {
	const made = built.get(entry) ?? buildNow(entry);
	built.set(entry, made);
	return made;
}

/** What `createReader` starts. */
export const buildReader = (): Promise<string> => buildProgram('../../src/evidence/reader.door.ts');

async function buildNow(entry: string): Promise<string> {
	const directory = mkdtempSync(join(tmpdir(), 'container-lessons-test-'));
	process.once('exit', () => rmSync(directory, {recursive: true}));
	const outfile = join(directory, `${basename(entry, '.ts')}.mjs`);
	await build({
		entryPoints: [join(import.meta.dirname, entry)],
		bundle: true,
		platform: 'node',
		format: 'esm',
		outfile,
		logLevel: 'error',
	});
	return outfile;
}
