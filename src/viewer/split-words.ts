/** A line as the words that a command is started with, or why it can't be that. */
export type SplitLine =
	| {readonly words: readonly string[]}
	| {readonly words: undefined; readonly why: string};

/** What a shell would act on. Nothing here does, so each is refused with what is missing. */
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
 * One piece of a line: blanks or a comment, a part in quotes, a quoted character, `$$`, or plain characters. `$$` is the
 * only thing that is filled in: it is how a line names the process that runs the commands.
 */
const PIECE =
	/(?<blank>[ \t]+|(?<![^ \t])#[\s\S]*)|'(?<single>[^']*)'|"(?<double>(?:\\[\s\S]|[^"\\])*)"|\\(?<escaped>[\s\S])|(?<pid>\$\$)|(?<plain>[^ \t\n\r'"\\|<>;&`()$*?[\]{}~!]+)/y;

/** Inside double quotes a backslash keeps its meaning before these (POSIX, Shell Command Language 2.2.3). */
const QUOTED_IN_DOUBLE = /\\(["\\$`])|\$\$|([$`])/g;

/**
 * Splits a line into words with the plain quoting of a shell: '…', "…" and a backslash. There is no shell
 * behind it, so whatever would need one is refused.
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
