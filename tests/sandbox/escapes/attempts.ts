import {afterAll, beforeAll, describe, expect, type TestContext, test} from 'vitest';
import {hasTool} from '../../../src/host/read-sandbox-host.door.js';
import {needNamespaces, needRoot, needTool} from '../../needs.js';
import {type DrivenBox, driveBox} from '../drive-sandbox.js';
import {canUnshare, isRoot, tutorsAs} from '../tutors.js';
import {PYTHON_PRELUDE} from './prelude.js';

/**
 * A claim, what breaks it if it is not so, and what the kernel says instead. An attempt with a mistake of its own
 * says something else, and fails.
 */
export type Attempt = readonly [claim: string, attempt: string, refused: RegExp];

export type Language = 'sh' | 'python3';

/** What each attempt came to: `refused: TEXT` or `done: TEXT` of sh, `EPERM` or `got VALUE` of python3. */
type Outcomes = readonly string[];

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const SEPARATOR = '=-=-=-=';

const shBatch = (attempts: readonly Attempt[]): string =>
	`attempt() { if text=$(timeout 5 sh -c "$1" 2>&1 </dev/null); then echo "done: $text"; else echo "refused: $text"; fi; echo ${SEPARATOR}; }
${attempts.map(([, attempt]) => `attempt ${quote(attempt)}`).join('\n')}`;

export const pythonProgram = (attempts: readonly Attempt[]): string => `${PYTHON_PRELUDE}
attempts = [
${attempts.map(([, attempt]) => `r'''${attempt}''',`).join('\n')}
]
for code in attempts:
    print(outcome(code), flush=True)
    print("${SEPARATOR}", flush=True)`;

const pythonBatch = (attempts: readonly Attempt[]): string =>
	`python3 - <<'END'\n${pythonProgram(attempts)}\nEND`;

const BATCH = {sh: shBatch, python3: pythonBatch};

/** A root shell is what a tab of that view becomes (sandbox/inside-scripts). */
const IN_VIEW = {
	learner: (script: string) => script,
	root: (script: string) =>
		`unshare -U -r -m -n -u -i -C --propagation private sh -c ${quote(script)}`,
};

async function tryAll(
	sandbox: DrivenBox,
	language: Language,
	view: keyof typeof IN_VIEW,
	attempts: readonly Attempt[],
): Promise<Outcomes> {
	const {stdout, stderr} = await sandbox.run(IN_VIEW[view](BATCH[language](attempts)), 60_000);
	const outcomes = stdout.split(`${SEPARATOR}\n`).slice(0, -1);
	if (outcomes.length !== attempts.length)
		throw new Error(`${outcomes.length} of ${attempts.length} attempts were made: ${stderr}`);
	return outcomes.map((outcome) => outcome.trim());
}

/**
 * Every attempt, from both kinds of shell, under root and under an ordinary user; one sandbox serves all of them.
 * `uid` counts processes, so each caller has its own. `prepare` makes on the host what the attempts are about.
 */
export function describeEscapes(
	what: string,
	uid: number,
	language: Language,
	attempts: readonly Attempt[],
	host: {readonly prepare?: (sandbox: DrivenBox) => void; readonly takesRoot?: boolean} = {},
): void {
	const need = (context: TestContext) => {
		needNamespaces(context);
		needTool(context, language);
		if (host.takesRoot) needRoot(context);
	};
	describe.each(tutorsAs(uid))(`${what}, in a sandbox started by $tutor`, ({uid: as}) => {
		let sandbox: DrivenBox;
		const outcomes = new Map<string, Outcomes>();
		beforeAll(async () => {
			if (!canUnshare || !hasTool(language) || (host.takesRoot && !isRoot)) return;
			sandbox = await driveBox(as);
			host.prepare?.(sandbox);
			for (const view of ['learner', 'root'] as const)
				outcomes.set(view, await tryAll(sandbox, language, view, attempts));
		});
		afterAll(async () => {
			await sandbox?.close();
		});
		describe.each(['learner', 'root'] as const)('from a %s shell', (view) => {
			test.for(attempts.map((attempt, index) => [...attempt, index] as const))(
				'%s',
				([, , refused, index], context) => {
					need(context);
					expect(outcomes.get(view)?.[index]).toMatch(refused);
				},
			);
		});
		test('and the sandbox is still there', async (context) => {
			need(context);
			expect((await sandbox.run('echo alive')).stdout).toBe('alive\n');
		});
	});
}
