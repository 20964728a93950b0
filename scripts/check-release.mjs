// Says what keeps this commit from being released under a tag, before anything is published.
//
//   npm run check:release -- v1.2.3
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import process from 'node:process';
import {releaseProblems} from './release-problems.mjs';

const ROOT = join(import.meta.dirname, '..');
const text = (name) => readFile(join(ROOT, name), 'utf8');
const manifest = JSON.parse(await text('package.json'));

/** Who publishes, as .github/workflows/release.yml tells it; nobody asks for that on a machine of one's own. */
function publisherIn({GITHUB_ACTIONS, HAS_NPM_TOKEN, NPM_TRUSTED_PUBLISHER}) {
	if (GITHUB_ACTIONS !== 'true') return undefined;
	if (HAS_NPM_TOKEN === 'true') return 'token';
	return NPM_TRUSTED_PUBLISHER === 'yes' ? 'trusted' : 'none';
}

const problems = releaseProblems({
	tag: process.argv[2] ?? `v${manifest.version}`,
	manifest,
	lock: JSON.parse(await text('package-lock.json')),
	changelog: await text('CHANGELOG.md'),
	repository: process.env.GITHUB_REPOSITORY,
	publisher: publisherIn(process.env),
});
if (problems.length === 0) {
	process.stdout.write(`Version ${manifest.version} can be released.\n`);
} else {
	process.stderr.write(`${problems.join('\n')}\n`);
	process.exitCode = 1;
}
