// Writes what bash reads at its start, so that the learner's shells mark commands and prompts.

import {LEARNER_HOME} from '../domain/shared-names.js';
import {MARK_OSC} from '../domain/shell-mark.js';
import {LESSON_DIRECTORY} from './inside-scripts.js';
import {TRACE_AT_PROMPT, TRACE_DEFINITIONS, TRACE_STATE} from './shell-trace.js';

/**
 * Fewer than the whole sandbox may have: when the learner's shells can no longer fork, this program
 * can still look.
 */
const LEARNER_PROCESSES = 448;

/**
 * The terminal, while a prompt is made. What a DEBUG trap of the learner's, or a trace of theirs,
 * would print of that function goes nowhere.
 */
const STDOUT_FD = 197;

/**
 * The learner's ~/.bashrc: the prompt, and the marks of `domain/shell-mark.ts`.
 *
 * Every interactive bash below this HOME reads it, so the marks go on inside `unshare … bash`. It
 * uses only builtins, without a fork: a prompt must not start processes that the learner would then
 * find in `ps`, and must work without base64 and where nothing can be forked (at a limit, or in
 * `unshare --pid bash`, whose first child was process 1). There, a fork that fails in
 * PROMPT_COMMAND makes bash show the prompt again, and fail again, without end.
 */
export function shellRc(key: string): string {
	return `# Shell of a lesson. The OSC ${MARK_OSC} sequences tell this program where commands begin and end.
unset HISTFILE HISTCONTROL HISTIGNORE HISTTIMEFORMAT
unset -f command_not_found_handle
HISTSIZE=1000
ulimit -u ${LEARNER_PROCESSES} 2>/dev/null
PROMPT_DIRTRIM=2
shopt -s checkwinsize
export SHELL=/bin/bash
[[ :$PATH: == *:${LEARNER_HOME}/bin:* ]] || PATH=${LEARNER_HOME}/bin:$PATH

__lesson_base64() {
	local LC_ALL=C text=$1 alphabet=ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/
	local -i at length=\${#text} a b c
	__lesson_encoded=
	for ((at = 0; at < length; at += 3)); do
		printf -v a %d "'\${text:at:1}"
		printf -v b %d "'\${text:at+1:1}"
		printf -v c %d "'\${text:at+2:1}"
		((a &= 255, b &= 255, c &= 255, a = a << 16 | b << 8 | c))
		__lesson_encoded+=\${alphabet:a>>18:1}\${alphabet:a>>12&63:1}
		((at + 1 < length)) && __lesson_encoded+=\${alphabet:a>>6&63:1} || __lesson_encoded+==
		((at + 2 < length)) && __lesson_encoded+=\${alphabet:a&63:1} || __lesson_encoded+==
	done
}

__lesson_tty() {
	local tty
	for tty in /dev/pts/[0-9]*; do
		[[ $tty -ef /proc/self/fd/0 ]] && __lesson_tty=$tty && return
	done
	__lesson_tty=
}

${TRACE_DEFINITIONS}${TRACE_STATE}
__lesson_prompt() {
	local status=$? pipeline="\${PIPESTATUS[*]}" line= told=0
	[[ $- == *x* && $BASH_XTRACEFD ]] && told=1
	set +Tx
	local kept=~/.lesson-line-\${__lesson_tty##*/}
	{ history 1 >|"$kept" && IFS= read -rd '' line <"$kept"; } 2>/dev/null
	line=\${line%$'\\n'}
	[[ $line =~ ^[[:space:]]*[0-9]+\\*?[[:space:]][[:space:]](.*)$ ]] && line=\${BASH_REMATCH[1]}
	__lesson_base64 "$line"
	printf '\\e]${MARK_OSC};${key};prompt;%d;%d;%s;%s;%s;%d;%d\\a' "$status" "$BASHPID" "$__lesson_encoded" "$pipeline" "$__lesson_shell" "$told" "\${!:-0}" >&${STDOUT_FD}
${TRACE_AT_PROMPT}}

__lesson_tty
__lesson_socket
export BASH_ENV=${LESSON_DIRECTORY}/bash-env
PROMPT_COMMAND='{ __lesson_prompt; } ${STDOUT_FD}>&1 >/dev/null 2>&1'
PS0='\\e]${MARK_OSC};${key};run;$BASHPID\\a'
__lesson_typing='\\[\\e]${MARK_OSC};${key};typing\\a\\]'
if [[ -n $NO_COLOR || $TERM == dumb ]]; then
	PS1='\\u@\\h:\\w\\$ '$__lesson_typing
elif ((EUID == 0)); then
	PS1='\\[\\e[1;31m\\]\\u@\\h\\[\\e[0m\\]:\\w\\$ '$__lesson_typing
else
	PS1='\\[\\e[1;32m\\]\\u@\\h\\[\\e[0m\\]:\\w\\$ '$__lesson_typing
fi
`;
}

/** Makes a login shell (`bash -l`, `su -`) behave like the others. */
export const BASH_PROFILE = `. ~/.bashrc\n`;
