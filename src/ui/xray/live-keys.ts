import type {KeyName} from '../keys/parse-keys.js';

/** What a key can make happen in the live view of `xray`. */
export type LiveCommand =
	| 'up'
	| 'down'
	| 'page-up'
	| 'page-down'
	| 'first'
	| 'last'
	| 'open'
	| 'next'
	| 'previous'
	| 'overview'
	| 'namespaces'
	| 'users'
	| 'rights'
	| 'mounts'
	| 'network'
	| 'group'
	| 'pause'
	| 'back'
	| 'quit';

/** Where a key means that. */
type LiveContext = 'list' | 'process' | 'both';

export interface LiveBinding {
	readonly context: LiveContext;
	/** The first is the one that is shown. */
	readonly keys: readonly KeyName[];
	readonly command: LiveCommand;
	/** For the last row; empty where there is no room for it. */
	readonly label: string;
	readonly help: string;
}

const bind = (
	context: LiveContext,
	keys: readonly KeyName[],
	command: LiveCommand,
	label: string,
	help: string,
): LiveBinding => ({context, keys, command, label, help});

/** All keys of the live view. Its last row and docs/xray.md print this table. */
export const LIVE_KEYS: readonly LiveBinding[] = [
	bind('list', ['enter', 'right', 'l'], 'open', 'open', 'Opens what is pointed at.'),
	bind('process', ['1'], 'namespaces', '', 'Namespaces, and what is not told.'),
	bind('process', ['2'], 'users', '', 'Users, groups and their maps.'),
	bind('process', ['3'], 'rights', '', 'Capabilities, seccomp, security label, limits.'),
	bind('process', ['4'], 'mounts', '', 'The root and the mounts that matter.'),
	bind('process', ['5'], 'network', '', 'Interfaces and who listens.'),
	bind('process', ['6'], 'group', '', 'The control group: limits, counters, pressure.'),
	bind('process', ['0', 'home'], 'overview', '', 'The boxes, and a row for each part.'),
	bind('process', ['tab', 'right', 'l'], 'next', '', 'The next part.'),
	bind('process', ['shift-tab', 'left', 'h'], 'previous', '', 'The part before.'),
	bind('both', ['up', 'k'], 'up', '', 'One row up.'),
	bind('both', ['down', 'j'], 'down', '', 'One row down.'),
	bind('both', ['page-up'], 'page-up', '', 'A window up.'),
	bind('both', ['page-down'], 'page-down', '', 'A window down.'),
	bind('list', ['home', 'g'], 'first', '', 'The first row.'),
	bind('list', ['end', 'G'], 'last', '', 'The last row.'),
	bind(
		'both',
		['space', 'p'],
		'pause',
		'hold',
		'Holds the picture as it is; again, and it goes on.',
	),
	bind('process', ['b', 'backspace'], 'back', 'list', 'Shows the list.'),
	bind(
		'both',
		['q', 'escape', 'ctrl-c'],
		'quit',
		'quit',
		'Ends it; Esc goes back to the list first, where you came from it.',
	),
];

export const commandOf = (key: KeyName, context: 'list' | 'process'): LiveCommand | undefined =>
	LIVE_KEYS.find(
		(binding) =>
			(binding.context === context || binding.context === 'both') && binding.keys.includes(key),
	)?.command;
