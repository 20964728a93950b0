import type {Block, PrintedCommand} from '../domain/course.js';

interface Fence {
	readonly value: string;
	/** What stands after `console` in the opening line of the fence. */
	readonly meta: string;
	/** The line of the file on which the fence opens. */
	readonly line: number;
}

interface Expectation {
	readonly status: number;
	readonly notRun: string | undefined;
}

const META = /^(?:status=(?<status>\d{1,3})|not-run="(?<notRun>[^"]+)")$/;

function readMeta(meta: string): Expectation | undefined {
	if (meta.trim() === '') return {status: 0, notRun: undefined};
	const groups = META.exec(meta.trim())?.groups;
	if (groups === undefined) return undefined;
	return {status: Number(groups['status'] ?? 0), notRun: groups['notRun']};
}

/**
 * The commands that a console fence prints, each after `$ `. The status of the fence is that of its
 * last command; those before it end with 0. A string is what is wrong with the fence.
 */
export function parseConsole({value, meta, line}: Fence): Block | string {
	const expected = readMeta(meta);
	if (expected === undefined) return `\`${meta}\` is not something a console block can be told.`;
	const lines = value.split('\n');
	const typed = lines.flatMap((text, index) =>
		text.startsWith('$ ') ? [{line: text.slice(2), at: line + 1 + index}] : [],
	);
	if (typed.length === 0) return 'A console block needs at least one command, after `$ `.';
	const commands: readonly PrintedCommand[] = typed.map((command, index) => ({
		...command,
		status: index === typed.length - 1 ? expected.status : 0,
		...(expected.notRun === undefined ? {} : {notRun: expected.notRun}),
	}));
	return {kind: 'console', lines, commands};
}
