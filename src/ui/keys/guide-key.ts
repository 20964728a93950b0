import type {Facts} from '../../domain/evidence.js';
import {GUIDE_KEY_FACT} from '../../domain/fact.js';
import type {SessionState} from '../../session/state.js';
import {GUIDE_KEYS} from '../../terminal/guide-keys.js';
import {keyLabel} from './key-help.js';

type Environment = Readonly<Record<string, string | undefined>>;

const [FIRST, SECOND] = GUIDE_KEYS;

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

/** The guide key that reaches the program in this terminal, as it is written: what `{{guide.key}}` stands for. */
export const guideKeyFacts = (env: Environment): Facts =>
	new Map([[GUIDE_KEY_FACT, keyLabel(isKeptByEditor(env) ? SECOND : FIRST)]]);

/** How the guide key is written that is shown here. */
export const guideKeyLabel = ({facts}: Pick<SessionState, 'facts'>): string =>
	facts.get(GUIDE_KEY_FACT) ?? keyLabel(FIRST);
