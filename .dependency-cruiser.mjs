// The architecture of src/, as a test. ARCHITECTURE.md says why; this file says no.

// Each folder may import from itself and from the folders listed beside it. src/cli puts everything together.
const layers = {
	domain: [],
	checks: ['domain'],
	content: ['domain', 'checks'],
	host: ['domain'],
	sandbox: ['domain', 'host'],
	observation: ['domain'],
	evidence: ['domain'],
	terminal: ['domain'],
	progress: ['domain'],
	session: ['domain', 'checks'],
	ui: ['domain', 'session', 'terminal'],
};

// The only files outside src/cli that may touch the world outside this process.
const doors = [
	'^src/content/read-course[.]ts$',
	'^src/evidence/read-[a-z-]+[.]ts$',
	'^src/host/(probe|read)-[a-z-]+[.]ts$',
	'^src/observation/run-observed[.]ts$',
	'^src/progress/progress-file[.]ts$',
	'^src/sandbox/(run-plan|cgroup-directories)[.]ts$',
	'^src/terminal/(line|real)-terminal[.]ts$',
];

// Files of a folder that join its doors with its decisions: `createX()` gives what src/cli opens and closes.
const openers = ['^src/[a-z]+/create-[a-z-]+[.]ts$', '^src/evidence/answer-probe[.]ts$'];

// A package that only one part of the program knows, so that it can be replaced there.
const packages = {
	'(ink|react)': ['ui'],
	'@xterm': ['terminal'],
	'(yargs)': ['cli'],
	'(conf)': ['progress'],
	'(zod)': ['checks', 'content'],
	'(yaml|mdast-util-from-markdown)': ['content'],
};

const layerRules = Object.entries(layers).map(([folder, allowed]) => ({
	name: `${folder}-imports`,
	comment: `src/${folder} may import only from ${[folder, ...allowed].join(', ')}. Move the code down a layer, or take the value as an argument.`,
	severity: 'error',
	from: {path: `^src/${folder}/`},
	to: {path: '^src/', pathNot: `^src/(${[folder, ...allowed].join('|')})/`},
}));

const packageRules = Object.entries(packages).map(([name, folders]) => ({
	name: `${name.replaceAll(/[^a-z|]/g, '').split('|')[0]}-stays-in-${folders.join('-and-')}`,
	comment: `Only src/${folders.join(' and src/')} knows ${name.replaceAll(/[()]/g, '')}. Go through what it exports.`,
	severity: 'error',
	from: {path: '^src/', pathNot: `^src/(${folders.join('|')})/`},
	to: {path: `node_modules/${name}/`},
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
	forbidden: [
		...layerRules,
		...packageRules,
		{
			name: 'effects-behind-doors',
			comment:
				'Files, processes and sockets are reached only through the files named in `doors`. Take the value as an argument, or ask a door for it.',
			severity: 'error',
			from: {path: '^src/', pathNot: ['^src/cli/', ...doors]},
			to: {
				path: '^(node:)?(fs|fs/promises|child_process|net|dgram|http|https|worker_threads|readline|readline/promises)$|node_modules/@lydell/node-pty',
			},
		},
		{
			name: 'doors-opened-at-home',
			comment:
				'A door is opened by src/cli, by another door of its folder, or by a create-*.ts there, so that everything else can be tested without it.',
			severity: 'error',
			from: {path: '^src/([^/]+)/', pathNot: ['^src/cli/']},
			to: {path: doors, pathNot: '^src/$1/', dependencyTypesNot: ['type-only']},
		},
		{
			name: 'decisions-without-doors',
			comment: 'What decides takes values. Only doors and create-*.ts may import a door.',
			severity: 'error',
			from: {path: '^src/', pathNot: ['^src/cli/', ...openers, ...doors]},
			to: {path: doors, dependencyTypesNot: ['type-only']},
		},
		{
			name: 'no-cycles',
			comment: 'A cycle means that two modules are one module.',
			severity: 'error',
			from: {},
			to: {circular: true},
		},
		{
			name: 'no-dead-modules',
			comment: 'The program never reaches this file. Use it or remove it.',
			severity: 'error',
			from: {path: '^src/cli/main[.]ts$'},
			to: {path: '^src/', reachable: false},
		},
		{
			name: 'no-tests-in-product',
			comment: 'Product code never imports from tests/ or scripts/.',
			severity: 'error',
			from: {path: '^(src|bin)/'},
			to: {path: '^(tests|scripts)/'},
		},
		{
			name: 'declared-packages-only',
			comment: 'package.json does not name this package. Declare it, or do without it.',
			severity: 'error',
			from: {path: '^(src|bin)/'},
			to: {dependencyTypes: ['npm-no-pkg', 'npm-unknown']},
		},
		{
			name: 'tools-stay-tools',
			comment: 'This package is for tests and builds, and must not end up in the program.',
			severity: 'error',
			from: {path: '^(src|bin)/'},
			to: {path: 'node_modules/(vitest|esbuild|typescript|dependency-cruiser|@biomejs|@lydell)/'},
		},
		{
			name: 'bin-only-starts',
			comment: 'bin/ starts dist/main.js and does nothing else.',
			severity: 'error',
			from: {path: '^bin/'},
			to: {pathNot: ['(^|/)dist/main[.]js$', '^(node:)?(fs|path)$']},
		},
		{
			name: 'resolvable',
			comment: 'This import leads nowhere.',
			severity: 'error',
			from: {path: '^src/'},
			to: {couldNotResolve: true},
		},
	],
	options: {
		tsPreCompilationDeps: true,
		tsConfig: {fileName: 'tsconfig.json'},
		doNotFollow: {path: ['node_modules', '^dist/']},
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['import', 'node', 'default', 'types'],
			extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
		},
	},
};
