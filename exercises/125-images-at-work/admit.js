#!/usr/bin/env node
// admit TAG: starts the image that TAG names in ~/depot, if the release has signed it and all its bytes are there.
//
// The signature is ECDSA over a file that names a digest. By hand, with openssl(1):
//   openssl dgst -sha256 -verify ~/release.pub -signature FILE.sig FILE.json
import {spawn, spawnSync} from 'node:child_process';
import {createHash, verify} from 'node:crypto';
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

const HOME = process.env.HOME;
const DEPOT = join(HOME, 'depot');

const refuse = (why) => {
	throw new Error(why);
};

/** The bytes of a digest, if these are its bytes. */
function blobOf(digest) {
	const path = join(DEPOT, 'blobs', digest.replace(':', '/'));
	if (!existsSync(path)) refuse(`there is no blob ${digest}`);
	const bytes = readFileSync(path);
	const found = createHash('sha256').update(bytes).digest('hex');
	return digest === `sha256:${found}` ? bytes : refuse(`the bytes of a blob are not ${digest}`);
}

const jsonOf = (bytes, what) => {
	try {
		return JSON.parse(bytes.toString());
	} catch {
		return refuse(`${what} is no JSON`);
	}
};

function digestOf(tag) {
	const {manifests} = jsonOf(readFileSync(join(DEPOT, 'index.json')), 'index.json');
	const named = manifests?.filter(
		({annotations}) => annotations?.['org.opencontainers.image.ref.name'] === tag,
	);
	return named?.length === 1 ? named[0].digest : refuse('index.json does not name it once');
}

/** Whether the release has signed a digest. Nothing in here asks for which name, or when. */
function checkSignature(digest) {
	const base = join(DEPOT, 'signatures', digest.replace(':', '-'));
	if (!existsSync(`${base}.json`) || !existsSync(`${base}.sig`)) {
		refuse(`nobody has signed what it names, ${digest}`);
	}
	const claim = readFileSync(`${base}.json`);
	const key = readFileSync(join(HOME, 'release.pub'));
	if (!verify('sha256', claim, key, readFileSync(`${base}.sig`))) {
		refuse(`the signature for ${digest} is not by release.pub`);
	}
	const signed = jsonOf(claim, 'what was signed')?.critical?.image?.['docker-manifest-digest'];
	if (signed !== digest) refuse(`what was signed is another digest, ${signed}`);
}

/** Until a shell has a child that is neither a shell nor a script, or for five seconds. */
function waitForProgram(shell) {
	const pause = new Int32Array(new SharedArrayBuffer(4));
	const runs = (pid) => {
		try {
			const [, name, parent] = /\((.*)\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'));
			return Number(parent) === shell && name !== 'sh' && name !== 'serve';
		} catch {
			return false;
		}
	};
	for (let waits = 0; waits < 100; waits++) {
		if (readdirSync('/proc').some((entry) => /^\d+$/.test(entry) && runs(entry))) return;
		Atomics.wait(pause, 0, 0, 50);
	}
}

function start(tag, layers) {
	const root = join(HOME, 'run', tag, 'root');
	rmSync(root, {recursive: true, force: true});
	mkdirSync(root, {recursive: true});
	for (const layer of layers) {
		spawnSync('tar', ['-x', '-C', root, '-f', '-'], {input: layer});
	}
	// A shell stays its parent, and says in its arguments what it is.
	const script = '"$2" < /dev/null & wait';
	const child = spawn('/bin/sh', ['-c', script, 'admitted', tag, join(root, 'app', 'serve')], {
		detached: true,
		stdio: 'ignore',
	});
	child.unref();
	waitForProgram(child.pid);
	writeFileSync(join(HOME, 'run', tag, 'pid'), `${child.pid}\n`);
}

function stop(tag) {
	try {
		process.kill(-Number(readFileSync(join(HOME, 'run', tag, 'pid'), 'utf8')), 'SIGKILL');
	} catch {
		// It has not run, or has ended.
	}
}

function admit(tag) {
	const digest = digestOf(tag);
	const manifest = jsonOf(blobOf(digest), digest);
	checkSignature(digest);
	blobOf(manifest.config.digest);
	start(
		tag,
		manifest.layers.map((layer) => blobOf(layer.digest)),
	);
	return `runs, from ${digest}`;
}

const [tag] = process.argv.slice(2);
if (!/^[a-z]+$/.test(tag ?? '')) {
	console.error('usage: admit TAG');
	process.exit(2);
}
const folder = join(HOME, 'run', tag);
mkdirSync(folder, {recursive: true});
stop(tag);
let said;
try {
	said = admit(tag);
} catch ({message}) {
	said = `refused: ${message}`;
	process.exitCode = 1;
}
// What it has said last of a tag is kept beside it.
writeFileSync(join(folder, 'said'), `${said}\n`);
console.log(`admit: ${tag} ${said}`);
