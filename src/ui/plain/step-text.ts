import type {AttemptStep} from '../../attempt/attempt.js';
import {SANDBOX_NEED, whyPassedOver} from '../../domain/host.js';
import {uncounted, unsaidSightings, type Verdict} from '../../domain/verdict.js';
import {isQuestionOpen, type SessionState, shownStep} from '../../session/state.js';
import {guideKeyLabel} from '../keys/guide-key.js';
import {mendOf} from '../screens/verdict-rows.js';
import {sightingText, wrapped} from './block-text.js';

/** A text of an exercise as lines, its indents and deliberate breaks kept. */
const rowsOf = (text: string, width: number): readonly string[] =>
	text
		.trimEnd()
		.split('\n')
		.flatMap((row) =>
			wrapped(row.trim(), width, row.slice(0, row.length - row.trimStart().length)),
		);

/** Why a step can only be seen, or not even that, and what would unlock it. */
function missingText(
	{host}: SessionState,
	{missing, isPassedOver}: AttemptStep,
	width: number,
): readonly string[] {
	if (missing.length === 0) return [];
	const lacking = isPassedOver
		? `${whyPassedOver(missing)} It is passed over.`
		: `This host lacks ${missing.join(', ')}, so you observe; it counts as seen.`;
	// What gives a sandbox depends on the host, and fills more than a line: doctor says it.
	const mend = missing.includes(SANDBOX_NEED) ? undefined : mendOf(host, missing);
	return [
		...wrapped(lacking, width),
		...(mend === undefined ? [] : wrapped(`\`${mend.command}\` unlocks it.`, width)),
	];
}

/** The task of the shown step as lines, with its place among the others and the question it asks. */
export function taskText(state: SessionState, width: number): readonly string[] {
	const {run} = state;
	const step = shownStep(run);
	if (run === undefined || step === undefined) return [];
	const {task} = step.task;
	const question = isQuestionOpen(run) ? run.status?.question?.text : undefined;
	return [
		...wrapped(
			`Step ${run.shown + 1} of ${run.status?.steps.length ?? 0}: ${step.title}${step.title.endsWith('?') ? '' : '.'}`,
			width,
		),
		...missingText(state, step, width),
		...(step.isPassedOver ? [] : rowsOf(task, width)),
		...(question === undefined || task.includes(question) ? [] : rowsOf(question, width)),
		...(question === undefined ? [] : [`${guideKeyLabel(state)} a answers the question.`]),
	];
}

const WORDS = {
	'not-yet': 'Not yet.',
	'cannot-tell': 'Cannot tell; this is not your fault.',
} as const;

/** The answer that is replied to, where the reply itself does not repeat it. */
function answeredText(verdict: Exclude<Verdict, {kind: 'passed'}>): string | undefined {
	const quoted = verdict.answered && `"${verdict.answered.text}"`;
	return quoted === undefined || verdict.reason.includes(quoted)
		? undefined
		: `You answered ${quoted}.`;
}

/** Which parts of the step were seen, and which were not. */
function partsText({parts = []}: Exclude<Verdict, {kind: 'passed'}>): readonly string[] {
	if (parts.length === 0) return [];
	const named = (holds: boolean): string =>
		parts.flatMap((part) => (part.holds === holds ? [part.name] : [])).join(', ');
	const missing = named(false);
	return [`There: ${named(true)}.`, ...(missing === '' ? [] : [`Missing: ${missing}.`])];
}

/** What is said about a verdict, between two prompts. `guideKey` is how the guide key is written. */
export function verdictText(
	step: AttemptStep,
	verdict: Verdict,
	width: number,
	guideKey: string,
): readonly string[] {
	if (verdict.kind === 'passed') {
		const {seen} = verdict;
		const {meaning} = step.task;
		const word = step.missing.length > 0 ? 'Seen, not done.' : 'Passed.';
		return [
			...wrapped(`${word} ${verdict.reason}`, width),
			...rowsOf(meaning, width),
			...sightingText(unsaidSightings(seen, meaning), width),
		];
	}
	const after = verdict.about === undefined ? undefined : `After "${verdict.about}":`;
	const word =
		verdict.kind === 'failed'
			? `It can't be reached any more: ${guideKey} r starts the exercise anew.`
			: WORDS[verdict.kind];
	const said = [
		word,
		answeredText(verdict),
		after,
		uncounted(verdict),
		verdict.look,
		...partsText(verdict),
	]
		.filter(Boolean)
		.join(' ');
	// What was seen on the way is no evidence yet, and eight rows of it drown the reason.
	return wrapped(said, width);
}
