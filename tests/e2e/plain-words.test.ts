import {expect, test} from 'vitest';
import {needTool} from '../needs.js';
import {atPrompt, goToShell, open} from './open-plain.js';
import {GUIDE, LEARNER, ROOT, typeLine} from './program.js';

test('forty columns hold every line that this program says', async () => {
	const tui = open({columns: 40, rows: 200});
	for (const word of ['\r', 'm\r', '?\r', '1\r', 'e\r']) {
		await tui.until((screen) => screen.trimEnd().endsWith('? help]'));
		tui.send(word);
	}
	await tui.until(`${LEARNER}:~$`);
	// The prompts as well: readline goes to a column and clears what is behind, which takes no room.
	const said = tui
		.rawBytes()
		// biome-ignore lint/suspicious/noControlCharactersInRegex: sequences are what is taken out
		.replaceAll(/\u001b\[[\d;?]*[A-Za-z]/g, '')
		.split(/[\r\n]+/);
	expect(said.length).toBeGreaterThan(60);
	expect(said.filter((row) => row.length > 40)).toEqual([]);
});

test('a word behind a slash is searched for, from the menu, from a page and from the shell', async () => {
	const tui = open({rows: 120});
	await tui.until('[Enter: go on');
	tui.send('/namespace\r');
	await tui.until(/found for "namespace":\s+1\. Term: namespace\./);
	await tui.until(/\[1-\d+ chooses, Enter: back, \? help\]\s*$/);
	tui.send('\r');
	await tui.until(/Enter: back[\s\S]*Page 1 of[\s\S]*\[Enter: go on/);
	tui.send('m\r');
	await tui.until('open the lesson you left');
	tui.send('/no-such-word\r');
	await tui.until('Nothing found for "no-such-word".');
	tui.send('/uid_map\r');
	await tui.until(/found for "uid_map":/);
	await tui.until(/Enter: back, \? help\]\s*$/);
	tui.send('1\r');
	await tui.until(/chooses[\s\S]*Lesson 070: Root in here/);
	tui.send('e\r');
	await tui.until(atPrompt);
	tui.send(`${GUIDE}/`);
	await tui.until(/Search for:\s*$/);
	tui.send('tmpfs\r');
	await tui.until('found for "tmpfs":');
	tui.send('\r');
	await tui.until(/found for "tmpfs":[\s\S]*Step 1 of/);
	await tui.until(atPrompt);
});

test('of a lesson that page is told which is asked for', async () => {
	const tui = open({rows: 120});
	await goToShell(tui);
	tui.send(`${GUIDE}l`);
	await tui.until(/1\. What it feels like[\s\S]*a page, Enter: the shell\]\s*$/);
	tui.send('9\r');
	await tui.until('"9" is not one of 1 to');
	tui.send('1\r');
	await tui.until(/Page 1 of \d\.\s+What it feels like/);
	tui.send('\r');
	await tui.until(atPrompt);
	expect(tui.screen()).not.toContain('Files below `/proc` are stored nowhere.');
});

test('a manual page is printed, and no pager takes the screen', async (context) => {
	needTool(context, 'man');
	const tui = open({rows: 200});
	await goToShell(tui);
	typeLine(tui, 'echo pager:$PAGER; man uname');
	await tui.until(/^pager:cat$/m);
	// A minimal machine has man, and no pages.
	await tui.until(/print system information|^No manual entry/m);
	await tui.until(atPrompt);
	expect(tui.rawBytes()).not.toContain('\u001b[?1049h');
	expect(tui.rawBytes()).not.toContain('N\bN');
});

test.each([{TERM: 'dumb'}, {NO_COLOR: '1'}])('%j: the prompt has no colour', async (env) => {
	const tui = open({env});
	await goToShell(tui);
	typeLine(tui, 'unshare -Ur bash');
	await tui.until(ROOT);
	// biome-ignore lint/suspicious/noControlCharactersInRegex: a colour is a sequence
	expect(tui.rawBytes()).not.toMatch(/\u001b\[[\d;]*[1-9][\d;]*m/);
	if ('TERM' in env) expect(tui.rawBytes()).not.toContain('\u001b[?2004h');
});
