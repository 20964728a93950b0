import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import type {Attempt} from '../../../src/attempt/attempt.js';
import type {TabEvent} from '../../../src/domain/ports.js';
import type {LiveLook} from '../../../src/ui/xray/live-xray.js';
import {createXrayPane} from '../../../src/ui/xray/xray-pane.js';
import {createFakeAttempt} from '../../attempt/fake-attempt.js';
import {sampleCourse} from '../../session/sample-course.js';
import {WEB} from './inspections.js';
import {theme} from './picture.js';
import {scene} from './scenes.js';

const SIZE = {columns: 78, rows: 14};
/** For tests that open no process. */
const nothing = () => async () => ({kind: 'gone'}) as const;
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
		const pane = createXrayPane(theme, nothing);
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

	test('looks less often while nothing changes, and again a few times a second when it does', async () => {
		const pane = createXrayPane(theme, nothing);
		const {attempt, heard} = attemptWithEvents();
		attempt.xrayShows(scene('plain'));
		let paints = 0;
		pane.screen.onChange(() => paints++);
		pane.show(heard, SIZE);
		await vi.advanceTimersByTimeAsync(30_000);
		const idle = attempt.looks;
		expect(idle).toBeLessThanOrEqual(12);
		expect(paints).toBe(1);
		attempt.xrayShows(scene('unshare'));
		for (let waited = 0; paints < 2 && waited < 4000; waited += 50) {
			await vi.advanceTimersByTimeAsync(50);
		}
		expect(pane.screen.row(2, place)).toContain('new: pid mnt user');
		const changed = attempt.looks;
		await vi.advanceTimersByTimeAsync(400);
		expect(attempt.looks).toBeGreaterThan(changed);
		pane.close();
	});

	test('looks soon after a command has ended, once for many', async () => {
		const pane = createXrayPane(theme, nothing);
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

	test('is drawn at once in another size, and not looked at again for a frame', async () => {
		const pane = createXrayPane(theme, nothing);
		const {attempt, heard} = attemptWithEvents();
		attempt.xrayShows(scene('plain'));
		pane.show(heard, SIZE);
		await vi.advanceTimersByTimeAsync(0);
		pane.show(heard, {...SIZE});
		pane.show(heard, {columns: 46, rows: 30});
		expect(attempt.looks).toBe(1);
		expect(pane.screen.row(2, place)).toContain('bash -i');
		pane.close();
	});
});

describe('walking through the X-ray', () => {
	const ESC = '\u001b';
	/** The pid that is marked. */
	const marked = (pane: ReturnType<typeof createXrayPane>): string | undefined =>
		Array.from({length: SIZE.rows}, (_, y) => pane.screen.row(y, place))
			.map((row) => row.split(`${ESC}[7m`)[1]?.split(ESC)[0]?.trim())
			.find((pid) => pid !== undefined);

	async function walked(lookAt: (pid: number) => Promise<LiveLook>) {
		const pane = createXrayPane(theme, () => lookAt);
		const {attempt, heard} = attemptWithEvents();
		attempt.xrayShows(scene('unshare'));
		pane.show(heard, SIZE);
		await vi.advanceTimersByTimeAsync(0);
		pane.walk(true);
		return {pane, pids: scene('unshare').processes.map(({pid}) => String(pid))};
	}

	test('points at one process after the other, as they are drawn, and no further', async () => {
		const {pane, pids} = await walked(nothing());
		const seen = new Set<string | undefined>();
		for (let moves = 0; moves < 20; moves++) {
			seen.add(marked(pane));
			pane.move(1);
		}
		expect([...seen].toSorted()).toEqual(pids.toSorted());
		const last = marked(pane);
		for (let moves = 0; moves < 20; moves++) pane.move(-1);
		expect(marked(pane)).toBe(pids[0]);
		expect(last).not.toBe(pids[0]);
		pane.walk(false);
		expect(marked(pane)).toBeUndefined();
		pane.close();
	});

	test('opens what a process has, which scrolls, and closes to the processes', async () => {
		const asked: number[] = [];
		const {pane} = await walked(async (pid) => {
			asked.push(pid);
			return {kind: 'seen', inspection: WEB};
		});
		pane.move(1);
		const pointed = marked(pane);
		pane.open();
		expect(pane.screen.row(0, place)).toContain(`Looking at process ${asked[0]}.`);
		await vi.advanceTimersByTimeAsync(0);
		expect(asked).toEqual([Number(pointed)]);
		const rows = () => Array.from({length: SIZE.rows}, (_, y) => pane.screen.row(y, place));
		expect(rows().join('\n')).toContain('Root and mounts');
		for (let moves = 0; moves < 200; moves++) pane.move(1);
		expect(rows().join('\n')).toContain('memory');
		expect(pane.closeBox()).toBe(true);
		await vi.advanceTimersByTimeAsync(0);
		expect(rows().join('\n')).toContain('new: pid mnt user');
		expect(pane.closeBox()).toBe(false);
		pane.close();
		expect(vi.getTimerCount()).toBe(0);
	});

	test('says of a process that has ended meanwhile that it has', async () => {
		const {pane} = await walked(nothing());
		pane.open();
		await vi.advanceTimersByTimeAsync(0);
		expect(pane.screen.row(0, place)).toContain('has ended.');
		pane.close();
	});
});
