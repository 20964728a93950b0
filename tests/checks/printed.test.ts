import {describe, expect, test} from 'vitest';
import type {CommandRun} from '../../src/domain/evidence.js';
import {command} from '../domain/evidence-of.js';
import {executing, having, judged, RELEASE, release} from './printed-evidence.js';

describe('a value that the kernel gave counts', () => {
	const honest: readonly (readonly [string, readonly CommandRun[]])[] = [
		['uname', [command('uname -r', `${RELEASE}\n`)]],
		['a file', [command('cat /proc/sys/kernel/osrelease', `${RELEASE}\n`)]],
		['in the middle of a line', [command('cat /proc/version', `Linux version ${RELEASE} (gcc)`)]],
		['echo of a command substitution', [command('echo "is $(uname -r)"', `is ${RELEASE}`)]],
		['echo of a read file', [command('echo $(</proc/sys/kernel/osrelease)', RELEASE)]],
		['a variable filled by the kernel', [command('x=$(uname -r)'), command('echo $x', RELEASE)]],
		['read from a file', [command('read x </proc/sys/kernel/osrelease; echo $x', RELEASE)]],
		['a file that a command filled', [command('uname -r > f'), command('cat f', RELEASE)]],
		['a loop over a file', [command('while read l; do echo $l; done < /proc/version', RELEASE)]],
		[
			'after the echo was tried',
			[command(`echo ${RELEASE}`, RELEASE), command('uname -r', RELEASE)],
		],
		[
			'after it was kept in a file that is not used',
			[command(`echo ${RELEASE} > f`), command('uname -r', RELEASE)],
		],
		['in a shell without marks', [command('uname -r', `uname -r\n${RELEASE}`, {marked: false})]],
		['while it still runs', [command('watch uname -r', RELEASE, {status: undefined})]],
		['by a pattern that fits every line', [command("grep -r '' /proc/version", RELEASE)]],
		['by an alias', [command("alias u='uname -r'"), command('u', RELEASE)]],
		['by a function', [command('u() { uname "$1"; }'), command('u -r', RELEASE)]],
		[
			'by a pattern elsewhere than in the file that keeps what was typed',
			[command(`echo ${RELEASE} > f`), command('grep . /proc/sys/kernel/*', RELEASE)],
		],
		[
			'after a variable was filled by typing that is not used',
			[command(`x=${RELEASE}`), command('uname -r', RELEASE)],
		],
		['with a long name in the line', [command('sha256sum Ni4xOC40; uname -r', RELEASE)]],
		['through a filter', [command('cat /proc/version | cut -d " " -f 3', RELEASE)]],
	];
	test.each(honest)('%s', (_name, runs) => {
		expect(judged(release, having(...runs))).toMatchObject({
			kind: 'passed',
			seen: [{value: RELEASE}],
		});
	});
});

describe('a value that was typed does not count', () => {
	const typed: readonly (readonly [string, readonly CommandRun[]])[] = [
		['echo', [command(`echo ${RELEASE}`, RELEASE)]],
		['quotes in the middle', [command(`echo 6.18'.44'"-fc"`, RELEASE)]],
		['backslashes', [command('echo 6.18\\.44-\\fc', RELEASE)]],
		['a format', [command("printf '%s.%s' 6.18 44-fc", RELEASE)]],
		['hexadecimal escapes', [command("printf '6.18\\x2e44-fc'", RELEASE)]],
		['octal escapes', [command("echo -e '6.18\\05644-fc'", RELEASE)]],
		['escapes of the shell', [command("uname >/dev/null; /bin/echo $'6.18\\x2e44-fc'", RELEASE)]],
		['braces', [command('ls >/dev/null; echo 6.18{.44-fc,}', `${RELEASE} 6.18`)]],
		['an empty expansion', [command('ls >/dev/null; echo 6.18$nothing.44-fc', RELEASE)]],
		['a here-document', [command(`cat <<X\n${RELEASE}\nX`, RELEASE)]],
		['a here-string through a filter', [command('tr x . <<< 6x18x44-fc', RELEASE)]],
		['reversed text', [command('echo cf-44.81.6 | rev', RELEASE)]],
		['encoded text', [command('echo Ni4xOC40NC1mYw== | base64 -d', RELEASE)]],
		[
			'pieces in variables',
			[command('a=6.18'), command('b=44-fc'), command('echo $a.$b', RELEASE)],
		],
		['a variable', [command(`a=${RELEASE}`), command('echo $a', RELEASE)]],
		[
			'a variable printed by a process',
			[command(`export a=${RELEASE}`), command('env | grep $a', RELEASE)],
		],
		['a file', [command(`echo ${RELEASE} > f`), command('cat f', RELEASE)]],
		['a file by another program', [command(`echo ${RELEASE} > f`), command('python3 f', RELEASE)]],
		[
			'pieces in files',
			[command('echo 6.18 >a; echo .44-fc >b'), command("paste -d '' a b", RELEASE)],
		],
		['the name of a file', [command(`touch ${RELEASE}`), command('ls', RELEASE)]],
		['the history', [command(`: ${RELEASE}`), command('history', `1 : ${RELEASE}`)]],
		['a shell of its own', [command(`sh -c 'echo 6.18"".44-fc'`, RELEASE)]],
		['a function of echoes', [command('for x in 6.18; do echo $x.44-fc; done', RELEASE)]],
		['an echo in a substitution', [command('echo $(echo 6.18).44-fc', RELEASE)]],
		[
			'encoded text beside another command',
			[command('ls; base64 -d <<<Ni4xOC40NC1mYw==', RELEASE)],
		],
		['hexadecimal text', [command('ls; echo 362e31382e34342d6663 | xxd -r -p', RELEASE)]],
		['a variable beside another command', [command('v=6.18; echo $v.44-fc; ls', RELEASE)]],
		[
			'variables of earlier lines beside another command',
			[command('a=6.18'), command('b="$a.44"'), command('ls; echo "$b-fc"', RELEASE)],
		],
		['reversed text beside another command', [command('ls; rev <<<cf-44.81.6', RELEASE)]],
		['literals of another language', [command(`python3 -c 'print("6.18."+"44-fc")'`, RELEASE)]],
		[
			'an alias',
			[
				command(`alias uname='echo ${RELEASE}'`),
				command('uname -r', RELEASE, executing('echo', RELEASE)),
			],
		],
		['what an alias stands for', [command(`alias x=${RELEASE}`), command('type x', RELEASE)]],
		[
			'a function',
			[command(`u() { echo ${RELEASE}; }`), command('u', RELEASE, executing('echo', RELEASE))],
		],
		[
			'a function by its keyword',
			[
				command(`function u { echo ${RELEASE}; }`),
				command('u', RELEASE, executing('echo', RELEASE)),
			],
		],
		[
			'a trap',
			[command(`trap 'echo ${RELEASE}' DEBUG`), command('ls', RELEASE, executing('echo', RELEASE))],
		],
		['the list of variables', [command(`export X=${RELEASE}`), command('env', `X=${RELEASE}`)]],
		['declared', [command(`X=${RELEASE}`), command('declare -p', `X=${RELEASE}`)]],
		['a copy', [command(`echo ${RELEASE} >a`), command('cp a b'), command('cat b', RELEASE)]],
		[
			'a copy of a copy',
			[
				command(`echo ${RELEASE} >a`),
				command('cat a >b'),
				command('mv b c'),
				command('dd if=c', RELEASE),
			],
		],
		[
			'a program of their own',
			[
				command(`echo "echo ${RELEASE}" >x; cp x ~/bin/uname; chmod +x ~/bin/uname`),
				command('uname -r', RELEASE, executing('echo', RELEASE)),
			],
		],
		[
			'a pattern',
			[command(`echo ${RELEASE} >aa`), command('cat a*', RELEASE, executing('cat', 'aa'))],
		],
		['a search', [command(`echo ${RELEASE} >aa`), command('grep -r 6 .', RELEASE)]],
		['a link', [command(`ln -s ${RELEASE} a`), command('readlink a', RELEASE)]],
		[
			'a directory',
			[command(`mkdir ${RELEASE}; cd ${RELEASE}`), command('pwd', `/tmp/${RELEASE}`)],
		],
		['typed into cat', [command('cat', `${RELEASE}\n${RELEASE}`, {typed: `${RELEASE}\r`})]],
		[
			'typed into a file',
			[command('cat > f', '', {typed: `${RELEASE}\r`}), command('cat f', RELEASE)],
		],
		[
			'an editor',
			[command('vi f', '', {typed: `o\r${RELEASE}\u001b:wq\r`}), command('cat f', RELEASE)],
		],
		[
			'the name of a command',
			[command(RELEASE, `bash: ${RELEASE}: command not found`, {status: 127})],
		],
		[
			'a shell without marks',
			[command(`echo ${RELEASE}`, `echo ${RELEASE}\n${RELEASE}`, {marked: false})],
		],
		[
			'a recalled line in a shell without marks',
			[command(`echo ${RELEASE}`, RELEASE, {marked: false}), command('', RELEASE, {marked: false})],
		],
	];
	test.each(typed)('%s', (_name, runs) => {
		const verdict = judged(release, having(...runs));
		expect(verdict.kind).toBe('not-yet');
		expect(verdict.reason).toContain('typed');
	});
});
