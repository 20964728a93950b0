import {expect, test} from 'vitest';
import type {CommandRun} from '../../../src/domain/evidence.js';
import type {Xray} from '../../../src/domain/xray.js';
import {createFreshFollower} from '../../../src/ui/xray/follow-fresh.js';
import {scene} from './scenes.js';

const command = (id: number): CommandRun => ({
	id,
	tab: 'shell',
	line: '',
	status: 0,
	output: '',
	typed: '',
	shellPid: 1,
	executed: undefined,
	marked: true,
});

/** Looks that can be told apart. */
const look = (kernel: string): Xray => ({...scene('plain'), kernel});

function followed() {
	const fresh = createFreshFollower();
	return {
		...fresh,
		see: (name: string) => fresh.beginLook()(look(name))?.kernel,
		run: (id: number) => fresh.hear({kind: 'running', tab: 'shell', command: command(id)}),
		prompt: (id?: number) =>
			fresh.hear({
				kind: 'prompt',
				tab: 'shell',
				command: id === undefined ? undefined : command(id),
			}),
	};
}

test('a picture is compared with that from before the latest command, until the next one', () => {
	const {see, prompt, run} = followed();
	expect(see('first')).toBeUndefined();
	prompt(1);
	expect(see('after 1')).toBe('first');
	expect(see('a second later')).toBe('first');
	run(2);
	expect(see('during 2')).toBe('after 1');
	prompt(2);
	expect(see('after 2')).toBe('after 1');
	prompt(3);
	expect(see('after 3')).toBe('after 2');
});

test('Enter alone is no command, and keeps the light on', () => {
	const {see, prompt} = followed();
	see('first');
	prompt(1);
	see('after 1');
	prompt();
	expect(see('after Enter')).toBe('first');
});

test('a look that began before a command ended is not taken for what it left', () => {
	const {beginLook, see, prompt} = followed();
	see('first');
	const take = beginLook();
	prompt(1);
	expect(take(look('began before'))?.kernel).toBe('first');
	expect(see('after 1')).toBe('first');
	prompt(2);
	expect(see('after 2')).toBe('after 1');
});
