// Writes how the learner's shells tell what they execute: bash's own trace, on a socket.

import {TRACE_SEPARATOR} from '../domain/execution.js';
import {TAB_VARIABLE} from '../domain/shared-names.js';

/** The socket as the sandbox's scripts have it; sh can name only descriptors of one digit. */
export const TRACE_SOCKET_FD = 8;
/** Where a shell keeps the socket, out of the way of descriptors that people use by hand. */
const KEPT_FD = 198;
/** Where bash writes; it closes this one by itself whenever BASH_XTRACEFD changes. */
const WRITTEN_FD = 199;

/**
 * So many commands between two prompts are told, then no more until the next: a loop that spins
 * would run ten times slower. What counts them is a DEBUG trap, since that alone can end the trace
 * in every subshell; it goes with the trace, so that a loop is at full speed from then on.
 */
const MOST_TOLD = 1000;

const PS4 = [
	'+',
	`$${TAB_VARIABLE}`,
	'$__lesson_shell',
	'$BASHPID',
	// biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's own template
	'${PIPESTATUS[*]}',
	'$PWD',
	'',
].join(TRACE_SEPARATOR);

/** What the counting trap runs; a reader of the trace leaves it out by these words. */
const COUNTING = '__lesson_told';
const TRAP = `((++${COUNTING}>${MOST_TOLD}))&&{ set +Tx;trap - DEBUG;}`;

/** Defines what finds the socket, and what begins the trace; `keep` leaves the DEBUG trap alone. */
export const TRACE_DEFINITIONS = `__lesson_shell=$BASHPID.$RANDOM
__lesson_socket() {
	{ : >&${KEPT_FD}; } 2>/dev/null && return
	{ : >&${TRACE_SOCKET_FD}; } 2>/dev/null && exec ${KEPT_FD}>&${TRACE_SOCKET_FD} ${TRACE_SOCKET_FD}>&-
}
__lesson_trace() {
	{ : >&${KEPT_FD}; } 2>/dev/null || return
	if [[ $BASH_XTRACEFD != ${WRITTEN_FD} ]]; then
		exec ${WRITTEN_FD}>&${KEPT_FD}
		BASH_XTRACEFD=${WRITTEN_FD}
	fi
	PS4=$'${PS4.replaceAll(TRACE_SEPARATOR, '\\x1f')}'
	${COUNTING}=0
	if [[ $1 == keep ]]; then
		set -x
	else
		trap '${TRAP}' DEBUG
		set -Tx
	fi
}
`;

const SET_X = `(^|[;&|])[[:space:]]*set[[:space:]]+-([a-zA-Z]*x|o[[:space:]]+xtrace)`;
const UNSET_X = `(^|[;&|])[[:space:]]*set[[:space:]]+[+]([a-zA-Z]*x|o[[:space:]]+xtrace)`;

/** What a shell starts with before its first prompt. */
export const TRACE_STATE = `__lesson_ps4='+ ' __lesson_mode= ${COUNTING}=1
`;

/**
 * Ends the function that makes the prompt, and begins the trace again; `$line` is the line before
 * the prompt, and `$kept` names a file to use. It is no function of its own: one that does not
 * inherit the DEBUG trap cannot take it away.
 *
 * A shell whose learner has it trace itself (`set -x`) does that as ever, and tells us nothing. A
 * DEBUG trap of the learner's stays; where they have set one, ours counts nothing. Then no function may
 * inherit it, so nobody counts.
 */
export const TRACE_AT_PROMPT = `	[[ $PS4 == *__lesson_shell* ]] || __lesson_ps4=$PS4
	if [[ $line =~ ${SET_X} ]]; then
		__lesson_mode=own
		((${COUNTING})) && trap - DEBUG
		unset BASH_XTRACEFD
		PS4=$__lesson_ps4
	elif [[ $line =~ ${UNSET_X} || ($__lesson_mode == keep && $line =~ trap[[:space:]]+-[[:space:]].*DEBUG) ]]; then
		__lesson_mode=
	elif [[ $__lesson_mode == '' && (${COUNTING} -eq 0 || $line == *trap*) ]]; then
		line=
		{ trap -p DEBUG >|"$kept" && IFS= read -rd '' line <"$kept"; }
		[[ $line && $line != *${COUNTING}* ]] && __lesson_mode=keep
	fi
	if [[ $__lesson_mode == own ]]; then
		set -x
	else
		__lesson_trace $__lesson_mode
	fi
`;

const SET_X_ANYWHERE = 'set[[:space:]]+-[a-zA-Z]*x|xtrace';
/** Loops without a list, and functions, which may call themselves. */
const MAY_SPIN = 'while|until|for[[:space:]]*[(]|[(][)]|function';

/**
 * Finds the script that a bash is to run. Before 5.2 `$0` is still the shell's own name while BASH_ENV
 * is read (seen with 5.1.4), so that its arguments tell: the first that is no option.
 */
const SCRIPT_NAME = `__lesson_script=$0
if [[ ! -v BASH_EXECUTION_STRING ]] && ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] < 502)); then
	__lesson_words=()
	{ mapfile -d '' -t __lesson_words </proc/$BASHPID/cmdline; } 2>/dev/null
	__lesson_skip=1
	for __lesson_script in "\${__lesson_words[@]}" ''; do
		((__lesson_skip)) && { __lesson_skip=0; continue; }
		[[ $__lesson_script == [-+][oO] ]] && __lesson_skip=1
		[[ $__lesson_script == [-+]* ]] || break
	done
	unset __lesson_words __lesson_skip
fi
`;

/**
 * What every bash that runs a script reads first (bash(1), BASH_ENV). Programs of the system that
 * are scripts tell nothing, and a script that traces itself keeps its own trace.
 *
 * There is no trap that counts in a script: bash gives the terminal to whatever ran a DEBUG trap, and
 * a script in the background would take it from the shell, which then reads its end. So one that may
 * spin tells nothing.
 */
export const BASH_ENV_TEXT = `{ [[ $- == *x* || -z $${TAB_VARIABLE} ]] && return; } 2>/dev/null
${SCRIPT_NAME}[[ ! -v BASH_EXECUTION_STRING && ($__lesson_script == /usr/* || $__lesson_script == /bin/* || $__lesson_script == /sbin/* || $__lesson_script == /lib/*) ]] && return
${TRACE_DEFINITIONS}__lesson_text=$BASH_EXECUTION_STRING
[[ ! -v BASH_EXECUTION_STRING && -f $__lesson_script && -r $__lesson_script ]] && IFS= read -rd '' __lesson_text <"$__lesson_script"
__lesson_own='${SET_X_ANYWHERE}|${MAY_SPIN}'
[[ $__lesson_text =~ $__lesson_own ]] || __lesson_own=
unset __lesson_text __lesson_script
[[ $__lesson_own ]] || __lesson_trace keep
`;
