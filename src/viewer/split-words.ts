// Splits a typed line into words where no shell will, and refuses what only a shell could do.

/** The words a command is started with, or why the line is not a command. */
export type SplitLine =
	| {readonly words: readonly string[]}
	| {readonly words: undefined; readonly why: string};

/** What a shell would act on. Nothing here does, so each is refused by its name. */
const SHELL_SIGNS: readonly (readonly [string, string])[] = [
	['|', 'a pipe'],
	['<>', 'a redirection'],
	[';&\n\r', 'a second command'],
	['`()', 'a command inside a command'],
	['$', 'a variable'],
	['*?[]', 'a pattern for file names'],
	['{}', 'braces'],
	['~', 'a home directory'],
	['!', 'the history'],
];

/**
 * One piece of a line: blanks or a comment, a quoted part, an escaped character, `$$`, or plain
 * characters. Only `$$` is substituted: it is how a line names the process that runs the commands.
 */
const PIECE =
	/(?<blank>[ \t]+|(?<![^ \t])#[\s\S]*)|'(?<single>[^']*)'|"(?<double>(?:\\[\s\S]|[^"\\])*)"|\\(?<escaped>[\s\S])|(?<pid>\$\$)|(?<plain>[^ \t\n\r'"\\|<>;&`()$*?[\]{}~!]+)/y;

/** Inside double quotes a backslash escapes only these (POSIX, Shell Command Language 2.2.3). */
const QUOTED_IN_DOUBLE = /\\(["\\$`])|\$\$|([$`])/g;

/**
 * Splits a line into words with a shell's plain quoting: '…', "…" and a backslash. No shell
 * follows, so whatever would need one is refused.
 */
export function splitWords(line: string, ownPid: number): SplitLine {
	const words: string[] = [];
	let word: string | undefined;
	PIECE.lastIndex = 0;
	while (PIECE.lastIndex < line.length) {
		const at = PIECE.lastIndex;
		const piece = PIECE.exec(line)?.groups;
		const sign = piece === undefined ? line[at] : liveSignIn(piece['double'] ?? '');
		if (piece === undefined || sign !== undefined) return refusedAt(sign ?? '');
		if (piece['blank'] === undefined) {
			word = (word ?? '') + textOf(piece, ownPid);
			continue;
		}
		if (word !== undefined) words.push(word);
		word = undefined;
	}
	return {words: word === undefined ? words : [...words, word]};
}

function textOf(
	{single, double, escaped, plain}: Readonly<Record<string, string | undefined>>,
	ownPid: number,
): string {
	const inDouble = double?.replaceAll(
		QUOTED_IN_DOUBLE,
		(_, sign?: string) => sign ?? String(ownPid),
	);
	return single ?? inDouble ?? escaped ?? plain ?? String(ownPid);
}

/** What a shell would act on inside double quotes. */
const liveSignIn = (double: string): string | undefined =>
	[...double.matchAll(QUOTED_IN_DOUBLE)].flatMap(([, , sign]) => sign ?? [])[0];

function refusedAt(sign: string): SplitLine {
	if (sign === '\\') return {words: undefined, why: 'The line ends behind a backslash.'};
	if (sign === '"' || sign === "'") {
		return {words: undefined, why: `The line has a ${sign} that is not closed.`};
	}
	const name = SHELL_SIGNS.find(([signs]) => signs.includes(sign))?.[1] ?? 'a control character';
	return {
		words: undefined,
		why: `There is no shell here, so "${sign}" (${name}) means nothing: give one command and its words.`,
	};
}
