// Gathers the licence texts of the packages whose code is in the bundle.
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';

const LICENCE_FILE = /^(licen[cs]e|copying)([.-].*)?$/i;
const RULE = '-'.repeat(76);

/** `node_modules/a/node_modules/@b/c/x.js` → `node_modules/a/node_modules/@b/c`. */
function packageFolder(input) {
	return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
}

function bundledPackages(metafile) {
	const inputs = Object.values(metafile.outputs).flatMap(({inputs: parts}) =>
		Object.entries(parts).flatMap(([input, {bytesInOutput}]) => (bytesInOutput > 0 ? [input] : [])),
	);
	const folders = inputs.flatMap((input) => packageFolder(input) ?? []);
	return [...new Set(folders)].sort();
}

async function licenceOf(root, folder) {
	const {name, version, license, author} = JSON.parse(
		await readFile(join(root, folder, 'package.json'), 'utf8'),
	);
	if (typeof license !== 'string') {
		throw new Error(
			`${folder}/package.json names no licence: ${name} can't be bundled until it is known.`,
		);
	}
	const files = (await readdir(join(root, folder)))
		.filter((file) => LICENCE_FILE.test(file))
		.sort();
	const texts = await Promise.all(files.map((file) => readFile(join(root, folder, file), 'utf8')));
	const holder = typeof author === 'string' ? author : author?.name;
	const text =
		texts.join('\n\n').trim() || `Licence: ${license}${holder ? `. Copyright ${holder}.` : '.'}`;
	return {heading: `${name} ${version} (${license})`, text};
}

/** Most licences differ in nothing but who holds the copyright: the same terms are printed once. */
function byTerms(entries) {
	const groups = new Map();
	for (const {heading, text} of entries) {
		const lines = text.split('\n').map((line) => line.trim());
		const holders = lines.filter((line) => /^copyright\b/i.test(line));
		const terms = lines.filter((line) => !holders.includes(line)).join(' ');
		const key = terms.replaceAll(/\s+/g, ' ').toLowerCase();
		const group = groups.get(key) ?? {
			text: lines.filter((line) => !holders.includes(line)),
			of: [],
		};
		groups.set(key, {
			...group,
			of: [...group.of, [heading, ...holders.map((holder) => `  ${holder}`)]],
		});
	}
	return [...groups.values()];
}

/**
 * The text of THIRD-PARTY-LICENSES.txt: each bundled package with its copyright, above the terms it shares with
 * others. Throws where a licence is not known.
 */
export async function licencesOf(root, metafile) {
	const entries = await Promise.all(
		bundledPackages(metafile).map((folder) => licenceOf(root, folder)),
	);
	const unique = new Map(entries.map((entry) => [entry.heading, entry]));
	const sorted = [...unique.values()].sort((a, b) => a.heading.localeCompare(b.heading, 'en'));
	const sections = byTerms(sorted).map(
		({of, text}) => `${RULE}\n${of.flat().join('\n')}\n${RULE}\n\n${text.join('\n').trim()}\n`,
	);
	return `container-lessons bundles the packages below. Each keeps its own licence.\n\n${sections.join('\n')}`;
}
