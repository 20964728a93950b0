import {describe, expect, test} from 'vitest';
import {inLessonWords, type LastReason, lastReasonOf} from '../../src/attempt/mistakes.js';
import {judge} from '../../src/checks/judge.js';
import type {CommandRun, Evidence} from '../../src/domain/evidence.js';
import type {KnownState, Task} from '../../src/domain/exercise.js';
import type {Verdict} from '../../src/domain/verdict.js';
import {checkOf} from '../checks/verdict-of.js';
import {command, evidenceOf, moment, processView} from '../domain/evidence-of.js';
import {task} from '../session/sample-course.js';

const onlyName: KnownState = {
	id: 'only-name',
	when: checkOf({ran: {line: '^uname$'}}),
	say: "Without an option uname prints the kernel's name only.",
};

const release: Task = {
	...task('Print the release.'),
	check: checkOf({printed: {pattern: '6\\.18'}}),
	mistakes: [onlyName],
};

const asked: Task = {
	...task('Count the kernels.'),
	check: checkOf({answered: {question: 'How many?', value: 1}}),
	mistakes: [],
};

const ran = (...runs: readonly CommandRun[]): Evidence =>
	evidenceOf(runs.map((run) => moment(run)));

const notFound = (line: string, name = line.split(' ')[0] ?? ''): CommandRun =>
	command(line, `bash: ${name}: command not found\n`, {status: 127});

/** The verdict after the last of these moments, each judged in its turn as a step does. */
function judgeTask(wanted: Task, evidence: Evidence): Verdict {
	let last: LastReason | undefined;
	let verdict: Verdict = {kind: 'not-yet', reason: '', seen: []};
	evidence.moments.forEach((_, index) => {
		const soFar: Evidence = {...evidence, moments: evidence.moments.slice(0, index + 1)};
		const plain = judge(wanted.check, soFar);
		last = lastReasonOf(plain, {last, isNew: true});
		verdict = inLessonWords(plain, wanted, soFar, last);
	});
	return verdict;
}

const reasonOf = (wanted: Task, evidence: Evidence): string => judgeTask(wanted, evidence).reason;

test('a mistake of the latest command is not put down to the line that was typed before', () => {
	const verdict = judgeTask(
		release,
		ran(command('echo 6.18', '6.18\n'), command('uname', 'Linux\n')),
	);
	expect(verdict.reason).toBe(onlyName.say);
	expect(verdict).not.toHaveProperty('about');
});

test('a command whose end nobody saw is not said to have been refused', () => {
	const refused: Task = {
		...release,
		mistakes: [
			{
				id: 'refused',
				when: checkOf({ran: {program: 'hostname', status: 'nonzero'}}),
				say: 'The kernel refused.',
			},
		],
	};
	const line = 'hostname heron';
	expect(reasonOf(refused, ran(command(line, '', {status: 1})))).toBe('The kernel refused.');
	const unmarked = ran(command(line, '', {status: undefined, marked: false}));
	expect(reasonOf(refused, unmarked)).toContain('No command has printed');
	// A check that asks for the same gives the learner the benefit of the doubt.
	expect(judge(refused.mistakes[0]?.when ?? refused.check, unmarked).kind).toBe('passed');
});

test('who gave the reason is told for an author: a mistake, a state that is lost, or neither', () => {
	const wrong = ran(command('uname', 'Linux\n'));
	expect(judgeTask(release, wrong)).toMatchObject({by: 'mistakes: only-name'});
	const lost: Task = {...release, mistakes: [], lost: [onlyName]};
	expect(judgeTask(lost, wrong)).toMatchObject({kind: 'failed', by: 'lost: only-name'});
	expect(judgeTask(release, ran(notFound('unam')))).not.toHaveProperty('by');
});

describe('what is said of a command that never ran', () => {
	test('a typing mistake is told by its name', () => {
		expect(reasonOf(release, ran(notFound('unam -r')))).toContain('no command called "unam"');
	});

	test('it is said before an older mistake, and that one before nothing', () => {
		expect(reasonOf(release, ran(command('uname', 'Linux\n'), notFound('unam')))).toContain(
			'"unam"',
		);
		expect(reasonOf(release, ran(command('uname', 'Linux\n'), command('ls')))).toBe(onlyName.say);
	});

	test('asking for the root of the host is told as what it is, whether sudo is there or not', () => {
		const refused = command('sudo uname -r', 'sudo: no new privileges\n', {status: 1});
		for (const run of [notFound('sudo uname -r'), refused]) {
			expect(reasonOf(release, ran(run))).toContain('sudo makes nobody root');
		}
	});

	test('an answer typed into the shell is shown the way to the question', () => {
		expect(judgeTask(asked, ran(notFound('1')))).toMatchObject({
			kind: 'not-yet',
			reason: 'The shell took "1" for a command.',
			look: expect.stringContaining('{{guide.key}}'),
		});
		expect(reasonOf(asked, ran(notFound('unam -r')))).toContain('no command called "unam"');
	});

	test('a command that ran and failed is not called missing', () => {
		const failed = command('cat nothing', 'cat: nothing: No such file or directory\n', {status: 1});
		expect(reasonOf(release, ran(failed))).toContain('No command has printed');
	});
});

describe('which command a sentence speaks of', () => {
	const once = command('uname', 'Linux\n');
	const listed: KnownState = {
		id: 'listed',
		when: checkOf({ran: {line: '^ls'}}),
		say: 'Files have no release.',
	};
	const wanted: Task = {...release, mistakes: [onlyName, listed]};

	test('the last one, without naming it, however often it was typed', () => {
		expect(judgeTask(wanted, ran(command('ls'), once))).not.toHaveProperty('about');
		expect(judgeTask(wanted, ran(once, command('id'), once))).not.toHaveProperty('about');
	});

	test('an earlier one by its name, and of two mistakes the later one', () => {
		expect(judgeTask(wanted, ran(once, command('ls -l'), command('id')))).toMatchObject({
			reason: listed.say,
			about: 'ls -l',
		});
	});

	test('all of them, where it takes more than one', () => {
		const both: KnownState = {
			id: 'both',
			when: checkOf({all: [{ran: {line: '^uname$'}}, {ran: {line: '^id$'}}]}),
			say: 'You asked for two names.',
		};
		const verdict = judgeTask(
			{...wanted, mistakes: [listed, both]},
			ran(once, command('id'), command('ls'), command('who')),
		);
		expect(verdict).toMatchObject({reason: both.say});
		expect(verdict).not.toHaveProperty('about');
	});
});

describe('what is said of an older mistake', () => {
	const both: Task = {
		...release,
		check: checkOf({all: [{printed: {pattern: '6\\.18'}}, {printed: {pattern: 'vm7'}}]}),
	};

	test('nothing, once a part of the step is there', () => {
		const runs = [command('uname', 'Linux\n'), command('cat osrelease', '6.18\n')];
		expect(reasonOf(both, ran(...runs))).toContain('1 of 2 parts');
		expect(reasonOf(both, ran(...runs, command('ls')))).toContain('1 of 2 parts');
	});

	test('nothing, when what they did since has a reason of its own', () => {
		const runs = [command('uname', 'Linux\n'), command('echo 6.18', '6.18\n')];
		expect(reasonOf(release, ran(...runs))).toContain('typed');
	});

	test('it is said still, when it ended the part before and the next one has nothing to see yet', () => {
		const wanted: Task = {
			...release,
			check: checkOf({
				'in-order': [{ran: {line: '^uname$'}}, {printed: {pattern: '6\\.18'}}],
			}),
		};
		const runs = [command('uname', 'Linux\n'), command('sleep 1')];
		expect(reasonOf(wanted, ran(...runs))).toBe(onlyName.say);
	});

	test('nothing, where it took several commands and something has moved since', () => {
		const twice: KnownState = {
			id: 'twice',
			when: checkOf({all: [{ran: {line: '^uname$'}}, {ran: {line: '^id$'}}]}),
			say: 'You asked for two names.',
		};
		const wanted: Task = {...both, mistakes: [twice]};
		const runs = [command('uname', 'Linux\n'), command('id', 'uid=0\n')];
		expect(reasonOf(wanted, ran(...runs))).toBe(twice.say);
		const mended = [...runs, command('cat osrelease', '6.18\n'), command('ls')];
		expect(reasonOf(wanted, ran(...mended))).toContain('1 of 2 parts');
	});

	test('it is said at the end of the command that made it, though that has moved something as well', () => {
		const twice: KnownState = {
			id: 'twice',
			when: checkOf({all: [{ran: {line: '^uname$'}}, {printed: {pattern: 'uid='}}]}),
			say: 'You asked for two names.',
		};
		const wanted: Task = {...both, mistakes: [twice]};
		const ended = command('id; cat osrelease', 'uid=0\n6.18\n');
		const running = {...ended, output: 'uid=0\n', status: undefined};
		const runs = [command('uname', 'Linux\n'), running, ended];
		expect(reasonOf(wanted, ran(...runs))).toBe(twice.say);
		expect(reasonOf(wanted, ran(...runs, command('echo vm7', 'vm7\n')))).not.toBe(twice.say);
	});

	test('it is said, too, where a late look after the command before saw it first', () => {
		const worker = processView({pid: 4712, argv: ['worker']});
		const ended: KnownState = {
			id: 'ended',
			when: checkOf({process: {command: '^worker', gone: true}}),
			say: 'The worker has ended.',
		};
		const wanted: Task = {...both, mistakes: [ended]};
		const {moments, ...rest} = ran(command('kill 4712; cat osrelease', '6.18\n'));
		const seen = [moment(command('sleep 1'), [worker]), moment(undefined)];
		expect(reasonOf(wanted, {...rest, moments: [...seen, ...moments]})).toBe(ended.say);
		const later = [...seen, moment(command('ls')), ...moments];
		expect(reasonOf(wanted, {...rest, moments: later})).not.toBe(ended.say);
	});

	test('it is said, too, where what made it still moved something while it was looked at', () => {
		const inside: KnownState = {
			id: 'inside',
			when: checkOf({all: [{ran: {line: '^uname$'}}, {process: {command: '^worker', now: true}}]}),
			say: 'The worker is there.',
		};
		const wanted: Task = {...both, mistakes: [inside]};
		const worker = processView({pid: 4712, argv: ['worker']});
		const starting = command('start worker', '', {status: undefined});
		const started = {...starting, output: '6.18\n'};
		const {moments, ...rest} = ran(command('uname', 'Linux\n'));
		const seen = [moment(starting, [worker]), moment(started, [worker])];
		const now = [...moments, ...seen, moment(command('ls'), [worker])];
		expect(reasonOf(wanted, {...rest, moments: now})).toBe(inside.say);
		const later = [
			...moments,
			moment(starting, [worker]),
			moment(command('cat osrelease', '6.18\n'), [worker]),
		];
		const moved = [...later, moment(command('ls'), [worker])];
		expect(
			reasonOf(
				{
					...wanted,
					mistakes: [
						{...inside, when: checkOf({all: [{ran: {line: '^uname$'}}, {ran: {line: '^start'}}]})},
					],
				},
				{...rest, moments: moved},
			),
		).not.toBe(inside.say);
	});

	test('one that takes a command and an answer is said after the answer', () => {
		const counted: KnownState = {
			id: 'counted',
			when: checkOf({
				all: [{ran: {line: '^uname$'}}, {answered: {question: 'How many?', value: 3}}],
			}),
			say: 'You counted the names.',
		};
		const {moments, ...rest} = ran(command('uname', 'Linux\n'));
		const evidence = {...rest, answers: ['3'], moments: [...moments, moment(undefined)]};
		expect(reasonOf({...asked, mistakes: [counted]}, evidence)).toBe(counted.say);
	});

	test('it is said again, when they make it again', () => {
		const runs = [command('uname', 'Linux\n'), command('cat osrelease', '6.18\n')];
		expect(reasonOf(both, ran(...runs, command('uname', 'Linux\n')))).toBe(onlyName.say);
	});
});
