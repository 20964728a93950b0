import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {
	type HostMemory,
	isUsedUp,
	nextLook,
	parseMeminfo,
	watchMemory,
} from '../../src/sandbox/watch-memory.door.js';

const GIB = 1024 ** 3;
const host = (total: number, available: number): HostMemory => ({
	total: total * GIB,
	available: available * GIB,
});

test('memory is used up when hardly any is left that was there at the start', () => {
	expect(isUsedUp(host(16, 8), host(16, 2))).toBe(false);
	expect(isUsedUp(host(16, 8), host(16, 0.9))).toBe(true);
	// A small machine that was full before the sandbox came.
	expect(isUsedUp(host(1, 0.1), host(1, 0.02))).toBe(false);
	expect(isUsedUp(host(1, 0.4), host(1, 0.05))).toBe(true);
});

test('the less is left, the sooner it is looked at again', () => {
	expect(nextLook(host(64, 60))).toBe(1000);
	expect(nextLook(host(16, 9))).toBe(500);
	expect(nextLook(host(16, 2))).toBe(250);
	expect(nextLook(host(16, 0))).toBe(250);
});

test('what the kernel tells of memory is read in bytes, and what it does not tell is no number', () => {
	const memory = parseMeminfo(readFileSync('/proc/meminfo', 'utf8'));
	expect(memory?.total).toBeGreaterThan(2 ** 26);
	expect(memory?.available).toBeLessThan(memory?.total ?? 0);
	expect(parseMeminfo('MemTotal:  1024 kB\nMemAvailable:  512 kB\n')).toEqual({
		total: 2 ** 20,
		available: 2 ** 19,
	});
	expect(parseMeminfo('MemTotal:  1024 kB\n')).toBe(undefined);
});

test('it is told once, and nothing is told to whoever no longer asks', async () => {
	let available = 8;
	let told = 0;
	let looks = 0;
	const read = () => {
		looks += 1;
		return host(16, available);
	};
	const stop = watchMemory(() => {
		told += 1;
	}, read);
	const unasked = watchMemory(
		() => {
			told += 100;
		},
		() => host(16, available),
	);
	unasked();
	available = 0.5;
	await expect.poll(() => told).toBe(1);
	const looked = looks;
	let beats = 0;
	// Another watch goes on looking meanwhile, so that time has passed.
	const beat = watchMemory(
		() => {},
		() => {
			beats += 1;
			return host(16, 8);
		},
	);
	await expect.poll(() => beats).toBeGreaterThan(3);
	expect([told, looks]).toEqual([1, looked]);
	beat();
	stop();
});
