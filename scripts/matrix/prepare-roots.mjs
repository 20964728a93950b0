// The roots of the matrix: built once a suite, then found in the cache.
import {spawn} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {homedir} from 'node:os';
import {delimiter, join} from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';

const BUILD = fileURLToPath(new URL('build-root.sh', import.meta.url));
/** A mirror that hangs must not hold up what needs no network. */
const BUILD_SECONDS = 600;

/** What the gate needs of this machine, and the Debian package that has it. */
const TOOLS = {debootstrap: 'debootstrap', unshare: 'util-linux', setpriv: 'util-linux'};

const PATH = [process.env['PATH'], '/usr/sbin', '/sbin'].join(delimiter);
export const toolEnvironment = {...process.env, PATH};
export const hasTool = (tool) =>
	PATH.split(delimiter).some((folder) => existsSync(join(folder, tool)));

/** One sentence with the cure, or undefined. */
export function whatIsMissing() {
	if (process.getuid() !== 0)
		return 'This test makes hosts out of namespaces and needs root: sudo npm run test:matrix';
	const missing = Object.keys(TOOLS).filter((tool) => !hasTool(tool));
	if (missing.length === 0) return undefined;
	const packages = [...new Set(missing.map((tool) => TOOLS[tool]))].join(' ');
	return `This test needs ${missing.join(', ')}: apt-get install --no-install-recommends ${packages}`;
}

/** Outside the checkout, by what the roots are made of: another recipe or node is another root. */
export function cacheFolder() {
	const recipe = createHash('sha256')
		.update(readFileSync(BUILD))
		.update(process.version)
		.digest('hex')
		.slice(0, 12);
	const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
	return join(cache, 'container-lessons-matrix', recipe);
}

/**
 * Makes the roots of a suite. Resolves to their folder, which then holds full, slim, relocated and nodes; rejects
 * with why not, such as a mirror that has the suite no more.
 */
export async function prepareRoots(suite, {say, signal}) {
	const folder = join(cacheFolder(), suite);
	const done = join(cacheFolder(), `${suite}.done`);
	if (existsSync(done)) return folder;
	say(`building the roots of ${suite} in ${folder}`);
	mkdirSync(cacheFolder(), {recursive: true});
	const args = [
		...['--mount', '--propagation', 'private', '--pid', '--fork', '--kill-child', '--mount-proc'],
		...['nice', 'sh', BUILD, folder, suite, process.execPath],
	];
	const {code, stderr} = await run('unshare', args, BUILD_SECONDS, signal);
	if (code !== 0) throw new Error(stderr.trim().split('\n').slice(-3).join('; '));
	writeFileSync(done, '');
	return folder;
}

function run(command, args, seconds, signal) {
	const child = spawn(command, args, {
		env: toolEnvironment,
		stdio: ['ignore', 'ignore', 'pipe'],
		timeout: seconds * 1000,
		killSignal: 'SIGKILL',
		signal,
	});
	let stderr = '';
	child.stderr.on('data', (chunk) => {
		stderr += chunk;
	});
	return new Promise((resolve) => {
		child.once('error', (error) => resolve({code: 1, stderr: error.message}));
		child.once('close', (code) => resolve({code: code ?? 1, stderr: stderr || 'it took too long'}));
	});
}
