// Makes string-width cheap to load: of the 50 ms until the first frame it took 25.
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {changeSource} from './change-source.mjs';

/**
 * What is replaced in string-width's source, and by what. Node 20 takes 15 ms to make a regular expression with
 * `\p{RGI_Emoji}` and 10 to make a segmenter, so both are made when a text first needs them. Texts of letters,
 * arrows, boxes and symbols that can't join with a neighbour need neither: each character is a cluster.
 */
const CHANGES = [
	[
		'const segmenter = new Intl.Segmenter();',
		'let lazySegmenter; const segmenter = {segment: (text) => (lazySegmenter ??= new Intl.Segmenter()).segment(text)};',
	],
	[
		'const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;',
		"let lazyRgiEmoji; const rgiEmojiRegex = {test: (text) => (lazyRgiEmoji ??= new RegExp('^\\\\p{RGI_Emoji}$', 'v')).test(text)};",
	],
	[
		'\tlet width = 0;\n\tconst eastAsianWidthOptions = {ambiguousAsWide: !ambiguousIsNarrow};\n',
		`\tlet width = 0;
	const eastAsianWidthOptions = {ambiguousAsWide: !ambiguousIsNarrow};
	if (/^[\\u0020-\\u007E\\u00A1-\\u00AC\\u00AE-\\u02FF\\u2010-\\u2027\\u2030-\\u205E\\u2100-\\u2BFF]*$/.test(string)) {
		for (const character of string) width += eastAsianWidth(character.codePointAt(0), eastAsianWidthOptions);
		return width;
	}
`,
	],
];

/** Throws where the source is not the one these changes were made for. */
export const quicken = (source) => changeSource('string-width', source, CHANGES);

/** The esbuild plugin. Every package gets the one string-width that this project names. */
export const quickStringWidth = (root) => ({
	name: 'quick-string-width',
	setup(setup) {
		const path = join(root, 'node_modules/string-width/index.js');
		setup.onResolve({filter: /^string-width$/}, () => ({path}));
		setup.onLoad({filter: /[/\\]string-width[/\\]index\.js$/}, async () => ({
			contents: quicken(await readFile(path, 'utf8')),
			resolveDir: join(root, 'node_modules/string-width'),
		}));
	},
});
