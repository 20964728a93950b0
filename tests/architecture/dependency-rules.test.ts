import {spawnSync} from 'node:child_process';
import {
	cpSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';

interface Cruise {
	readonly modules: readonly {readonly source: string}[];
	readonly summary: {
		readonly violations: readonly {
			readonly from: string;
			readonly to: string;
			readonly rule: {readonly name: string};
		}[];
	};
}

/** What dependency-cruiser says of src/ and bin/ below this directory, by its own configuration. */
function cruise(directory: string): Cruise {
	const cruiser = join(process.cwd(), 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
	const {stdout, stderr} = spawnSync(
		process.execPath,
		[cruiser, 'src', 'bin', '--output-type', 'json'],
		{cwd: directory, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024},
	);
	if (stdout === '') throw new Error(`dependency-cruiser said nothing: ${stderr}`);
	return JSON.parse(stdout) as Cruise;
}

const sourceFiles = readdirSync('src', {recursive: true, encoding: 'utf8'})
	.filter((name) => /\.tsx?$/.test(name))
	.map((name) => `src/${name}`);

/** Each planted file, what it imports, and the rule that must forbid it. */
const PLANTED = [
	[
		'src/domain/planted.ts',
		"import type {X} from '../ui/ink/app.js'; export type Y = X;",
		'domain-imports',
	],
	[
		'src/checks/planted.ts',
		"export {readCourseSource} from '../content/read-course.door.js';",
		'checks-imports',
	],
	[
		'src/checks/planted-fs.ts',
		"export const read = async () => import('node:fs');",
		'effects-behind-doors',
	],
	[
		'src/content/planted.ts',
		"export {missing} from '../sandbox/run-plan.door.js';",
		'content-imports',
	],
	[
		'src/content/planted-door.ts',
		"export {readBuiltCourse} from './read-course.door.js';",
		'decisions-without-doors',
	],
	['src/host/planted.ts', "export {x} from '../sandbox/run-plan.door.js';", 'host-imports'],
	[
		'src/sandbox/planted.ts',
		"export {x} from '../evidence/create-observer.js';",
		'sandbox-imports',
	],
	[
		'src/evidence/planted.ts',
		"import {spawn} from 'node:child_process'; export const s = spawn;",
		'effects-behind-doors',
	],
	[
		'src/terminal/planted.ts',
		"import {connect} from 'net'; export const c = connect;",
		'effects-behind-doors',
	],
	['src/terminal/planted-pty.ts', "export {spawn} from '@lydell/node-pty';", 'tools-stay-tools'],
	['src/progress/planted.ts', "export {FACT} from '../session/state.js';", 'progress-imports'],
	['src/session/planted.ts', "import {Box} from 'ink'; export const B = Box;", 'ink-stays-in-ui'],
	[
		'src/session/planted-save.ts',
		"export {openProgress} from '../progress/progress-file.door.js';",
		'session-imports',
	],
	[
		'src/session/planted-zod.ts',
		"import {z} from 'zod'; export const s = z;",
		'zod-stays-in-checks-and-content-and-room',
	],
	['src/room/planted.ts', "export {x} from '../progress/progress-file.door.js';", 'room-imports'],
	[
		'src/session/planted-room.ts',
		"import {connect} from '@nats-io/transport-node'; export const c = connect;",
		'natsio-stays-in-room',
	],
	['src/ui/planted.ts', "export {planSandbox} from '../sandbox/plan-sandbox.js';", 'ui-imports'],
	[
		'src/ui/planted-door.ts',
		"export {openRealTerminal} from '../terminal/real-terminal.door.js';",
		'doors-opened-at-home',
	],
	[
		'src/ui/planted-xterm.ts',
		"import headless from '@xterm/headless'; export const h = headless;",
		'xterm-stays-in-terminal',
	],
	['src/attempt/planted.ts', "export {x} from '../session/state.js';", 'attempt-imports'],
	[
		'src/attempt/planted-proof.ts',
		"export {x} from './proof/plan-claims.js';",
		'proof-stands-on-top',
	],
	['src/viewer/planted.ts', "export {x} from '../sandbox/plan-sandbox.js';", 'viewer-imports'],
	['src/files/planted.ts', "export {x} from '../domain/proc.js';", 'files-imports'],
	['src/ui/text/planted.ts', "export {x} from '../keys/keymap.js';", 'ui-text-imports'],
	['src/ui/keys/planted.ts', "export {x} from '../screens/rule-row.js';", 'ui-keys-imports'],
	['src/ui/screens/planted.ts', "export {x} from '../input/do-command.js';", 'ui-screens-imports'],
	['src/ui/ink/planted.ts', "export {x} from '../paint/frame-writer.js';", 'ui-ink-imports'],
	['src/ui/paint/planted.ts', "export {x} from '../ink/app.js';", 'ui-paint-imports'],
	['src/ui/xray/planted.ts', "export {x} from '../screens/rule-row.js';", 'ui-xray-imports'],
	['src/ui/input/planted.ts', "export {x} from '../mount-app.js';", 'ui-input-imports'],
	['src/ui/plain/planted.ts', "export {x} from '../ink/app.js';", 'ui-plain-imports'],
	['src/ui/planted-nowhere.ts', "export {nope} from './nope.js';", 'resolvable'],
	['src/ui/planted-test.ts', "export {x} from '../../tests/planted.js';", 'no-tests-in-product'],
	[
		'src/ui/planted-tool.ts',
		"import {expect} from 'vitest'; export const e = expect;",
		'tools-stay-tools',
	],
	['src/cli/planted-cycle-a.ts', "export {b} from './planted-cycle-b.js';", 'no-cycles'],
	['src/cli/planted-cycle-b.ts', "export {a as b} from './planted-cycle-a.js';", 'no-dead-modules'],
	[
		'src/cli/planted-stranger.ts',
		"import x from 'semver'; export const s = x;",
		'declared-packages-only',
	],
	['bin/planted.js', "import '../src/cli/main.js';", 'bin-only-starts'],
] as const;

const copy = mkdtempSync(join(tmpdir(), 'container-lessons-rules-'));
let planted: Cruise;

beforeAll(() => {
	for (const name of ['src', 'bin', 'package.json', 'tsconfig.json', '.dependency-cruiser.mjs']) {
		cpSync(name, join(copy, name), {recursive: true});
	}
	symlinkSync(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'));
	mkdirSync(join(copy, 'tests'));
	writeFileSync(join(copy, 'tests/planted.ts'), 'export const x = 1;\n');
	for (const [file, text] of PLANTED) {
		mkdirSync(dirname(join(copy, file)), {recursive: true});
		writeFileSync(join(copy, file), `${text}\n`);
	}
	planted = cruise(copy);
});

afterAll(() => rmSync(copy, {recursive: true, force: true}));

test('src/ keeps the rules of .dependency-cruiser.mjs, and every file of it was seen', () => {
	const {modules, summary} = cruise('.');
	expect(summary.violations.map(({rule, from, to}) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
	// A parser that reads no TypeScript sees nothing, finds nothing and passes.
	const seen = new Set(modules.map(({source}) => source));
	expect(sourceFiles.filter((file) => !seen.has(file))).toEqual([]);
	expect(sourceFiles.length).toBeGreaterThan(100);
});

test.each(PLANTED)('%s is refused', (file, _text, rule) => {
	const broken = planted.summary.violations.filter(({from}) => from === file);
	expect(broken.map((violation) => violation.rule.name)).toContain(rule);
});

test('a file that the program never reaches is refused', () => {
	const dead = planted.summary.violations.filter(({rule}) => rule.name === 'no-dead-modules');
	expect(dead.map(({to}) => to)).toContain('src/domain/planted.ts');
});
