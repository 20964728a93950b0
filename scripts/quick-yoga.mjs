// Makes yoga-layout cheap to load: it fetches the WebAssembly it carries in itself, and the first fetch of a
// Node program loads an HTTP client for 10 ms.
import {readFile} from 'node:fs/promises';
import {changeSource} from './change-source.mjs';

const FETCHES = 'function ya(){return w||"function"!=typeof fetch?';
/** 37 is the length of `data:application/octet-stream;base64,`; H is that URL. */
const DECODES =
	'function ya(){return Promise.resolve(Buffer.from(H.slice(37),"base64"));return true?';

/** The esbuild plugin. */
export const quickYoga = {
	name: 'quick-yoga',
	setup(setup) {
		setup.onLoad({filter: /[/\\]yoga-wasm-base64-esm\.js$/}, async ({path}) => ({
			contents: changeSource('yoga-layout', await readFile(path, 'utf8'), [[FETCHES, DECODES]]),
		}));
	},
};
