import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {GUIDE, LEARNER, openProgram, PROGRAM, typeLine} from './program.js';
import type {Tui} from './tui.js';

const NAME = '500-two-names';

let pack = '';
const opened: Tui[] = [];
beforeEach(() => {
	pack = mkdtempSync(join(tmpdir(), 'container-lessons-pack-'));
	execFileSync(process.execPath, [PROGRAM, 'new', NAME, '--pack', pack]);
});
afterEach(async () => {
	for (const tui of opened.splice(0).reverse()) await tui.close();
	rmSync(pack, {recursive: true, force: true});
});

const open = (...args: readonly string[]): Tui => {
	const tui = openProgram({rows: 50}, ['start', '--pack', pack, ...args]);
	opened.push(tui);
	return tui;
};

const lesson = (): string => join(pack, `lessons/${NAME}.md`);
const step = (): string => join(pack, `exercises/${NAME}/release.yaml`);

/** Saves a file as an editor does that writes over it. */
function save(file: string, from: string, to: string): void {
	const text = readFileSync(file, 'utf8');
	if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
	writeFileSync(file, text.replace(from, to));
}

/** Saves it as an editor does that writes beside it and renames. */
function saveByRenaming(file: string, from: string, to: string): void {
	writeFileSync(`${file}~`, readFileSync(file, 'utf8').replace(from, to));
	renameSync(`${file}~`, file);
}

test('a page is shown anew when it is saved, however the editor saves, and the place is kept', async () => {
	const tui = open();
	await tui.until('Two names');
	tui.send('\r');
	await tui.until('Begin with something a learner has seen.');
	save(lesson(), 'Begin with something', 'Start with a sight');
	await tui.until('Start with a sight');
	saveByRenaming(lesson(), 'Start with a sight', 'Open with a picture');
	await tui.until('Open with a picture');
	save(lesson(), 'Open with a picture', 'Once more with feeling');
	await tui.until('Once more with feeling');
});

test('what is wrong with a save is said with file, line and cure, and the last good state comes back', async () => {
	const tui = open();
	await tui.until('Two names');
	tui.send('\r');
	await tui.until('Begin with something');
	save(step(), 'hints:', 'hint:');
	await tui.until('The pack was saved with mistakes');
	await tui.until(`exercises/${NAME}/release.yaml:`);
	await tui.until(/did you\s+mean `?hints`?\?/);
	tui.send('q');
	await tui.until('Begin with something');
	save(lesson(), 'hook: ', 'hok: ');
	await tui.until('no key hok');
	save(lesson(), 'hok: ', 'hook: ');
	save(step(), 'hint:', 'hints:');
	await tui.until('Begin with something');
});

test('an exercise that is open starts again when it was saved, and knows the new words', async () => {
	const tui = open();
	await tui.until('Two names');
	tui.send('e');
	await tui.until(`${LEARNER}:~$`);
	await tui.until('Print the release of the kernel that runs this shell.');
	saveByRenaming(step(), 'Print the release of the kernel that runs this shell.', 'Print it now.');
	await tui.until('Print it now.');
	await tui.until(`${LEARNER}:~$`);
	typeLine(tui, 'uname -r');
	await tui.until('✓ passed');
	tui.send(`${GUIDE}q`);
	expect(await tui.exit).toEqual({code: 0, signal: undefined});
});

test('in plain lines a save is told of, with the page as it reads now or with what is wrong', async () => {
	const tui = open('--plain');
	await tui.until('[Enter: go on');
	tui.send('\r');
	await tui.until('Begin with something');
	save(lesson(), 'Begin with something', 'Start with a sight');
	await tui.until('Start with a sight');
	save(step(), 'hints:', 'hint:');
	await tui.until(/did you\s+mean `?hints`?\?/);
	tui.send('q\r');
	expect(await tui.exit).toEqual({code: 0, signal: undefined});
});

test('a pack that is broken from the start is refused with what is wrong', () => {
	save(step(), 'printed:', 'prints:');
	save(lesson(), 'hook: ', 'hok: ');
	let said = '';
	try {
		execFileSync(process.execPath, [PROGRAM, 'list', '--pack', pack], {stdio: 'pipe'});
	} catch (error) {
		said = String(Reflect.get(Object(error), 'stderr'));
	}
	expect(said.split('\n')).toEqual([
		'This pack can not be used as it is:',
		expect.stringMatching(
			`^exercises/${NAME}/release.yaml:6: \`prints\` is no kind of check; did you mean \`printed\`\\?`,
		),
		expect.stringMatching(`^lessons/${NAME}.md:6: The file has no key \`hok\``),
		'Mend that, and start again.',
		'',
	]);
});
