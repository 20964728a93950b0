// What keeps a release from being published, each as a sentence and what to do.

const dated = (version) =>
	new RegExp(`^## ${version.replaceAll('.', '\\.')}, \\d{4}-\\d\\d-\\d\\d$`, 'm');

/** `https://github.com/OWNER/NAME` and its other spellings (package.json: repository) → `OWNER/NAME`. */
function repositoryOf({repository}) {
	const url = typeof repository === 'string' ? repository : (repository?.url ?? '');
	return /^(?:git\+)?(?:https:\/\/github\.com\/|ssh:\/\/git@github\.com\/|github:)([^/]+\/[^/]+?)(?:\.git)?$/.exec(
		url,
	)?.[1];
}

/**
 * @param release.tag what is to be released: `v1.2.3`
 * @param release.manifest package.json; `lock` is package-lock.json, `changelog` the text of CHANGELOG.md
 * @param release.repository where it runs, `OWNER/NAME`; undefined on a machine of one's own
 * @param release.publisher `token`, `trusted`, or `none` where nothing has been set; undefined where it is not asked
 */
export function releaseProblems({tag, manifest, lock, changelog, repository, publisher}) {
	const {version} = manifest;
	const named = repositoryOf(manifest);
	return [
		tag !== `v${version}` && [
			`The tag is ${tag}, and package.json has version ${version}.`,
			`Tag v${version}, or set the version with npm version and tag that commit.`,
		],
		lock.version !== version && [
			`package-lock.json has version ${lock.version}, and package.json ${version}.`,
			'Run npm install and commit package-lock.json.',
		],
		!dated(version).test(changelog) && [
			`CHANGELOG.md has no heading "## ${version}, YYYY-MM-DD".`,
			'Put the day of the release in the place of "unreleased".',
		],
		named === undefined && [
			'package.json names no repository on GitHub, and npm takes no provenance without.',
			'Set "repository" to the address of the repository that publishes.',
		],
		named !== undefined &&
			repository !== undefined &&
			named !== repository && [
				`package.json names the repository ${named}, and this runs in ${repository}.`,
				'Publish from the one that package.json names, or set "repository" to this one.',
			],
		publisher === 'none' && [
			'Nobody has been set who may publish.',
			'Set the secret NPM_TOKEN, or make this workflow a trusted publisher and set the variable NPM_TRUSTED_PUBLISHER to yes (docs/releasing.md).',
		],
	]
		.filter(Boolean)
		.map(([sentence, cure]) => `${sentence}\n  ${cure}`);
}
