import {
	existsSync,
	mkdtempSync,
	readdirSync,
	readlinkSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeEach, describe, expect, test} from 'vitest';
import {decideWait, fateOf, formatHolder, parseHolder} from '../../src/progress/file-lock.js';
import {createLocker} from '../../src/progress/take-lock.door.js';

const holder = {pid: 4711, started: 99, where: 'boot-1 pid:[1]', id: 'a'};

test('a lock names its holder', () => {
	expect(parseHolder(formatHolder(holder))).toEqual(holder);
	const untold = {...holder, started: undefined};
	expect(parseHolder(formatHolder(untold))).toEqual(untold);
});

test.each([
	['nothing', ''],
	['half of one', '{"pid": 4711, "wh'],
	['null', 'null'],
	['that of an older version', '{"pid": 4711, "host": "ada", "at": 1790000000000}'],
])('%s names no holder', (_, text) => {
	expect(parseHolder(text)).toBeUndefined();
});

test.each([
	['its process runs', holder, 99, 'alive'],
	['its process runs, and when it started is not told', holder, undefined, 'alive'],
	['its process is gone', holder, 'gone', 'dead'],
	['its pid has another process now', holder, 100, 'dead'],
	[
		'it is another boot or namespace, whatever has its pid here',
		{...holder, where: 'boot-2 pid:[1]'},
		'gone',
		'unknown',
	],
	['it can not be read', undefined, 'gone', 'unknown'],
] as const)('a holder where %s', (_, who, started, fate) => {
	expect(fateOf(who, 'boot-1 pid:[1]', () => started)).toBe(fate);
});

test.each([
	['dead', 0, 0, 'take-away'],
	['alive', 1900, 1900, 'wait'],
	['alive', 2100, 2100, 'give-up'],
	['unknown', 2100, 2100, 'wait'],
	['unknown', 9000, 9000, 'wait'],
	['unknown', 10_100, 10_100, 'take-away'],
	// Seen by an earlier save of the same program: whoever holds for so long is stopped, or worse.
	['alive', 10_100, 0, 'take-away'],
	// Others of another host take it in turn, and we never do.
	['unknown', 100, 12_100, 'give-up'],
] as const)('%s, unchanged for %i ms, waited for %i ms: %s', (fate, unchanged, waited, todo) => {
	expect(decideWait(fate, unchanged, waited)).toBe(todo);
});

describe('taking the lock', () => {
	const folder = mkdtempSync(join(tmpdir(), 'container-lessons-lock-'));
	const path = join(folder, 'progress.lock');
	beforeEach(() => rmSync(path, {force: true}));
	afterAll(() => rmSync(folder, {recursive: true}));

	/** A clock that goes on by half a second whenever it is looked at. */
	const quickClock = () => {
		let time = 0;
		return () => {
			time += 500;
			return time;
		};
	};

	test('it is there with its text in one step, and gone when released', () => {
		const lock = createLocker().take(path);
		expect(parseHolder(readlinkSync(path))?.pid).toBe(process.pid);
		expect(lock.isOurs()).toBe(true);
		lock.release();
		expect(readdirSync(folder)).toEqual([]);
	});

	test.each([
		['of another host', () => symlinkSync(formatHolder(holder), path)],
		['that is an empty file', () => writeFileSync(path, '')],
	])('one %s is taken away when it has not changed for ten seconds of our own', (_, make) => {
		make();
		expect(createLocker(quickClock()).take(path).isOurs()).toBe(true);
	});

	test('one that is new each time it is looked at is not taken away', () => {
		let count = 0;
		const clock = quickClock();
		const locker = createLocker(() => {
			count += 1;
			rmSync(path, {force: true});
			symlinkSync(formatHolder({...holder, id: String(count)}), path);
			return clock();
		});
		expect(() => locker.take(path)).toThrow('another program holds it');
	});

	test('whoever lost it does not release it for the one who has it now', () => {
		const first = createLocker().take(path);
		rmSync(path);
		const second = createLocker().take(path);
		expect(first.isOurs()).toBe(false);
		first.release();
		expect(second.isOurs()).toBe(true);
		second.release();
		expect(existsSync(path)).toBe(false);
	});
});
