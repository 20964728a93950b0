#!/usr/bin/env node
// Builds an OCI image layout from directories: one layer of each, the lowest first.
//
//   build-image IMAGE PROGRAM LAYER...
//
// The same files give the same bytes, hence the same digests: owners, times and order are fixed.
// Formats: specs.opencontainers.org/image-spec (image-layout, manifest, config, layer), ustar(5).
import {createHash} from 'node:crypto';
import {mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';

const BLOCK = 512;
const EPOCH = '1970-01-01T00:00:00Z';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const octal = (number, digits) => number.toString(8).padStart(digits, '0');

/** One header of 512 bytes; its checksum is counted with blanks in its own place. */
function tarHeader({name, mode, size, type}) {
	const header = Buffer.alloc(BLOCK);
	const put = (text, offset) => header.write(text, offset, 'latin1');
	put(name, 0);
	put(octal(mode, 7), 100);
	put(octal(0, 7), 108);
	put(octal(0, 7), 116);
	put(octal(size, 11), 124);
	put(octal(0, 11), 136);
	put(' '.repeat(8), 148);
	put(type, 156);
	put('ustar\u000000', 257);
	const sum = header.reduce((total, byte) => total + byte, 0);
	put(`${octal(sum, 6)}\u0000 `, 148);
	return header;
}

function* tarEntries(root, folder = '') {
	for (const entry of readdirSync(join(root, folder)).sort()) {
		const name = folder + entry;
		const path = join(root, name);
		const {mode} = statSync(path);
		if (statSync(path).isDirectory()) {
			yield tarHeader({name: `${name}/`, mode: mode & 0o777, size: 0, type: '5'});
			yield* tarEntries(root, `${name}/`);
		} else {
			const content = readFileSync(path);
			yield tarHeader({name, mode: mode & 0o777, size: content.length, type: '0'});
			yield content;
			yield Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK);
		}
	}
}

const tarOf = (root) => Buffer.concat([...tarEntries(root), Buffer.alloc(2 * BLOCK)]);

function build(image, program, layerRoots) {
	const blobs = join(image, 'blobs', 'sha256');
	mkdirSync(blobs, {recursive: true});
	/** Stores bytes under their own digest and gives the descriptor that points at them. */
	const store = (mediaType, bytes) => {
		writeFileSync(join(blobs, sha256(bytes)), bytes);
		return {mediaType, digest: `sha256:${sha256(bytes)}`, size: bytes.length};
	};
	const storeJson = (mediaType, value) =>
		store(mediaType, Buffer.from(`${JSON.stringify(value, null, 2)}\n`));
	const configOf = (entrypoint, tars) => ({
		created: EPOCH,
		architecture: process.arch === 'x64' ? 'amd64' : process.arch,
		os: 'linux',
		config: {Entrypoint: [entrypoint], WorkingDir: '/'},
		rootfs: {type: 'layers', diff_ids: tars.map((tar) => `sha256:${sha256(tar)}`)},
		history: tars.map(() => ({created: EPOCH, created_by: 'build-image'})),
	});

	const tars = layerRoots.map(tarOf);
	const layers = tars.map((tar) =>
		store('application/vnd.oci.image.layer.v1.tar+gzip', gzipSync(tar, {level: 9})),
	);
	const config = storeJson('application/vnd.oci.image.config.v1+json', configOf(program, tars));
	const manifest = storeJson('application/vnd.oci.image.manifest.v1+json', {
		schemaVersion: 2,
		mediaType: 'application/vnd.oci.image.manifest.v1+json',
		config,
		layers,
	});
	writeFileSync(join(image, 'oci-layout'), '{"imageLayoutVersion": "1.0.0"}\n');
	const index = {
		schemaVersion: 2,
		mediaType: 'application/vnd.oci.image.index.v1+json',
		manifests: [{...manifest, annotations: {'org.opencontainers.image.ref.name': 'latest'}}],
	};
	writeFileSync(join(image, 'index.json'), `${JSON.stringify(index, null, 2)}\n`);
	return manifest.digest;
}

const [image, program, ...layerRoots] = process.argv.slice(2);
if (!image || !program || layerRoots.length === 0) {
	console.error('usage: build-image IMAGE PROGRAM LAYER...');
	process.exitCode = 2;
} else {
	console.log(build(image, program, layerRoots));
}
