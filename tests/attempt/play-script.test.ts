import {expect, test} from 'vitest';
import {createScriptPlayer} from '../../src/attempt/play-script.js';
import type {TabEvent} from '../../src/domain/ports.js';
import {exercise, task} from '../session/sample-course.js';
import {createFakeAttempt, passed} from './fake-attempt.js';

const prompt: TabEvent = {kind: 'prompt', tab: 'shell', command: undefined};

test('the last line is played when it passes its step and runs on, if nothing is typed after it', async () => {
	let tell: (event: TabEvent) => void = () => {};
	const fake = createFakeAttempt({
		...exercise('999'),
		tabs: [{name: 'shell', view: 'learner'}],
		steps: [{...task('Start it.'), id: 'start', title: 'Start', needs: [], measures: false}],
	});
	const typed: string[] = [];
	const attempt = {
		...fake,
		onTabEvent(listener: (event: TabEvent) => void) {
			tell = listener;
			queueMicrotask(() => tell(prompt));
			return () => {};
		},
		type(_tab: string, bytes: Uint8Array) {
			typed.push(Buffer.from(bytes).toString());
			// The first line is answered by a prompt, the second passes and stays in the foreground.
			if (typed.length === 1) queueMicrotask(() => tell(prompt));
			else queueMicrotask(() => fake.judge(passed));
		},
	};
	const player = await createScriptPlayer(attempt, {columns: 80, rows: 24});
	await player.play(
		[
			{kind: 'line', text: 'cd ~/box'},
			{kind: 'line', text: 'exec indexer'},
		],
		'nothing',
	);
	player.close();
	expect(typed).toEqual(['cd ~/box\r', 'exec indexer\r']);
});
