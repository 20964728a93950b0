// Opens a step in a fresh sandbox, by playing the first right attempt of every step before it.
import type {CommandRun} from '../../domain/evidence.js';
import type {Exercise, Need} from '../../domain/exercise.js';
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

/** A step, and the host it is played on. */
export interface StepPlace {
	readonly exercise: Exercise;
	readonly stepIndex: number;
	/** The needs that count as met; to prove an `observe` form, fewer than the host meets. */
	readonly meets: readonly Need[];
}

/** The open step, and who types into it. */
export interface OpenStep {
	readonly attempt: Attempt;
	readonly player: ScriptPlayer;
}

/**
 * Opens the step, and resolves to what `play` does with it, or to why the step can't be opened. The
 * sandbox ends with it. Throws a UserError where something can't be played.
 */
export async function atStep(
	{exercise, stepIndex, meets}: StepPlace,
	ports: VerifyPorts,
	play: (step: OpenStep) => Promise<string | undefined>,
): Promise<string | undefined> {
	const attempt = await runAttempt({exercise, values: ports.makeValues(exercise), meets}, ports);
	try {
		const player = await createScriptPlayer(attempt, VERIFY_SIZE, VERIFY_PATIENCE_MS);
		const notOpen = await playEarlierSteps(stepIndex, attempt, player);
		if (notOpen !== undefined) return notOpen;
		if (!attempt.status().steps[stepIndex]) return 'the exercise has no such step';
		if (attempt.status().current > stepIndex) {
			return 'it has already passed when the step opens: the step before it shows what this one asks for';
		}
		return await play({attempt, player});
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
		await player.play(parseAttemptScript(step?.task.attempts.right[0]?.script ?? ''));
		await until(attempt, () => attempt.status().current > index);
		if (attempt.status().current <= index) {
			const verdict = attempt.status().steps[index]?.verdict;
			const first = step?.task.attempts.right[0]?.at;
			return `the first right attempt of the earlier step "${step?.id}" (${first}) does not pass: ${reasonOf(verdict)}`;
		}
	}
	return undefined;
}

/** The command that last ended in any tab while something was played; undefined where none did. */
export async function endedIn(
	attempt: Attempt,
	play: () => Promise<void>,
): Promise<CommandRun | undefined> {
	const ended: CommandRun[] = [];
	const stop = attempt.onTabEvent((event) => {
		if (event.kind === 'prompt' && event.command) ended.push(event.command);
	});
	try {
		await play();
	} finally {
		stop();
	}
	return ended.at(-1);
}

/** Its step, or one played before it, depends on timing: it has to be played alone. */
export const measuresAt = ({exercise, stepIndex}: StepPlace): boolean =>
	exercise.steps.slice(0, stepIndex + 1).some(({measures}) => measures === true);

/** What runs in the background, or in a shell without marks, shows only some time later. */
const PATIENCE_MS = 10_000;

/** Resolves when it is so, or when patience runs out. */
export function until(attempt: Attempt, isSo: () => boolean): Promise<void> {
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

export type MaybeVerdict = ReturnType<Attempt['status']>['steps'][number]['verdict'];

export function reasonOf(verdict: MaybeVerdict): string {
	if (!verdict) return 'it was not judged';
	if (verdict.kind === 'passed') return `passed, "${verdict.reason}"`;
	const {look, by} = verdict;
	const said = `${verdict.kind}, "${[verdict.reason, look].filter(Boolean).join(' ')}"`;
	return by === undefined ? said : `${said} (said by ${by})`;
}
