import {spawnSync} from 'node:child_process';
import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {parse} from 'yaml';
import {releaseProblems} from '../../scripts/release-problems.mjs';

const read = (file: string): string => readFileSync(file, 'utf8');
const manifest = JSON.parse(read('package.json'));

const SOUND = {
	tag: 'v1.2.3',
	manifest: {version: '1.2.3', repository: {url: 'git+https://github.com/them/lessons.git'}},
	lock: {version: '1.2.3'},
	changelog: '# Changelog\n\n## 1.2.3, 2027-01-31\n\nBetter.\n',
	repository: 'them/lessons',
	publisher: 'trusted',
};

describe('a release', () => {
	test('that is sound has no problems', () => {
		expect(releaseProblems(SOUND)).toEqual([]);
		expect(releaseProblems({...SOUND, publisher: 'token'})).toEqual([]);
		// On a machine of one's own.
		expect(releaseProblems({...SOUND, publisher: undefined, repository: undefined})).toEqual([]);
	});

	test.each([
		[
			'under another tag',
			{tag: 'v1.2.4'},
			'The tag is v1.2.4, and package.json has version 1.2.3.',
		],
		[
			'under a tag without v',
			{tag: '1.2.3'},
			'The tag is 1.2.3, and package.json has version 1.2.3.',
		],
		['with an older lock file', {lock: {version: '1.2.2'}}, 'package-lock.json has version 1.2.2'],
		[
			'not in the changelog',
			{changelog: '## 1.2.2, 2027-01-01\n'},
			'no heading "## 1.2.3, YYYY-MM-DD"',
		],
		['without a day', {changelog: '## 1.2.3, unreleased\n'}, 'no heading "## 1.2.3, YYYY-MM-DD"'],
		[
			'of which a longer version is in the changelog',
			{changelog: '## 11.2.3, 2027-01-31\n'},
			'no heading',
		],
		['of nobody’s repository', {manifest: {version: '1.2.3'}}, 'package.json names no repository'],
		[
			'from another repository',
			{repository: 'me/fork'},
			'names the repository them/lessons, and this runs in me/fork',
		],
		['that nobody may publish', {publisher: 'none'}, 'Nobody has been set who may publish.'],
	])('%s is refused', (_name, change, sentence) => {
		const problems = releaseProblems({...SOUND, ...change});
		expect(problems).toHaveLength(1);
		expect(problems[0]).toContain(sentence);
		// A sentence, and what to do.
		expect(problems[0]).toMatch(/^\S.*\.\n {2}\S.*\.$/);
	});
});

test('the check of a release says all that is missing, and fails', () => {
	const {status, stderr} = spawnSync(process.execPath, ['scripts/check-release.mjs', 'v9.9.9'], {
		encoding: 'utf8',
		env: {...process.env, GITHUB_ACTIONS: 'true', HAS_NPM_TOKEN: 'false'},
	});
	expect(status).toBe(1);
	expect(stderr).toContain('The tag is v9.9.9');
	expect(stderr).toContain('Nobody has been set who may publish.');
});

test('the newest version in the changelog is that of package.json', () => {
	const [newest] = /^## .*$/m.exec(read('CHANGELOG.md')) ?? [];
	expect(newest).toMatch(/^## \d+\.\d+\.\d+, (unreleased|\d{4}-\d\d-\d\d)$/);
	expect(newest).toContain(`## ${manifest.version}, `);
});

describe('the workflow of a release', () => {
	const text = read('.github/workflows/release.yml');
	const {on, permissions, jobs} = parse(text);
	const lines = (job: {steps: {run?: string}[]}): readonly string[] =>
		job.steps.flatMap(({run}) => (run === undefined ? [] : [run]));

	test('begins with a tag, checks it, then installs and tests, and packs what has passed', () => {
		expect(on).toEqual({push: {tags: ['v*']}});
		expect(lines(jobs.prove)).toEqual([
			'npm run --silent check:release -- "$GITHUB_REF_NAME"',
			'npm ci',
			'npm test',
			'npm pack',
		]);
	});

	test('publishes that package, with provenance, where nothing else runs', () => {
		expect(jobs.publish.needs).toBe('prove');
		expect(lines(jobs.publish).join()).toContain(
			'npm publish ./container-lessons-*.tgz --provenance',
		);
		expect(lines(jobs.publish)).toHaveLength(1);
		expect(permissions).toEqual({});
		expect([jobs.prove.permissions, jobs.publish.permissions]).toEqual([
			{contents: 'read'},
			{'id-token': 'write'},
		]);
	});

	test('says what has to be set, as its page does', () => {
		const page = read('docs/releasing.md');
		for (const name of ['NPM_TOKEN', 'NPM_TRUSTED_PUBLISHER']) {
			expect(text).toContain(name);
			expect(page).toContain(`\`${name}\``);
		}
		for (const name of [...manifest.files, 'package.json']) expect(page).toContain(`\`${name}\``);
	});
});

test('the workflows run actions of one commit only, and name its version', () => {
	const uses = readdirSync('.github/workflows').flatMap((file) =>
		[...read(`.github/workflows/${file}`).matchAll(/uses: (.*)$/gm)].map(([, action]) => action),
	);
	expect(
		uses.filter((action) => !/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action ?? '')),
	).toEqual([]);
	expect(uses.length).toBeGreaterThan(4);
});
