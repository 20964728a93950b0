// Proves what an author claims: right attempts pass, and wrong ones fail for the reason named.
import type {WrongAttempt} from '../../domain/exercise.js';
import {parseAttemptScript} from '../../domain/script.js';
import {
	atStep,
	type MaybeVerdict,
	type OpenStep,
	reasonOf,
	type StepPlace,
	until,
	type VerifyPorts,
} from './at-step.js';

/** An attempt of an exercise file to prove: which one, at which step, where. */
export interface Claim extends StepPlace {
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
export const verifyAttempt = (claim: Claim, ports: VerifyPorts): Promise<string | undefined> =>
	atStep(claim, ports, (step) => playClaim(claim, step));

async function playClaim(
	{stepIndex, kind, index}: Claim,
	{attempt, player}: OpenStep,
): Promise<string | undefined> {
	const step = attempt.status().steps[stepIndex];
	if (!step) return 'the exercise has no such step';
	const {right, wrong} = step.task.attempts;
	const script = {
		right: () => right[index]?.script ?? '',
		wrong: () => wrong[index]?.script ?? '',
		solution: () => step.task.solution.map(({type}) => type).join('\n'),
	}[kind]();
	// An empty script claims the untouched step: a bare Enter makes the shell show a prompt to judge
	// at.
	await player.play(parseAttemptScript(script.trim() === '' ? ':key Enter' : script), 'nothing');
	const whatIsWrong = (): string | undefined => {
		const {current, steps} = attempt.status();
		const verdict = steps[stepIndex]?.verdict;
		if (kind === 'wrong') return judgeWrong(wrong[index], verdict);
		return current > stepIndex ? undefined : `it should pass: ${reasonOf(verdict)}`;
	};
	await until(attempt, () => attempt.status().current > stepIndex || whatIsWrong() === undefined);
	return whatIsWrong();
}

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
