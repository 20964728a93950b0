// The architecture of src/, as a test. ARCHITECTURE.md says why; this file says no.

// Each room may import from itself and from the rooms listed beside it. src/cli puts everything together.
export const rooms = {
	domain: [],
	files: [],
	checks: ['domain'],
	variants: ['domain'],
	content: ['domain', 'files', 'checks', 'variants'],
	host: ['domain', 'files'],
	sandbox: ['domain', 'files', 'host'],
	viewer: ['domain', 'files'],
	evidence: ['domain', 'files'],
	inspect: ['domain', 'files', 'evidence'],
	terminal: ['domain'],
	progress: ['domain', 'files'],
	attempt: ['domain', 'checks', 'variants'],
	session: ['domain', 'attempt'],
	room: ['domain', 'session'],
	ui: ['domain', 'attempt', 'session', 'terminal', 'room'],
};

// The same inside src/ui. What stands in none of these rooms (view.ts, layout.ts) is there for all of them.
export const uiRooms = {
	text: [],
	keys: ['text'],
	screens: ['keys', 'text'],
	ink: ['screens', 'text'],
	paint: ['text'],
	xray: ['keys', 'paint', 'text'],
	input: ['keys', 'screens', 'text'],
	board: ['ink', 'keys', 'paint', 'text'],
	plain: ['keys', 'screens', 'text', 'xray'],
};

// A door is a file that touches the world outside this process, and its name says so.
const doors = '[.]door[.]ts$';

// Files of a room that join its doors with its decisions: `createX()` gives what src/cli opens and closes.
const openers = ['^src/[a-z]+/create-[a-z-]+[.]ts$', '^src/evidence/answer-probe[.]ts$'];

// What is started: the program, and the processes that read for it.
const entries = '^src/(cli/main|evidence/reader[.]door|inspect/inspector[.]door)[.]ts$';

// A package that only one part of the program knows, so that it can be replaced there.
const packages = {
	'(ink|react)': ['ui'],
	'@xterm': ['terminal'],
	'(yargs)': ['cli'],
	'(conf)': ['progress'],
	'(zod)': ['checks', 'content', 'room'],
	'@nats-io': ['room'],
	'(yaml|mdast-util-from-markdown)': ['content'],
};

const roomRules = Object.entries(rooms).map(([room, allowed]) => ({
	name: `${room}-imports`,
	comment: `src/${room} may import only from ${[room, ...allowed].join(', ')}. Move the code down, or take the value as an argument.`,
	severity: 'error',
	from: {path: `^src/${room}/`},
	to: {path: '^src/', pathNot: `^src/(${[room, ...allowed].join('|')})/`},
}));

const uiRules = Object.entries(uiRooms).map(([room, allowed]) => ({
	name: `ui-${room}-imports`,
	comment: `src/ui/${room} may import only from ${[room, ...allowed].join(', ')} of src/ui, and from view.ts and layout.ts. Move the code down, or take the value as an argument.`,
	severity: 'error',
	from: {path: `^src/ui/${room}/`},
	to: {
		path: '^src/ui/',
		pathNot: `^src/ui/((${[room, ...allowed].join('|')})/|(view|layout)[.]ts$)`,
	},
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
		...roomRules,
		...uiRules,
		{
			name: 'proof-stands-on-top',
			comment:
				'src/attempt/proof plays attempts and judges the course. What a learner runs must not need it.',
			severity: 'error',
			from: {path: '^src/', pathNot: '^src/(cli|attempt/proof)/'},
			to: {path: '^src/attempt/proof/'},
		},
		...packageRules,
		{
			name: 'effects-behind-doors',
			comment:
				'Files, processes and sockets are reached only through doors (*.door.ts). Take the value as an argument, or ask a door for it.',
			severity: 'error',
			from: {path: '^src/', pathNot: ['^src/cli/', doors]},
			to: {
				path: '^(node:)?(fs|fs/promises|child_process|net|dgram|http|https|worker_threads|readline|readline/promises)$|node_modules/@lydell/node-pty',
			},
		},
		{
			name: 'doors-opened-at-home',
			comment:
				'A door is opened by src/cli, by another door of its room, or by a create-*.ts there, so that everything else can be tested without it.',
			severity: 'error',
			from: {path: '^src/([^/]+)/', pathNot: ['^src/cli/']},
			to: {path: doors, pathNot: '^src/($1|files)/', dependencyTypesNot: ['type-only']},
		},
		{
			name: 'decisions-without-doors',
			comment: 'What decides takes values. Only doors and create-*.ts may import a door.',
			severity: 'error',
			from: {path: '^src/', pathNot: ['^src/cli/', ...openers, doors]},
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
			from: {path: entries},
			to: {path: '^src/', pathNot: entries, reachable: false},
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
