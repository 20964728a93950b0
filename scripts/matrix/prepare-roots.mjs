// The roots of the matrix: built once a suite, then found in the cache.
import {spawn} from 'node:child_process';
import {existsSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {cacheFolder, missingOf, toolEnvironment} from '../made-machines.mjs';

const BUILD = fileURLToPath(new URL('build-root.sh', import.meta.url));
/** A mirror that hangs must not hold up what needs no network. */
const BUILD_SECONDS = 600;

/** What the gate needs of this machine, and the Debian package that has it. */
const TOOLS = {debootstrap: 'debootstrap', unshare: 'util-linux', setpriv: 'util-linux'};

/** One sentence with the cure, or undefined. */
export function whatIsMissing() {
	if (process.getuid() !== 0)
		return 'This test makes hosts out of namespaces and needs root: sudo npm run test:matrix';
	const missing = missingOf(TOOLS);
	return (
		missing &&
		`This test needs ${missing.tools}: apt-get install --no-install-recommends ${missing.packages}`
	);
}

/** Where the roots are, each suite in a folder of its own. */
export const rootsFolder = () => cacheFolder('container-lessons-matrix', BUILD);

/**
 * Makes the roots of a suite. Resolves to their folder, which then holds full, slim, relocated and nodes; rejects
 * with why not, such as a mirror that has the suite no more.
 */
export async function prepareRoots(suite, {say, signal}) {
	const folder = join(rootsFolder(), suite);
	const done = join(rootsFolder(), `${suite}.done`);
	if (existsSync(done)) return folder;
	say(`building the roots of ${suite} in ${folder}`);
	mkdirSync(rootsFolder(), {recursive: true});
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
