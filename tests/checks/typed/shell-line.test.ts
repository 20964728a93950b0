import {describe, expect, test} from 'vitest';
import {parseShellLine} from '../../../src/checks/typed/shell-line.js';

/** Each command as its words; what is expanded or computed is said behind the word. */
const read = (line: string): readonly string[] =>
	parseShellLine(line).map(({words, assignments, reads, writes}) =>
		[
			...assignments.map(({name, value}) => `${name}=${value.text}`),
			...words.map(({text, variables, computed}) =>
				[text, ...variables.map((name) => `$${name}`), ...(computed ? ['?'] : [])].join(''),
			),
			...reads.map(({text}) => `<${text}`),
			...writes.map(({text}) => `>${text}`),
		].join(' '),
	);

describe('a line is read as the shell reads it', () => {
	test.each([
		['echo a  b', ['echo a b']],
		['echo \'a b\'"c $d"e\\ f', ['echo a bc e f$d']],
		["echo $'a\\x2eb\\056c'", ['echo a.b.c']],
		['a; b && c || d & e | f', ['a', 'b', 'c', 'd', 'e', 'f']],
		['x=1 y="2 3" env', ['x=1 y=2 3']],
		['x=1 y=2 ls $x', ['x=1 y=2 ls $x']],
		['echo $(uname -r) `id`', ['uname -r', 'id', 'echo ? ?']],
		['echo "$(cat "$(ls)")"', ['ls', 'cat ?', 'echo ?']],
		['cat <(ls) < in > out 2>&1 2>err', ['ls', 'cat ? <in >out >err']],
		['cat <<X > f\nline $(id)\nX\nls', ['cat >f', 'ls']],
		["tr a b <<< 'c d'", ['tr a b']],
		// biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the shell
		['echo ${HOME:-x} $$ ${#y} $((z + 1))', ['echo $HOME $$ $y $z']],
		['ls *.c [ab]? ~', ['ls *.c? [ab]?? ~']],
		['if time ls; then exec id; fi', ['ls', 'id']],
		['(cd /; { pwd; })', ['cd /', 'pwd']],
		["sh -c 'uname -r; id'", ['sh -c uname -r; id', 'uname -r', 'id']],
		['unshare -Ur bash -c "echo hi"', ['unshare -Ur bash -c echo hi', 'echo hi']],
		['ls # comment; rm', ['ls']],
		['echo a#b', ['echo a#b']],
		['ls -l \\\n -a', ['ls -l -a']],
		['', []],
	])('%j', (line, commands) => {
		expect(read(line)).toEqual(commands);
	});
});

describe('what is no line is read without failing', () => {
	test.each(['$(', '`', '"', "'", '$((', '${', '<<A\n', '((', '\\', '>', 'sh -c "', ';;'])(
		'a great many of %j',
		(piece) => {
			expect(Array.isArray(parseShellLine(piece.repeat(50_000)))).toBe(true);
		},
	);
});
