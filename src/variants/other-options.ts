// Spells the options of a command in the other way that its manual page gives.

import type {LineTraits} from './line-traits.js';
import type {ShellToken} from './shell-words.js';

/** How an option takes its value: not at all, attached, or attached or as the next word. */
type Value = 'none' | 'attached' | 'any';

interface Option {
	readonly short: string;
	readonly long: string;
	readonly value: Value;
}

/** `-r --map-root-user`, `-t --target ANY`, `-m --mount =`: as the manual pages list them. */
const options = (text: string): readonly Option[] =>
	text
		.trim()
		.split(/\s*,\s*/)
		.map((one) => {
			const [short = '', long = '', value] = one.split(' ');
			return {short, long, value: value === 'V' ? 'any' : value === '=' ? 'attached' : 'none'};
		});

const UTIL_LINUX_NAMESPACES =
	'-m --mount =, -u --uts =, -i --ipc =, -n --net =, -p --pid =, -U --user =, -C --cgroup =';

/** unshare(1), nsenter(1), mount(8), umount(8) and the manual pages of the GNU coreutils and grep. */
const PROGRAMS: Readonly<Record<string, readonly Option[]>> = {
	unshare: options(`${UTIL_LINUX_NAMESPACES}, -f --fork, -r --map-root-user, -R --root V`),
	nsenter: options(`${UTIL_LINUX_NAMESPACES}, -t --target V`),
	mount: options('-t --types V, -o --options V'),
	umount: options('-l --lazy, -R --recursive'),
	uname: options(
		'-a --all, -s --kernel-name, -n --nodename, -r --kernel-release, -v --kernel-version, -m --machine',
	),
	id: options('-u --user, -g --group, -n --name'),
	readlink: options('-f --canonicalize'),
	grep: options(
		'-E --extended-regexp, -F --fixed-strings, -i --ignore-case, -v --invert-match, -c --count, -o --only-matching, -r --recursive, -h --no-filename, -H --with-filename, -s --no-messages, -w --word-regexp',
	),
	head: options('-n --lines V, -c --bytes V'),
	tail: options('-n --lines V, -c --bytes V'),
	mkdir: options('-p --parents'),
	cp: options('-a --archive, -r --recursive, -L --dereference, -f --force'),
	rm: options('-r --recursive, -f --force'),
	ls: options('-a --all, -d --directory, -i --inode, -L --dereference'),
	date: options('-s --set V, -u --utc'),
};
/** After the first operand another program's options begin. */
const STARTS_ANOTHER = new Set(['unshare', 'nsenter']);

/** The line with the options of its one program spelled otherwise; undefined where it has none to spell. */
export function otherOptions(
	typed: string,
	{traits}: {readonly traits: LineTraits},
): readonly string[] | undefined {
	const words = traits.tokens.filter(({kind}) => kind === 'word');
	const [program] = words;
	const known = PROGRAMS[program?.text ?? ''];
	if (!traits.isSimple || program?.at !== 0 || known === undefined) return undefined;
	const own = STARTS_ANOTHER.has(program.text) ? beforeOperands(words, known) : words;
	let written = typed;
	// From the last to the first, so that the places of those before it stay.
	for (const [index, word] of [...own.entries()].reverse()) {
		if (!/^-./.test(word.text)) continue;
		const next = words[index + 1];
		const other = spelled(word.text, known, next?.text);
		if (other === undefined) return undefined;
		const end = other.takesNext && next ? next : word;
		written = written.slice(0, word.at) + other.text + written.slice(end.at + end.text.length);
	}
	return written === typed ? undefined : [written];
}

/** The words up to the program that this one starts. */
function beforeOperands(words: readonly ShellToken[], known: readonly Option[]) {
	const isValue = (index: number): boolean =>
		known.some(({short, long, value}) => {
			const before = words[index - 1]?.text;
			return value === 'any' && (before === short || before === long);
		});
	const operand = words.findIndex(
		({text}, index) => index > 0 && !text.startsWith('-') && !isValue(index),
	);
	return operand < 0 ? words : words.slice(0, operand);
}

const spelled = (word: string, known: readonly Option[], next: string | undefined) =>
	word.startsWith('--') ? ofLong(word, known, next) : ofShorts(word, known, next);

interface Spelled {
	readonly text: string;
	/** The next word is its value, and stands in `text`. */
	readonly takesNext: boolean;
}

function ofLong(
	word: string,
	known: readonly Option[],
	next: string | undefined,
): Spelled | undefined {
	const [name = '', value] = word.split(/=(.*)/s);
	const option = known.find(({long}) => long === name);
	// What has no short form stays as it is: --mount-proc.
	if (option === undefined) return {text: word, takesNext: false};
	if (option.value !== 'any') return {text: option.short + (value ?? ''), takesNext: false};
	if (value !== undefined) return {text: `${option.short} ${value}`, takesNext: false};
	return next === undefined ? undefined : {text: `${option.short} ${next}`, takesNext: true};
}

function ofShorts(
	word: string,
	known: readonly Option[],
	next: string | undefined,
): Spelled | undefined {
	const texts: string[] = [];
	for (let at = 1; at < word.length; at += 1) {
		const option = known.find(({short}) => short === `-${word[at]}`);
		if (option === undefined) return undefined;
		const rest = word.slice(at + 1);
		if (option.value === 'attached' && /^[/.~{$]/.test(rest)) {
			return {text: [...texts, `${option.long}=${rest}`].join(' '), takesNext: false};
		}
		if (option.value === 'any') {
			const value = rest || next;
			if (value === undefined) return undefined;
			// Of a word only the beginning is expanded, a tilde in it, too.
			const joint = value.startsWith('~') ? ' ' : '=';
			const text = [...texts, option.long + joint + value].join(' ');
			return {text, takesNext: rest === ''};
		}
		texts.push(option.long);
	}
	return {text: texts.join(' '), takesNext: false};
}
