import type {Command, KeyBinding, KeyContext} from './binding.js';
import type {KeyName} from './parse-keys.js';

export const bind = (
	context: KeyContext,
	keys: readonly KeyName[],
	command: Command,
	label: string,
	help: string,
): KeyBinding => ({context, keys, command, label, help});

/** The keys by which a line is edited, wherever one is written. */
export const editing = (context: 'answer' | 'search' | 'find'): readonly KeyBinding[] => [
	bind(context, ['left', 'ctrl-b'], 'left', '', 'One character to the left.'),
	bind(context, ['right', 'ctrl-f'], 'right', '', 'One character to the right.'),
	bind(context, ['home', 'ctrl-a'], 'start', '', 'To the beginning of the line.'),
	bind(context, ['end', 'ctrl-e'], 'end', '', 'To the end of the line.'),
	bind(context, ['backspace'], 'delete-before', '', 'Deletes the character before.'),
	bind(context, ['delete', 'ctrl-d'], 'delete-after', '', 'Deletes the character at the cursor.'),
	bind(context, ['ctrl-w'], 'delete-word', '', 'Deletes the word before.'),
	bind(context, ['ctrl-u'], 'delete-to-start', '', 'Deletes to the beginning of the line.'),
	bind(context, ['ctrl-k'], 'delete-to-end', '', 'Deletes to the end of the line.'),
];
