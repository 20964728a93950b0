import {describe, expect, test} from 'vitest';
import {
	isWhole,
	keyOf,
	parseTraceRecord,
	toExecutions,
	unquoteWords,
} from '../../src/domain/execution.js';

const record = (text: string) => {
	const [pid = '1', pipeline = '0', command = '', plus = '+'] = text.split('|');
	const parsed = parseTraceRecord([plus, '0', 'sh', pid, pipeline, '/', command].join('\u001f'));
	if (!parsed) throw new Error(`no record: ${text}`);
	return parsed;
};
const statuses = (records: readonly string[], last: readonly number[]) =>
	toExecutions(records.map(record), {shell: 'sh', pid: 1, pipeline: last}).map(
		({words, status}) => `${words.join(' ')} ${status ?? '?'}`,
	);

test.each([
	["echo 'a b' c", ['echo', 'a b', 'c']],
	["printf $'a\\n\\'b' ''", ['printf', "a\n'b", '']],
	["echo 'it'\\''s'", ['echo', "it's"]],
	["x='1 2'", ['x=1 2']],
	["echo $'\\x41\\101'", ['echo', 'AA']],
	['echo a$b', ['echo', 'a$b']],
])('the words of %s', (text, words) => {
	expect(unquoteWords(text)).toEqual(words);
});

test('a word in quotes that goes over a line is not whole', () => {
	expect(isWhole("echo 'a")).toBe(false);
	expect(isWhole("echo 'a\nb'")).toBe(true);
	expect(isWhole("echo $'it\\'s'")).toBe(true);
});

describe('a record', () => {
	test.each([
		['a line of something else', 'hello'],
		['too few fields', '+\u001f0\u001fsh\u001f1'],
		['a slot that is none', '+\u001fx\u001fsh\u001f1\u001f0\u001f/\u001fls'],
		['too many fields', '+\u001f0\u001fsh\u001f1\u001f0\u001f/\u001fls\u001fx'],
	])('is not %s', (_name, line) => {
		expect(parseTraceRecord(line)).toBeUndefined();
	});
});

describe('the status of a command', () => {
	test('is what the next record of its process tells, and the last one’s what the prompt tells', () => {
		expect(statuses(['1|0|false', '1|1|true'], [0])).toEqual(['false 1', 'true 0']);
	});

	test('is that of its part of the pipeline, in the order in which the parts began', () => {
		expect(statuses(['12|0|cat', '11|0|date'], [1, 0])).toEqual(['cat 0', 'date 1']);
	});

	test('is that of the subshell for the last in it', () => {
		expect(statuses(['9|0|true', '9|0|exit 4', '1|4|true'], [0])).toEqual([
			'true 0',
			'exit 4 4',
			'true 0',
		]);
	});

	test('is that of its part, whichever record of the other part comes between', () => {
		for (const order of [
			['12|0|cat', '11|0|f', '11|0|date'],
			['11|0|f', '12|0|cat', '11|0|date'],
			['11|0|f', '11|0|date', '12|0|cat'],
		]) {
			expect(statuses(order, [1, 0])).toEqual(expect.arrayContaining(['date 1', 'cat 0']));
		}
	});

	test('is not known of a job in the background', () => {
		expect(statuses(['9|0|sleep 9', '1|0|true'], [3])).toContain('true 3');
	});

	test('is not what another shell, or a process from before, says of its own', () => {
		const chroot = record('1|0|chroot box');
		const end = {shell: chroot.shell, pid: 1, pipeline: [0]};
		const script = {...record('83|143|echo it has ended'), shell: 'script'};
		expect(toExecutions([chroot, script], end)[0]?.status).toBe(0);
		const job = record('90|1|echo it has failed');
		expect(toExecutions([chroot, job], end, new Set([keyOf(job)]))[0]?.status).toBe(0);
		expect(toExecutions([chroot, job], end)[0]?.status).toBe(1);
	});

	test('is not that of the command before the substitution in which another shell executed it', () => {
		const inner = {...record('10|0|date'), shell: 'inner'};
		const records = [record('1|0|[ 1 -eq 0 ]'), record('9|1|bash -c date|++'), inner];
		const all = [...records, record('1|1|said=now'), record('1|0|echo now')];
		const told = toExecutions(all, {shell: 'sh', pid: 1, pipeline: [0]});
		expect(told.map(({status}) => status)).toEqual([1, 0, 0, 0, 0]);
	});

	test('is that of the script for the last in it, where a part of a pipe became that script', () => {
		const script = (text: string) => ({...record(text), shell: 'script'});
		const records = [record('9|0|bash ./nine'), record('10|0|tee log')];
		const all = [...records, script('9|0|true'), script('9|0|nsenter')];
		const told = toExecutions(all, {shell: 'sh', pid: 1, pipeline: [4, 0]});
		expect(told.map(({status}) => status)).toEqual([4, 0, 0, 4]);
	});

	test('is not mixed up with a substitution inside the command', () => {
		expect(statuses(['9|0|false|++', '1|0|echo x', '1|0|true'], [0])).toEqual([
			'false ?',
			'echo x 0',
			'true 0',
		]);
	});
});

test('what another shell than the one at the prompt executed is told apart', () => {
	const outer = record('1|0|bash -c x');
	const inner = {...record('2|0|x'), shell: 'other'};
	const at = (shell: string) => ({shell, pid: 1, pipeline: [0]});
	const isInner = (last: Parameters<typeof toExecutions>[1]) =>
		toExecutions([outer, inner], last).map((one) => one.isInner ?? false);
	expect(isInner(at('sh'))).toEqual([false, true]);
	expect(isInner(undefined)).toEqual([false, true]);
	expect(isInner(at('other'))).toEqual([true, false]);
});
