// Types a script into an exercise as a learner would, for authors, CI and anyone without a
// terminal.

import type {AttemptStatus} from '../../attempt/attempt.js';
import {createScriptPlayer} from '../../attempt/play-script.js';
import {VERIFY_SIZE} from '../../attempt/proof/at-step.js';
import {runAttempt} from '../../attempt/run-attempt.js';
import type {Exercise, Need} from '../../domain/exercise.js';
import {fillTemplate} from '../../domain/fact.js';
import {whyPassedOver} from '../../domain/host.js';
import {parseAttemptScript, scriptProblems} from '../../domain/script.js';
import {UserError} from '../../domain/user-error.js';
import {openAttemptPorts} from '../compose.js';
import {type CommandRunner, flag, number, text} from '../define-command.js';
import {findLesson} from '../find-lesson.js';
import {EXIT} from '../report-error.js';
import {verdictLines} from '../verdict-lines.js';
import type {World} from '../world.js';

export const runTry: CommandRunner = async (args, world) => {
	const {exercise} = findLesson(await world.course(), text(args, 'id') ?? '');
	const script = await world.readText(text(args, 'script') ?? '-');
	checkScript(script, exercise);
	const {meets, hostClass} = await world.host();
	const {status, hung} = await playInto(world, exercise, {
		meets,
		script,
		seed: number(args, 'seed'),
	});
	const steps = status.steps.map(({id, title, missing, verdict, isPassedOver}, index) => ({
		id,
		title,
		recordedAs: missing.length > 0 ? 'seen' : 'done',
		verdict: verdict?.kind ?? (isPassedOver ? 'cannot-tell' : 'not-yet'),
		reason:
			verdict?.reason ??
			(isPassedOver
				? whyPassedOver(missing)
				: index === status.current
					? 'Nothing has been done for it yet.'
					: 'It has not been reached.'),
		...(verdict && 'look' in verdict && verdict.look !== undefined ? {look: verdict.look} : {}),
		evidence: verdict?.seen ?? [],
	}));
	const passed = steps.every(({verdict}) => verdict === 'passed');
	if (flag(args, 'json')) {
		world.print(
			JSON.stringify({exercise: exercise.id, host: hostClass, steps, passed}, undefined, 2),
		);
	} else {
		const lines = status.steps.flatMap((step, index) =>
			verdictLines(step, index === status.current),
		);
		world.print(lines.join('\n'));
	}
	if (hung) world.warn(`${hung.message}\n${hung.nextStep}`);
	if (passed) return EXIT.ok;
	return hung || steps.some(({verdict}) => verdict === 'cannot-tell')
		? EXIT.cannotTell
		: EXIT.notSo;
};

/** A script that can't be played is a mistake of whoever wrote it, told before a sandbox is started for it. */
function checkScript(script: string, {tabs}: Exercise): void {
	const problems = scriptProblems(
		script,
		tabs.map(({name}) => name),
	);
	if (problems.length === 0) return;
	throw new UserError(
		problems.map(({line, sentence}) => `Line ${line} of the script: ${sentence}`).join('\n'),
		[...new Set(problems.map(({cure}) => cure))].join('\n'),
		EXIT.usage,
	);
}

async function playInto(
	world: World,
	exercise: Exercise,
	how: {
		readonly meets: readonly Need[];
		readonly script: string;
		readonly seed: number | undefined;
	},
): Promise<{readonly status: AttemptStatus; readonly hung: UserError | undefined}> {
	const makeValues = await world.makeValues();
	const attempt = await runAttempt(
		{exercise, values: makeValues(exercise, how.seed), meets: how.meets},
		await openAttemptPorts(world),
	);
	try {
		const player = await createScriptPlayer(attempt, VERIFY_SIZE);
		const script = fillTemplate(how.script, attempt.status().facts);
		await player.play(parseAttemptScript(script));
		return {status: attempt.status(), hung: undefined};
	} catch (error) {
		if (error instanceof UserError) return {status: attempt.status(), hung: error};
		throw error;
	} finally {
		await attempt.close();
	}
}
