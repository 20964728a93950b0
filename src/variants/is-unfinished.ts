// Tells whether a command goes on in the line after: in an open loop, quotation or pipeline.

import {readTokens, type ShellToken} from './shell-words.js';

/** What ends each thing that a word or a parenthesis opens; sh(1), "Compound Commands". */
const ENDS: Readonly<Record<string, string>> = {
	if: 'fi',
	for: 'done',
	while: 'done',
	until: 'done',
	select: 'done',
	case: 'esac',
	'{': '}',
	'(': ')',
};
/** Words after which another command begins. */
const BEFORE_COMMAND = /^(?:if|then|elif|else|while|until|do|!|\{|time)$/;
const WANTS_MORE = /^(?:\|\|?|\|&|&&)$/;
const ENDS_IN_BACKSLASH = /(?:^|[^\\])(?:\\\\)*\\$/;

/** These lines, typed one after the other, are not yet a whole command. */
export function isUnfinished(lines: readonly string[]): boolean {
	let awaited: readonly string[] = [];
	let begun = '';
	let wantsMore = false;
	for (const line of lines) {
		const text = begun + line;
		const {tokens, end} = readTokens(text);
		wantsMore = end === 'open' || ENDS_IN_BACKSLASH.test(text);
		begun = wantsMore ? `${text}\n` : '';
		if (wantsMore) continue;
		awaited = awaitedAfter(tokens, awaited);
		wantsMore = WANTS_MORE.test(tokens.at(-1)?.text ?? '');
	}
	return wantsMore || awaited.length > 0;
}

/** What is still to come after these tokens, the innermost last. */
function awaitedAfter(tokens: readonly ShellToken[], before: readonly string[]): readonly string[] {
	const awaited = [...before];
	let isCommand = true;
	for (const {kind, text} of tokens) {
		if (kind === 'operator' || (kind === 'word' && isCommand)) {
			const end = ENDS[text];
			if (end !== undefined) awaited.push(end);
			// The parenthesis after a pattern of `case` closes nothing.
			else if (text === awaited.at(-1)) awaited.pop();
		}
		isCommand = kind === 'operator' || (isCommand && BEFORE_COMMAND.test(text));
	}
	return awaited;
}
