import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {createPaintClock, type PaintClock} from '../../../src/ui/paint/paint-clock.js';

let clock: PaintClock;
let paints: number[];
let takesMore: boolean;

beforeEach(() => {
	vi.useFakeTimers({
		toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate', 'performance'],
	});
	paints = [];
	takesMore = true;
	const start = performance.now();
	clock = createPaintClock(() => {
		paints.push(performance.now() - start);
		return takesMore;
	});
});
afterEach(() => {
	clock.close();
	vi.useRealTimers();
});

/** Changes something each millisecond, as a flood of output does. */
function flood(milliseconds: number): void {
	for (let n = 0; n < milliseconds; n++) {
		clock.now();
		vi.advanceTimersByTime(1);
	}
}

describe('when to paint', () => {
	test('the first change is painted before anything else happens', () => {
		clock.now();
		expect(paints).toEqual([0]);
	});

	test('changes that come together are painted once', () => {
		clock.soon();
		clock.soon();
		expect(paints).toEqual([]);
		vi.advanceTimersToNextTimer();
		expect(paints).toEqual([0]);
	});

	test('a change to be painted at once takes those along that could wait', () => {
		clock.soon();
		clock.now();
		vi.advanceTimersByTime(100);
		expect(paints).toEqual([0]);
	});

	test('a change soon after a paint waits for its turn', () => {
		clock.now();
		vi.advanceTimersByTime(3);
		clock.now();
		clock.now();
		vi.advanceTimersByTime(100);
		expect(paints).toEqual([0, 8]);
	});

	test('a change long after a paint does not wait', () => {
		clock.now();
		vi.advanceTimersByTime(50);
		clock.now();
		expect(paints).toEqual([0, 50]);
	});

	test('a flood is painted about 60 times a second', () => {
		flood(1000);
		expect(paints.length).toBeGreaterThan(55);
		expect(paints.length).toBeLessThan(70);
	});

	test('after a flood keys are echoed at once again', () => {
		flood(200);
		vi.advanceTimersByTime(100);
		const before = paints.length;
		clock.now();
		expect(paints.length).toBe(before + 1);
	});
});

describe('a busy terminal', () => {
	test('is left alone until it takes output again, and then gets one paint', () => {
		takesMore = false;
		clock.now();
		flood(50);
		expect(paints).toEqual([0]);
		takesMore = true;
		clock.drained();
		expect(paints).toHaveLength(2);
	});

	test('gets none when nothing has changed meanwhile', () => {
		takesMore = false;
		clock.now();
		clock.drained();
		vi.advanceTimersByTime(100);
		expect(paints).toEqual([0]);
	});
});

test('nothing is painted after closing', () => {
	clock.now();
	clock.now();
	clock.soon();
	clock.close();
	vi.advanceTimersByTime(100);
	expect(paints).toEqual([0]);
});
