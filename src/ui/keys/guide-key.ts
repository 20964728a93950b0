import type {Facts} from '../../domain/evidence.js';
import {GUIDE_KEY_FACT, GUIDE_KEYS_FACT} from '../../domain/fact.js';
import type {SessionState} from '../../session/state.js';
import {type GuideKey, USUAL_GUIDE_KEYS} from '../../terminal/guide-keys.js';
import {keyLabel} from './key-help.js';

type Environment = Readonly<Record<string, string | undefined>>;

const [FIRST, SECOND] = USUAL_GUIDE_KEYS;

/**
 * Whether the terminal is an editor's that keeps Ctrl-G for itself (docs/decisions/0010). VS Code and what is made
 * of it name themselves; inside tmux, which puts its own name there, other variables of theirs are left.
 */
function isKeptByEditor(env: Environment): boolean {
	const program = env['TERM_PROGRAM'] ?? '';
	if (program === 'vscode' || env['CODESPACES'] === 'true') return true;
	const mayBeInside = program === '' || program === 'tmux';
	return mayBeInside && Object.keys(env).some((name) => name.startsWith('VSCODE_'));
}

/** How guide keys are written, all of them in a sentence: `Ctrl-G or F9`. */
const orOf = (keys: readonly GuideKey[]): string => keys.map((key) => keyLabel(key)).join(' or ');

/**
 * What `{{guide.key}}` and `{{guide.keys}}` stand for: the key that was chosen, or else the one that reaches the program in
 * this terminal; and all that do.
 */
export const guideKeyFacts = (env: Environment, chosen?: GuideKey): Facts =>
	new Map([
		[GUIDE_KEY_FACT, keyLabel(chosen ?? (isKeptByEditor(env) ? SECOND : FIRST))],
		[GUIDE_KEYS_FACT, orOf(guideKeysOf(chosen))],
	]);

/** The keys that speak to the guide: the chosen one alone, so that every other is the shell's. */
export const guideKeysOf = (chosen: GuideKey | undefined): readonly GuideKey[] =>
	chosen === undefined ? USUAL_GUIDE_KEYS : [chosen];

/** How the guide key is written that is shown here. */
export const guideKeyLabel = ({facts}: Pick<SessionState, 'facts'>): string =>
	facts.get(GUIDE_KEY_FACT) ?? keyLabel(FIRST);

/** How all of them are written. */
export const guideKeyLabels = ({facts}: Pick<SessionState, 'facts'>): string =>
	facts.get(GUIDE_KEYS_FACT) ?? orOf(USUAL_GUIDE_KEYS);
