// Proves what an author claims: right attempts pass, and wrong ones fail for the reason named.
import type {Exercise, Need, WrongAttempt} from '../../domain/exercise.js';
import type {EvidencePort, SandboxPort} from '../../domain/ports.js';
import type {TerminalSize} from '../../domain/sandbox.js';
import {parseAttemptScript} from '../../domain/script.js';
import type {Attempt} from '../attempt.js';
import {createScriptPlayer, type ScriptPlayer} from '../play-script.js';
import {runAttempt} from '../run-attempt.js';

export const VERIFY_SIZE: TerminalSize = {columns: 80, rows: 24};
/**
 * No learner waits for these, and a slow host among busy loops takes half a minute to start node.
 */
export const VERIFY_PATIENCE_MS = 90_000;

export interface VerifyPorts {
	readonly sandbox: SandboxPort;
	readonly evidence: EvidencePort;
	/** Makes up the values of one attempt. */
	readonly makeValues: (exercise: Exercise) => ReadonlyMap<string, string>;
}

/** An attempt of an exercise file to prove: which one, at which step, where. */
export interface Claim {
	readonly exercise: Exercise;
	readonly stepIndex: number;
	/** The needs that count as met; to prove an `observe` form, fewer than the host meets. */
	readonly meets: readonly Need[];
	/** The solution, which is typed for a learner who asks, must pass like a right attempt. */
	readonly kind: 'right' | 'wrong' | 'solution';
	/** Where it is typed: into a sandbox, or into the viewer. */
	readonly where: 'sandbox' | 'viewer';
	/** Index among the attempts of its kind; 0 for the solution. */
	readonly index: number;
}

/**
 * Plays one attempt in a fresh sandbox. Returns what is wrong with it, or undefined when it holds;
 * throws a UserError where it can't be played.
 */
export async function verifyAttempt(claim: Claim, ports: VerifyPorts): Promise<string | undefined> {
	const {exercise, meets} = claim;
	const attempt = await runAttempt({exercise, values: ports.makeValues(exercise), meets}, ports);
	try {
		const player = await createScriptPlayer(attempt, VERIFY_SIZE, VERIFY_PATIENCE_MS);
		return (
			(await playEarlierSteps(claim.stepIndex, attempt, player)) ??
			(await playClaim(claim, attempt, player))
		);
	} finally {
		await attempt.close();
	}
}

async function playEarlierSteps(
	stepIndex: number,
	attempt: Attempt,
	player: ScriptPlayer,
): Promise<string | undefined> {
	for (let index = 0; index < stepIndex; index += 1) {
		const status = attempt.status();
		if (status.current > index) continue;
		const step = status.steps[index];
		await play(player, step?.task.attempts.right[0]?.script ?? '');
		await until(attempt, () => attempt.status().current > index);
		if (attempt.status().current <= index) {
			const verdict = attempt.status().steps[index]?.verdict;
			const first = step?.task.attempts.right[0]?.at;
			return `the first right attempt of the earlier step "${step?.id}" (${first}) does not pass: ${reasonOf(verdict)}`;
		}
	}
	return undefined;
}

async function playClaim(
	{stepIndex, kind, index}: Claim,
	attempt: Attempt,
	player: ScriptPlayer,
): Promise<string | undefined> {
	const step = attempt.status().steps[stepIndex];
	if (!step) return 'the exercise has no such step';
	if (attempt.status().current > stepIndex) {
		return 'it has already passed when the step opens: the step before it shows what this one asks for';
	}
	const {right, wrong} = step.task.attempts;
	const script = {
		right: () => right[index]?.script ?? '',
		wrong: () => wrong[index]?.script ?? '',
		solution: () => step.task.solution.map(({type}) => type).join('\n'),
	}[kind]();
	// An empty script claims the untouched step: a bare Enter makes the shell show a prompt to judge
	// at.
	await play(player, script.trim() === '' ? ':key Enter' : script, 'nothing');
	const whatIsWrong = (): string | undefined => {
		const {current, steps} = attempt.status();
		const verdict = steps[stepIndex]?.verdict;
		if (kind === 'wrong') return judgeWrong(wrong[index], verdict);
		return current > stepIndex ? undefined : `it should pass: ${reasonOf(verdict)}`;
	};
	await until(attempt, () => attempt.status().current > stepIndex || whatIsWrong() === undefined);
	return whatIsWrong();
}

/** What runs in the background, or in a shell without marks, shows only some time later. */
const PATIENCE_MS = 10_000;

/** Resolves when it is so, or when patience runs out. */
function until(attempt: Attempt, isSo: () => boolean): Promise<void> {
	return new Promise((resolve) => {
		const settle = (): void => {
			clearTimeout(timer);
			stop();
			resolve();
		};
		const timer = setTimeout(settle, PATIENCE_MS);
		const stop = attempt.subscribe(() => {
			if (isSo()) settle();
		});
		if (isSo()) settle();
	});
}

type MaybeVerdict = ReturnType<Attempt['status']>['steps'][number]['verdict'];

function judgeWrong(expected: WrongAttempt | undefined, verdict: MaybeVerdict): string | undefined {
	if (!expected) return 'the step has no such attempt';
	if (!verdict) return 'it was not judged';
	if (verdict.kind === 'passed') return 'it passes, and must not';
	if (verdict.kind !== expected.verdict) {
		return `its verdict should be ${expected.verdict}: ${reasonOf(verdict)}`;
	}
	const said = `${verdict.reason} ${verdict.look ?? ''}`;
	return said.toLowerCase().includes(expected.because.toLowerCase())
		? undefined
		: `its reason should contain "${expected.because}": ${reasonOf(verdict)}`;
}

const play = (player: ScriptPlayer, script: string, after?: 'nothing'): Promise<void> =>
	player.play(parseAttemptScript(script), after);

function reasonOf(verdict: MaybeVerdict): string {
	if (!verdict) return 'it was not judged';
	if (verdict.kind === 'passed') return `passed, "${verdict.reason}"`;
	const {look, by} = verdict;
	const said = `${verdict.kind}, "${[verdict.reason, look].filter(Boolean).join(' ')}"`;
	return by === undefined ? said : `${said} (said by ${by})`;
}
