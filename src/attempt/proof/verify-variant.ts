// Proves that a variant of a right attempt passes, or that a decoy does not.
import {fillTemplate} from '../../domain/fact.js';
import {parseAttemptScript, parseScriptLines} from '../../domain/script.js';
import {atStep, endedIn, type OpenStep, reasonOf, until, type VerifyPorts} from './at-step.js';
import type {VariantClaim} from './plan-variants.js';

/** A decoy that hangs, say on a loop whose end was left out, has not passed. */
const DECOY_PATIENCE_MS = 45_000;

/** What is wrong with a variant, and the script that shows it, from the first step on. */
export interface VariantFault {
	readonly why: string;
	readonly script: string;
}

/**
 * Plays a variant in a fresh sandbox. Returns what is wrong with it, or undefined when it holds; throws a
 * UserError where it can't be played.
 */
export async function verifyVariant(
	claim: VariantClaim,
	ports: VerifyPorts,
): Promise<VariantFault | undefined> {
	const {variant} = claim;
	const printed =
		variant.fakes === undefined ? '' : await printedElsewhere(claim, variant.fakes, ports);
	const script = variant.script(printed);
	const why = await atStep(claim, ports, (step) =>
		variant.isEquivalent ? mustPass(claim, script, step) : mustNotPass(claim, script, step),
	);
	return why === undefined ? undefined : {why, script: wholeScript(claim, script)};
}

const actionsOf = (script: string, {attempt}: OpenStep) =>
	parseAttemptScript(fillTemplate(script, attempt.status().facts));

async function mustPass(
	{stepIndex}: VariantClaim,
	script: string,
	step: OpenStep,
): Promise<string | undefined> {
	const {attempt, player} = step;
	const hasPassed = (): boolean => attempt.status().current > stepIndex;
	await player.play(actionsOf(script, step), 'nothing');
	await until(attempt, hasPassed);
	return hasPassed()
		? undefined
		: `it should pass: ${reasonOf(attempt.status().steps[stepIndex]?.verdict)}`;
}

async function mustNotPass(
	{stepIndex}: VariantClaim,
	script: string,
	step: OpenStep,
): Promise<string | undefined> {
	const {attempt, player} = step;
	let timer: NodeJS.Timeout | undefined;
	const patience = new Promise<void>((resolve) => {
		timer = setTimeout(resolve, DECOY_PATIENCE_MS);
	});
	// What hangs is refused once the sandbox is closed; by then nobody waits for it.
	const played = player.play(actionsOf(script, step), 'nothing').catch(() => {});
	await Promise.race([played, patience]);
	clearTimeout(timer);
	return attempt.status().current > stepIndex ? 'it passes, and must not' : undefined;
}

/** What a line of the right attempt prints in a sandbox of its own. */
async function printedElsewhere(
	claim: VariantClaim,
	line: number,
	ports: VerifyPorts,
): Promise<string> {
	let printed = '';
	await atStep(claim, ports, async ({attempt, player}) => {
		const task = attempt.status().steps[claim.stepIndex]?.task;
		const script = task?.attempts.right[claim.index]?.script ?? '';
		let tab = attempt.tabs[0]?.name ?? '';
		for (const {line: at, action} of parseScriptLines(script)) {
			if (action.kind === 'tab') tab = action.name;
			const ended = await endedIn(attempt, () =>
				player.play([{kind: 'tab', name: tab}, action], 'nothing'),
			);
			printed = ended?.output ?? '';
			if (at === line) break;
		}
		return undefined;
	});
	return printed;
}

/** The script from the first step on, as `try` plays it. */
function wholeScript({exercise, before}: VariantClaim, script: string): string {
	const [first] = exercise.tabs;
	return [...before.map((part) => part.trimEnd()), script]
		.map((part) => (exercise.tabs.length > 1 ? `:tab ${first?.name}\n${part}` : part))
		.join('\n');
}
