import {describe, expect, test} from 'vitest';
import {guideKeyFacts, guideKeysOf} from '../../src/ui/keys/guide-key.js';
import {openExercise} from './open-in-emulator.js';

const F9 = '\u001b[20~';
const EDITOR = {TERM_PROGRAM: 'vscode'};

const CASES: readonly (readonly [
	where: string,
	env: Readonly<Record<string, string>>,
	key: string,
])[] = [
	['a terminal that says nothing of itself', {}, 'Ctrl-G'],
	['a terminal of its own', {TERM_PROGRAM: 'WezTerm'}, 'Ctrl-G'],
	['the terminal of VS Code, also through WSL or SSH', EDITOR, 'F9'],
	['a codespace', {CODESPACES: 'true'}, 'F9'],
	['tmux inside VS Code', {TERM_PROGRAM: 'tmux', VSCODE_IPC_HOOK_CLI: '/run/x.sock'}, 'F9'],
	['what leaves the name out inside VS Code', {VSCODE_GIT_IPC_HANDLE: '/run/x.sock'}, 'F9'],
	['tmux elsewhere', {TERM_PROGRAM: 'tmux', TMUX: '/tmp/tmux-0/default,1,0'}, 'Ctrl-G'],
	['another terminal started from VS Code', {TERM_PROGRAM: 'ghostty', VSCODE_PID: '7'}, 'Ctrl-G'],
	[
		"JetBrains' terminal, which lets it through",
		{TERMINAL_EMULATOR: 'JetBrains-JediTerm'},
		'Ctrl-G',
	],
];

test.each(CASES)('in %s the guide key that is shown works', (_where, env, key) => {
	expect(guideKeyFacts(env).get('guide.key')).toBe(key);
});

describe('where the editor keeps Ctrl-G', () => {
	test('the second guide key is shown, and speaks to the guide', async () => {
		const {app, attempt} = await openExercise(undefined, undefined, guideKeyFacts(EDITOR));
		await app.until(/^ *F9 then /m);
		app.type(`${F9}h`);
		await app.until('Hint 1 of 3');
		app.type(F9);
		await app.until(/F9 then +n next/);
		app.type('o');
		app.type('echo');
		expect(attempt().terminal('outside').written).toBe('echo');
		expect(attempt().terminal('shell').written).toBe('');
		expect(app.text()).not.toContain('Ctrl-G');
	});

	test('what has to be done is said with it', async () => {
		const {app, attempt} = await openExercise(undefined, undefined, guideKeyFacts(EDITOR));
		attempt().judge({kind: 'failed', reason: 'It is lost.', seen: []});
		await app.until('F9 r starts over');
		const {steps} = attempt().status();
		attempt().change({
			steps: steps.map((step) => ({...step, task: {...step.task, solution: []}})),
		});
		app.type(`${F9}s`);
		await app.until('answered, not typed: F9 a');
	});
});

test('both keys work everywhere, and the help names both', async () => {
	const {app, attempt} = await openExercise();
	app.type(`${F9}h`);
	await app.until('Hint 1 of 3');
	app.type('\u0007h');
	await app.until('Hint 2 of 3');
	app.type(`${F9}?`);
	await app.until(/after Ctrl-G or\s+F9/);
	app.type('q');
	await app.until('Hint 2 of 3');
	for (const key of ['\u0007', F9, '\u001b[103;5u', '\u001b[27;5;103~', '\u001b[20;1:1~']) {
		app.type(`${F9}r`);
		await app.until('again from nothing?');
		app.type(key);
		await app.until((text) => !text.includes('again from nothing?'));
	}
	expect(attempt().terminal('shell').written).toBe('');
});

test.each([
	['F9', F9, F9],
	['Ctrl-G', '\u0007', '\u0007'],
	['Ctrl-G of a terminal with another keyboard protocol', '\u001b[103;5u', '\u0007'],
])('%s twice is the shell’s', async (_key, typed, sent) => {
	const {app, attempt} = await openExercise();
	app.type(`${typed}${typed}x`);
	expect(attempt().terminal('shell').written).toBe(`${sent}x`);
});

test('a function key with Shift, and others, are the shell’s', async () => {
	const {app, attempt} = await openExercise();
	const keys = '\u001b[20;2~\u001b[19~\u001bOQ\u001b[21~\u001b[103;6u';
	app.type(keys);
	expect(attempt().terminal('shell').written).toBe(keys);
});

test('a key that was chosen is shown, works, and leaves the others to the shell', async () => {
	const {app, attempt} = await openExercise(
		undefined,
		undefined,
		guideKeyFacts(EDITOR, 'ctrl-o'),
		guideKeysOf('ctrl-o'),
	);
	await app.until(/^ *Ctrl-O then /m);
	app.type('\u000fh');
	await app.until('Hint 1 of 3');
	app.type(`\u0007${F9}\u000f\u000fx`);
	expect(attempt().terminal('shell').written).toBe(`\u0007${F9}\u000fx`);
	app.type('\u000fr');
	await app.until('again from nothing?');
	app.type('\u000f');
	await app.until((text) => !text.includes('again from nothing?'));
	app.type('\u000f?');
	await app.until(/after Ctrl-O\s+speaks to the guide/);
	expect(app.text()).not.toMatch(/after Ctrl-G/);
});
