// Takes of some packages the form that weighs less and does the same.

/** What stands in for a module, by what it is imported as. */
const LIGHTER = [
	// For Node it is CommonJS, of which a bundler must keep all; for browsers it is ES modules.
	{filter: /^yaml$/, contents: "export * from './node_modules/yaml/browser/index.js';"},
	// Its ES module is built without webpack's helpers; it has no default to import.
	{
		filter: /^@xterm\/headless$/,
		contents: `import {Terminal} from './node_modules/@xterm/headless/lib-headless/xterm-headless.mjs';
			export default {Terminal};`,
	},
	// The same, and it writes its tables in half the letters.
	{
		filter: /^@xterm\/addon-unicode11$/,
		contents: `import {Unicode11Addon} from './node_modules/@xterm/addon-unicode11/lib/addon-unicode11.mjs';
			export default {Unicode11Addon};`,
	},
	// zod's writers of JSON Schemas, which `npm run schema` uses and the program does not.
	{filter: /\/core\/json-schema-processors\.js$/, contents: 'module.exports = {};'},
	{
		filter: /\/core\/to-json-schema\.js$/,
		contents: `export const createStandardJSONSchemaMethod = () => undefined;
			export const createToJSONSchemaMethod = () => undefined;`,
	},
];

/** The esbuild plugin. */
export const lighterPackages = (root) => ({
	name: 'lighter-packages',
	setup(setup) {
		for (const {filter, contents} of LIGHTER) {
			setup.onResolve({filter}, ({path}) => ({path, namespace: 'lighter'}));
			setup.onLoad({filter, namespace: 'lighter'}, () => ({contents, resolveDir: root}));
		}
	},
});
