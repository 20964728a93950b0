import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import type {Attempt} from '../../../src/attempt/attempt.js';
import type {TabEvent} from '../../../src/domain/ports.js';
import {createXrayPane} from '../../../src/ui/xray/xray-pane.js';
import {createFakeAttempt} from '../../attempt/fake-attempt.js';
import {sampleCourse} from '../../session/sample-course.js';
import {theme} from './picture.js';
import {scene} from './scenes.js';

const SIZE = {columns: 78, rows: 14};
const place = {left: 1, columns: 78, colour: true};

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

/** An attempt whose tabs tell what the test says. */
function attemptWithEvents() {
	const [lesson] = sampleCourse.lessons;
	if (lesson === undefined) throw new Error('the sample course is empty');
	const attempt = createFakeAttempt(lesson.exercise);
	const listeners = new Set<(event: TabEvent) => void>();
	const heard: Attempt = {
		...attempt,
		xray: () => attempt.xray(),
		onTabEvent(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
	const end = (): void => {
		for (const tell of listeners) tell({kind: 'prompt', tab: 'shell', command: undefined});
	};
	return {attempt, heard, end, listeners};
}

describe('the live X-ray', () => {
	test('looks at once, then a few times a second, and leaves no timer behind', async () => {
		const pane = createXrayPane(theme);
		const {attempt, heard, listeners} = attemptWithEvents();
		expect(vi.getTimerCount()).toBe(0);
		attempt.xrayShows(scene('plain'));
		pane.show(heard, SIZE);
		expect(attempt.looks).toBe(1);
		await vi.advanceTimersByTimeAsync(0);
		expect(pane.screen.row(1, place)).toContain('bash -i');
		attempt.xrayShows(scene('unshare'));
		await vi.advanceTimersByTimeAsync(5000);
		expect(attempt.looks).toBeGreaterThan(4);
		expect(attempt.looks).toBeLessThanOrEqual(1 + 5 * 4);
		expect(pane.screen.row(2, place)).toContain('new: pid mnt user');
		pane.show(heard, undefined);
		expect(vi.getTimerCount()).toBe(0);
		expect(listeners.size).toBe(0);
		expect(pane.screen.row(1, place)).not.toContain('bash');
	});

	test('looks soon after a command has ended, once for many', async () => {
		const pane = createXrayPane(theme);
		const {attempt, heard, end} = attemptWithEvents();
		pane.show(heard, SIZE);
		await vi.advanceTimersByTimeAsync(200);
		const before = attempt.looks;
		for (let count = 0; count < 100; count++) end();
		await vi.advanceTimersByTimeAsync(100);
		expect(attempt.looks).toBe(before + 1);
		pane.close();
		expect(vi.getTimerCount()).toBe(0);
	});

	test('does not look again for a frame that changes nothing of it', async () => {
		const pane = createXrayPane(theme);
		const {attempt, heard} = attemptWithEvents();
		pane.show(heard, SIZE);
		pane.show(heard, {...SIZE});
		expect(attempt.looks).toBe(1);
		pane.show(heard, {columns: 46, rows: 30});
		expect(attempt.looks).toBe(2);
		pane.close();
	});
});
