import {describe, expect, test} from 'vitest';
import {command, evidenceOf, moment} from '../domain/evidence-of.js';
import {verdictOf} from './verdict-of.js';

describe('ran', () => {
	const evidence = evidenceOf([
		moment(command('unshare --pid bash', '', {status: 1})),
		moment(command('ls')),
		moment(command('sleep 9', '', {status: undefined})),
	]);
	test.each([
		[{line: 'unshare .*--pid'}, 'passed'],
		[{line: '^bash'}, 'not-yet'],
		[{line: 'unshare', status: 1}, 'passed'],
		[{line: 'unshare', status: 'nonzero'}, 'passed'],
		[{line: 'unshare', status: 0}, 'not-yet'],
		[{line: '^ls', status: 'nonzero'}, 'not-yet'],
		[{line: 'unshare', tab: 'outside'}, 'not-yet'],
		[{line: '^sleep', status: 'nonzero'}, 'not-yet'],
	])('%j: %s', (spec, expected) => {
		expect(verdictOf({ran: spec}, evidence).kind).toBe(expected);
	});
});

describe('ran, where the shell has told what it executed', () => {
	const executed = (line: string, ...commands: readonly (readonly [string, number?, string?])[]) =>
		moment(
			command(line, '', {
				executed: commands.map(([text, status, directory = '/home/learner']) => ({
					words: text.split(' '),
					directory,
					status,
				})),
			}),
		);
	const refused = {program: 'date', arguments: '-s', status: 'nonzero'};
	test.each([
		[
			'its own status counts, not that of the line',
			refused,
			'passed',
			[
				['date -s now', 1],
				['echo no', 0],
			],
		],
		['a program by its path', refused, 'passed', [['/bin/date -s now', 1]]],
		[
			'behind what only starts it',
			refused,
			'passed',
			[['env A=1 timeout -k 2 5 command date -s now', 1]],
		],
		['a status that nobody told', refused, 'not-yet', [['date -s now', undefined]]],
		['granted is not refused', refused, 'not-yet', [['date -s now', 0]]],
		['an echo of it is another program', refused, 'not-yet', [['echo date -s now', 1]]],
		[
			'a relative name',
			{program: 'cat', arguments: '^/proc/1/comm$'},
			'passed',
			[['cat comm', 0, '/proc/1']],
		],
		['an applet of busybox', refused, 'passed', [['busybox date -s now', 1]]],
		[
			'over the lines of a word',
			{command: '^python3 .*hostname.*sethostname'},
			'passed',
			[['python3 -c import os\nhostname = 1\nos.sethostname()', 0]],
		],
		[
			'a bare number is no relative path',
			{program: 'ipcrm', arguments: '^(?!-m \\d)'},
			'not-yet',
			[['ipcrm -m 0', 1]],
		],
		['a number in /proc', {command: '\\bfd/7$'}, 'passed', [['ls 7', 2, '/proc/self/fd']]],
		[
			'a number of an option',
			{command: '\\bfd/7\\b'},
			'not-yet',
			[['head -n 7', 2, '/proc/self/fd']],
		],
		['one of several programs', {program: ['date', 'hwclock']}, 'passed', [['hwclock', 1]]],
		['another program', {program: 'date'}, 'not-yet', [['dates', 0]]],
		['asking where a program is', {program: 'date'}, 'not-yet', [['command -v date', 0]]],
		['the standard path is no question', {program: 'date'}, 'passed', [['command -p date', 0]]],
	] as const)('%s', (_name, spec, expected, commands) => {
		const evidence = evidenceOf([
			executed('x', ...(commands as readonly (readonly [string, number?, string?])[])),
		]);
		expect(verdictOf({ran: spec}, evidence).kind).toBe(expected);
	});

	test('how a part of a pipe ended need not be told, for a function or another pipe hides it', () => {
		const part = {words: ['date', '-s', 'now'], directory: '/', status: undefined};
		const ended = (line: string, status: number | undefined, of: object = {isForked: true}) => {
			const run = command(line, '', {executed: [{...part, ...of}], status});
			return verdictOf({ran: refused}, evidenceOf([moment(run)])).kind;
		};
		expect(ended('refuse', 0)).toBe('passed');
		expect(ended('{ date -s now 2>&1 | cat; } | nl', 0)).toBe('passed');
		expect(ended('{ date -s now 2>&1 | cat; } | nl', undefined)).toBe('not-yet');
		expect(ended('date -s now &', 0)).toBe('not-yet');
		expect(ended('date -s now', 0, {})).toBe('not-yet');
	});

	test('the line stands in where nothing was told, with the status of the line', () => {
		const evidence = evidenceOf([moment(command('date -s now', '', {status: 1}))]);
		expect(verdictOf({ran: refused}, evidence).kind).toBe('passed');
	});

	test('so does each part of the line', () => {
		const evidence = evidenceOf([moment(command('ls; date -s now', '', {status: 1}))]);
		expect(verdictOf({ran: refused}, evidence).kind).toBe('passed');
		const quoted = evidenceOf([moment(command("grep -E 'a|b' /proc/1/status"))]);
		expect(verdictOf({ran: {command: '^(?!.*/proc/1/)'}}, quoted).kind).toBe('not-yet');
	});

	test('where nothing was told, the home directory is known by its names', () => {
		const isIn = (line: string): boolean => {
			const evidence = evidenceOf([moment(command(line))]);
			const spec = {command: '^chroot .*/home/learner/box/?(?: |$)'};
			return verdictOf({ran: spec}, evidence).kind === 'passed';
		};
		expect(isIn('chroot ~/box sh')).toBe(true);
		expect(isIn(`ls; chroot ${'$'}{HOME}/box sh`)).toBe(true);
		expect(isIn('chroot $HOME/box/')).toBe(true);
		expect(isIn('chroot ~other/box sh')).toBe(false);
		expect(isIn('chroot $HOMES/box sh')).toBe(false);
		const read = evidenceOf([moment(command('read pid < ~/pid'))]);
		expect(verdictOf({ran: {program: '<', arguments: '^/home/learner/pid$'}}, read).kind).toBe(
			'passed',
		);
	});

	test.each([
		['while read -r up _; do echo $up; done < /proc/uptime', 'passed'],
		['echo "$(</proc/uptime)"', 'passed'],
		['read up <uptime', 'passed'],
		['cat <<< /proc/uptime', 'not-yet'],
		['date # < /proc/uptime', 'not-yet'],
		['date > /proc/uptime', 'not-yet'],
	])('a file read by a redirection is in the line: %s', (line, expected) => {
		const executed = [{words: ['echo', '1'], directory: '/proc', status: 0}];
		const evidence = evidenceOf([moment(command(line, '', {executed}))]);
		expect(verdictOf({ran: {program: '<', arguments: '^/proc/uptime$'}}, evidence).kind).toBe(
			expected,
		);
	});
});
