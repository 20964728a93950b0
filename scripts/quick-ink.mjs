// Makes Ink quick to draw the next frame: it takes every line apart into cells anew for each, and most are the same.
import {readFile} from 'node:fs/promises';
import {changeSource} from './change-source.mjs';

const EACH_ITS_OWN = '    caches = new OutputCaches();\n';
/** A line of a hundred cells takes some 10 kB here; a screen has at most some sixty. */
const SHARED = `    caches = (OutputCaches.shared?.styledChars.size ?? 300) < 300 && OutputCaches.shared.widths.size < 5000
        ? OutputCaches.shared
        : (OutputCaches.shared = new OutputCaches());
`;

/** The esbuild plugin. */
export const quickInk = {
	name: 'quick-ink',
	setup(setup) {
		setup.onLoad({filter: /[/\\]ink[/\\]build[/\\]output\.js$/}, async ({path}) => ({
			contents: changeSource('ink', await readFile(path, 'utf8'), [[EACH_ITS_OWN, SHARED]]),
		}));
	},
};
