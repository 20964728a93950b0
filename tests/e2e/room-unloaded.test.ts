import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {needNamespaces} from '../needs.js';
import {GUIDE, goToExercise, openProgram} from './program.js';
import type {Tui} from './tui.js';

let folder: string;
let tui: Tui | undefined;

beforeEach((context) => {
	needNamespaces(context);
	folder = mkdtempSync(join(tmpdir(), 'container-lessons-loads-'));
});

afterEach(async () => {
	await tui?.close();
	rmSync(folder, {recursive: true});
});

/** Starts the program so that every module it loads is written down. */
function openNoted(args: readonly string[]): {readonly opened: Tui; loaded(): readonly string[]} {
	const file = join(folder, 'loaded');
	const hook = `import {appendFileSync} from 'node:fs'; export const load = (url, context, next) => { appendFileSync(${JSON.stringify(file)}, url + '\\n'); return next(url, context); };`;
	const module = (text: string): string => `data:text/javascript,${encodeURIComponent(text)}`;
	const register = `import {register} from 'node:module'; register(${JSON.stringify(module(hook))});`;
	const opened = openProgram({env: {NODE_OPTIONS: `--import=${module(register)}`}}, args);
	tui = opened;
	const loaded = (): readonly string[] =>
		readFileSync(file, 'utf8')
			.split('\n')
			.filter((url) => url.startsWith('file:'))
			.map((url) => readFileSync(fileURLToPath(url), 'utf8'));
	return {opened, loaded};
}

/** Words of the consent, and of NATS's client. */
const OF_A_ROOM = /about to join the room|nats-server|nkeyAuthenticator/;

test('whoever joins no room loads nothing of one, from the start into an exercise', async () => {
	const {opened, loaded} = openNoted([]);
	await goToExercise(opened);
	opened.send(`${GUIDE}m`);
	await opened.until('Consuming: cgroups');
	expect(loaded().length).toBeGreaterThan(3);
	expect(loaded().filter((text) => OF_A_ROOM.test(text))).toEqual([]);
	opened.send('J');
	await opened.until('The code on your slip');
	expect(loaded().filter((text) => OF_A_ROOM.test(text))).not.toEqual([]);
});
