#!/usr/bin/env node
// Lays out images for two steps of this lesson, in the OCI format. Layers are tar files that are not compressed.
//
//   make-store platforms STORE TAG OLDER PLATFORM START TWIN STALE
//     two tags, each an index of two platforms. The digest of the top layer of TAG begins with START for PLATFORM and
//     with TWIN for the other one; that of OLDER for PLATFORM begins with STALE.
//   make-store signed DEPOT ONE TWO RUN-ONE RUN-TWO OTHER-ONE OTHER-TWO one|two
//     two tags, signed; then the one is moved, and of the other a blob is altered. Copies are in ~/attic.
//
// Formats: specs.opencontainers.org/image-spec (image-layout, image-index, manifest, config), ustar in tar(5).
import {createHash, generateKeyPairSync, randomInt, sign} from 'node:crypto';
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

const TYPE = 'application/vnd.oci.image';
const BLOCK = 512;
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const octal = (number, digits) => number.toString(8).padStart(digits, '0');

function tarOf(path, text, mode = 0o644) {
	const header = Buffer.alloc(BLOCK);
	const content = Buffer.from(text);
	header.write(path, 0);
	header.write(octal(mode, 7), 100);
	for (const offset of [108, 116]) header.write(octal(0, 7), offset);
	header.write(octal(content.length, 11), 124);
	header.write(octal(0, 11), 136);
	header.write(' '.repeat(8), 148);
	header.write('0', 156);
	header.write('ustar\u000000', 257);
	const sum = header.reduce((total, byte) => total + byte, 0);
	header.write(`${octal(sum, 6)}\u0000 `, 148);
	const rest = (BLOCK - (content.length % BLOCK)) % BLOCK;
	return Buffer.concat([header, content, Buffer.alloc(rest + 2 * BLOCK)]);
}

/** A store of blobs: `put` gives the descriptor that points at what was stored. */
function createStore(folder) {
	const blobs = join(folder, 'blobs', 'sha256');
	mkdirSync(blobs, {recursive: true});
	writeFileSync(join(folder, 'oci-layout'), '{"imageLayoutVersion": "1.0.0"}\n');
	const put = (kind, bytes) => {
		writeFileSync(join(blobs, sha256(bytes)), bytes);
		return {mediaType: `${TYPE}.${kind}`, digest: `sha256:${sha256(bytes)}`, size: bytes.length};
	};
	const putJson = (kind, value) => put(kind, Buffer.from(`${JSON.stringify(value, null, 2)}\n`));
	const putImage = (architecture, layers) => {
		const config = putJson('config.v1+json', {
			architecture,
			os: 'linux',
			config: {Entrypoint: ['/app/serve']},
			rootfs: {type: 'layers', diff_ids: layers.map((layer) => `sha256:${sha256(layer)}`)},
		});
		return putJson('manifest.v1+json', {
			schemaVersion: 2,
			mediaType: `${TYPE}.manifest.v1+json`,
			config,
			layers: layers.map((layer) => put('layer.v1.tar', layer)),
		});
	};
	/** One tag a line, so that a line can be read and changed. */
	const putTags = (tags) => {
		const lines = Object.entries(tags).map(([tag, descriptor]) =>
			JSON.stringify({...descriptor, annotations: {'org.opencontainers.image.ref.name': tag}}),
		);
		writeFileSync(
			join(folder, 'index.json'),
			`{"schemaVersion": 2, "manifests": [\n  ${lines.join(',\n  ')}\n]}\n`,
		);
	};
	return {blobs, put, putJson, putImage, putTags};
}

/** A layer whose digest begins with these digits: a number in it is counted up until then. */
function layerThatBegins(start) {
	for (let build = randomInt(1e9); ; build++) {
		const layer = tarOf('app/serve', `#!/bin/sh\necho build ${build}\n`, 0o755);
		if (sha256(layer).startsWith(start)) return layer;
	}
}

function makePlatforms(folder, tag, older, platform, start, twin, stale) {
	const {putImage, putJson, putTags} = createStore(folder);
	const other = platform === 'amd64' ? 'arm64' : 'amd64';
	const texts = tarOf('share/texts', 'the same texts for every processor\n');
	const indexOf = (tops) =>
		putJson('index.v1+json', {
			schemaVersion: 2,
			mediaType: `${TYPE}.index.v1+json`,
			manifests: ['amd64', 'arm64'].map((architecture) => ({
				...putImage(architecture, [texts, tops[architecture]]),
				platform: {architecture, os: 'linux'},
			})),
		});
	const before = {[platform]: layerThatBegins(stale), [other]: layerThatBegins('')};
	const now = {[platform]: layerThatBegins(start), [other]: layerThatBegins(twin)};
	putTags({[older]: indexOf(before), [tag]: indexOf(now)});
}

const programOf = (seconds) => tarOf('app/serve', `#!/bin/sh\nexec sleep ${seconds}\n`, 0o755);

function makeSigned(folder, ...values) {
	const [one, two, runOne, runTwo, otherOne, otherTwo, moved] = values;
	const {blobs, putImage, putTags} = createStore(folder);
	const signatures = join(folder, 'signatures');
	const attic = join(process.env.HOME, 'attic');
	for (const path of [signatures, attic]) mkdirSync(path, {recursive: true});
	const {privateKey, publicKey} = generateKeyPairSync('ec', {namedCurve: 'P-256'});
	writeFileSync(
		join(process.env.HOME, 'release.pub'),
		publicKey.export({type: 'spki', format: 'pem'}),
	);
	// What is signed is a sentence about a digest, as with cosign. The key is not kept.
	const signImage = (name, {digest}) => {
		const claim = {
			critical: {
				identity: {'docker-reference': name},
				image: {'docker-manifest-digest': digest},
				type: 'container image signature of this lesson',
			},
		};
		const bytes = Buffer.from(`${JSON.stringify(claim, null, 2)}\n`);
		const base = join(signatures, digest.replace(':', '-'));
		writeFileSync(`${base}.json`, bytes);
		writeFileSync(`${base}.sig`, sign('sha256', bytes, privateKey));
	};

	const layers = {one: programOf(runOne), two: programOf(runTwo)};
	const images = {one: putImage('amd64', [layers.one]), two: putImage('amd64', [layers.two])};
	signImage(one, images.one);
	signImage(two, images.two);

	const others = {one: programOf(otherOne), two: programOf(otherTwo)};
	const altered = moved === 'one' ? 'two' : 'one';
	const tags = {...images, [moved]: putImage('amd64', [others[moved]])};
	putTags({[one]: tags.one, [two]: tags.two});
	// The same length, so that the tar file is as good as before.
	writeFileSync(join(blobs, sha256(layers[altered])), others[altered]);

	const empty = tarOf('app/serve', '#!/bin/sh\n');
	const copies = [layers[altered], others[altered], others[moved], empty];
	copies.sort((left, right) => (sha256(left) < sha256(right) ? -1 : 1));
	copies.forEach((copy, index) => {
		writeFileSync(join(attic, `copy-${index + 1}`), copy);
	});
}

const [verb, ...rest] = process.argv.slice(2);
if (verb === 'platforms') makePlatforms(...rest);
else if (verb === 'signed') makeSigned(...rest);
else {
	console.error('usage: make-store platforms|signed …');
	process.exitCode = 2;
}
