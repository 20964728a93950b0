import {execFileSync} from 'node:child_process';
import {chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {needTool} from '../needs.js';

const BUILDER = fileURLToPath(
	new URL('../../exercises/120-images-layers-digests/build-image.js', import.meta.url),
);

let folder = '';
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'oci-image-'));
	for (const [layer, file, text] of [
		['base', 'etc/motd', 'base\n'],
		['base', 'etc/left.key', 'a key\n'],
		['app', 'etc/motd', 'app\n'],
		['app', 'app/run', '#!/bin/sh\necho run\n'],
	] as const) {
		const path = join(folder, layer, file);
		mkdirSync(join(path, '..'), {recursive: true});
		writeFileSync(path, text);
	}
	chmodSync(join(folder, 'app/app/run'), 0o755);
	execFileSync(process.execPath, [
		BUILDER,
		join(folder, 'image'),
		'/app/run',
		join(folder, 'base'),
		join(folder, 'app'),
	]);
});
afterAll(() => {
	rmSync(folder, {recursive: true, force: true});
});

// The image that the learner walks by hand must be one for everybody else, too.
describe('the image that lesson 120 builds', () => {
	test('is an OCI image layout whose blobs bear their digests', () => {
		const layout = JSON.parse(readFileSync(join(folder, 'image/oci-layout'), 'utf8'));
		expect(layout).toEqual({imageLayoutVersion: '1.0.0'});
		const sums = execFileSync('sh', ['-c', 'cd "$0"/image/blobs/sha256 && sha256sum *', folder], {
			encoding: 'utf8',
		});
		const lines = sums.trim().split('\n');
		expect(lines.length).toBeGreaterThanOrEqual(4);
		for (const line of lines) {
			const [digest, name] = line.split(/\s+/);
			expect(name).toBe(digest);
		}
	});

	test('is accepted by skopeo inspect', (context) => {
		needTool(context, 'skopeo');
		const said = JSON.parse(
			execFileSync('skopeo', ['inspect', `oci:${join(folder, 'image')}:latest`], {
				encoding: 'utf8',
			}),
		);
		expect(said.Layers).toHaveLength(2);
	});

	test('is unpacked by umoci, the upper layer over the lower', (context) => {
		needTool(context, 'umoci');
		const bundle = join(folder, 'bundle');
		execFileSync(
			'umoci',
			['unpack', '--rootless', '--image', `${join(folder, 'image')}:latest`, bundle],
			{
				stdio: 'pipe',
			},
		);
		expect(readFileSync(join(bundle, 'rootfs/etc/motd'), 'utf8')).toBe('app\n');
		expect(readFileSync(join(bundle, 'rootfs/etc/left.key'), 'utf8')).toBe('a key\n');
		const config = JSON.parse(readFileSync(join(bundle, 'config.json'), 'utf8'));
		expect(config.process.args).toEqual(['/app/run']);
	});
});
