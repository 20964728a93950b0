import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {needTool} from '../needs.js';

const programOf = (name: string): string =>
	fileURLToPath(new URL(`../../exercises/125-images-at-work/${name}`, import.meta.url));

let home = '';
const put = (path: string, text: string): void => {
	mkdirSync(join(home, path, '..'), {recursive: true});
	writeFileSync(join(home, path), text);
};
const run = (program: string, ...words: readonly string[]): string =>
	execFileSync(program, words, {
		encoding: 'utf8',
		stdio: 'pipe',
		env: {...process.env, HOME: home},
	});
const build = (): readonly string[] =>
	run('sh', programOf('build.sh'), join(home, 'site')).trimEnd().split('\n');

beforeAll(() => {
	home = mkdtempSync(join(tmpdir(), 'images-at-work-'));
	put('bases/base/etc/motd', 'base\n');
	put('site/page', 'hello\n');
	put('site/Recipe', 'from base\ncopy page /app/page\nrun rm etc/motd; echo made > app/made');
});
afterAll(() => {
	rmSync(home, {recursive: true, force: true});
});

// What the learner finds out about this builder is what is so with others.
describe('the builder of lesson 125', () => {
	test('builds again from the first line on whose files have changed, and does not mind dates', () => {
		expect(build().at(-1)).toMatch(/^site: 3 of 3 layers built; image of \d+ bytes$/);
		utimesSync(join(home, 'site/page'), 1, 1);
		expect(build().at(-1)).toContain('0 of 3');
		put('site/page', 'goodbye\n');
		expect(build().slice(0, 3)).toEqual([
			'site: cached from base',
			'site: built  copy page /app/page',
			'site: built  run rm etc/motd; echo made > app/made',
		]);
		put('site/page', 'hello\n');
		expect(build().at(-1)).toContain('0 of 3');
	});

	test('makes an image that skopeo takes and umoci unpacks, what was deleted left out', (context) => {
		needTool(context, 'skopeo');
		needTool(context, 'umoci');
		build();
		const image = join(home, 'copied');
		run(
			'skopeo',
			'copy',
			'-q',
			`oci-archive:${join(home, 'images/site.tar')}`,
			`oci:${image}:site`,
		);
		run('umoci', 'unpack', '--rootless', '--image', `${image}:site`, join(home, 'bundle'));
		const files = run('find', join(home, 'bundle/rootfs'), '-type', 'f', '-printf', '%P\n');
		expect(files.trim().split('\n').toSorted()).toEqual(['app/made', 'app/page']);
	});
});

describe('the stores of lesson 125', () => {
	test('have a manifest for each platform, whose top layers begin as they were told to', (context) => {
		needTool(context, 'skopeo');
		const store = join(home, 'store');
		const told = ['heron', 'otter', 'arm64', '123', '456', '789'];
		run(process.execPath, programOf('make-store.js'), 'platforms', store, ...told);
		const layersOf = (tag: string, architecture: string): readonly string[] => {
			const image = `oci:${store}:${tag}`;
			return JSON.parse(run('skopeo', 'inspect', '--override-arch', architecture, image)).Layers;
		};
		const [texts, top] = layersOf('heron', 'arm64');
		expect(top).toMatch(/^sha256:123/);
		expect(layersOf('heron', 'amd64')).toEqual([texts, expect.stringMatching(/^sha256:456/)]);
		expect(layersOf('otter', 'arm64')).toEqual([texts, expect.stringMatching(/^sha256:789/)]);
	});

	test('have signatures that openssl verifies', (context) => {
		needTool(context, 'openssl');
		const depot = join(home, 'depot');
		const told = ['heron', 'otter', '11111', '22222', '33333', '44444', 'two'];
		run(process.execPath, programOf('make-store.js'), 'signed', depot, ...told);
		const index = readFileSync(join(depot, 'index.json'), 'utf8');
		const signed = /"digest":"sha256:([0-9a-f]{64})"[^}]*"heron"/.exec(index)?.[1];
		const base = join(depot, 'signatures', `sha256-${signed}`);
		const verify = ['dgst', '-sha256', '-verify', join(home, 'release.pub')];
		expect(run('openssl', ...verify, '-signature', `${base}.sig`, `${base}.json`)).toContain('OK');
	});
});
