// What the tests on made machines share: administrators' tools, the packed program, and where what is built is kept.
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, readFileSync} from 'node:fs';
import {homedir} from 'node:os';
import {delimiter, join} from 'node:path';
import process from 'node:process';

/** administrators' tools are not in everybody's PATH. */
export const PATH = [process.env['PATH'], '/usr/sbin', '/sbin'].join(delimiter);
export const toolEnvironment = {...process.env, PATH};
export const hasTool = (tool) =>
	PATH.split(delimiter).some((folder) => existsSync(join(folder, tool)));

/** What is not here of tools and their Debian packages: both as words, or undefined. */
export function missingOf(packageOf) {
	const missing = Object.keys(packageOf).filter((tool) => !hasTool(tool));
	if (missing.length === 0) return undefined;
	return {
		tools: missing.join(', '),
		packages: [...new Set(missing.map((tool) => packageOf[tool]))].join(' '),
	};
}

/** Outside the checkout, by what is built there: another recipe or node is another folder. */
export function cacheFolder(name, recipe) {
	const made = createHash('sha256')
		.update(readFileSync(recipe))
		.update(process.version)
		.digest('hex')
		.slice(0, 12);
	const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
	return join(cache, name, made);
}

/** Packs the program as a release would, into a folder. Returns the path of the tarball. */
export function packTarball(folder) {
	const printed = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], {
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	return join(folder, printed.trim().split('\n').at(-1));
}
