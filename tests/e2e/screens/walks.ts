import {commandOf, descendantsOf, GUIDE, LEARNER, PROGRAM, ROOT, typeLine} from '../program.js';
import type {Tui} from '../tui.js';
import {COMES_BACK, withProgress} from './learner.js';
import type {Stage} from './stage.js';

/** A way through screens of the program. */
export interface Walk {
	readonly name: string;
	go(stage: Stage): Promise<void>;
}

export const COURSE = [process.execPath, PROGRAM];
export const ENTER = '\r';
export const ESC = '\u001b';
const END_OF_LINE = /\$ *$/m;

/** Sends keys, waits for what they lead to, and shows it. */
async function see(
	stage: Stage,
	tui: Tui,
	name: string,
	keys: string,
	sought: string | RegExp,
): Promise<void> {
	tui.send(keys);
	await tui.until(sought);
	await stage.shoot(tui, name);
}

/** What a newcomer meets up to the first step that passes, and all that can lie over an exercise. */
const newcomer: Walk = {
	name: 'a newcomer reads, guesses, tries, and passes a step',
	async go(stage) {
		const tui = stage.open(COURSE);
		const to = see.bind(undefined, stage, tui);
		await to('opening', '', 'What you will do');
		await to('page', ENTER, '2/3');
		await to('page with a listing', ENTER, '3/3');
		await to('prediction', ENTER, 'A guess is enough');
		await to('prediction made', ENTER, 'Kept.');
		await to('task', ENTER, `${LEARNER}:~$`);
		await to('guide key pressed', GUIDE, 'Ctrl-G');
		await to('hint', 'h', 'Hint 1 of 3');
		typeLine(tui, 'cat /proc/sys/kernel/random/uuid');
		await to('not yet', '', 'drawn anew');
		await to('solution offered', `${GUIDE}s`, 'Type this for you');
		await to('reset asked', `${ESC}${GUIDE}r`, 'start over');
		await to('lesson read again', `${ESC}${GUIDE}l`, 'One host');
		await to('help', `${ESC}${GUIDE}?`, 'it was seen to happen');
		await to('help, further down', '    ', 'more above');
		tui.send(ESC);
		await tui.until(END_OF_LINE);
		typeLine(tui, 'clear; for i in $(seq 100); do echo line $i; done');
		await tui.until(/line 100\s*│?\n[^\n]*\$ *$/m);
		await to('scrolled', `${GUIDE}u`, 'scrolled back');
		await to('scrolled, a text is sought', '/', 'look for it');
		await to('scrolled, a text was found', `line 2${ENTER}`, /line 29/);
		await to('scrolled, lines are marked', 'vkk', 'y copies');
		tui.send(ESC);
		await tui.until((screen) => !screen.includes('y copies'));
		tui.send(ESC);
		await tui.until((screen) => !screen.includes('scrolled back'));
		await to('whole window', `${GUIDE}z`, '── shell');
		tui.send(`${GUIDE}z`);
		await tui.until('Print the boot id');
		typeLine(tui, 'clear; cat /proc/sys/kernel/random/boot_id');
		await to('passed', '', '✓ passed');
		await to('steps that have passed', `${GUIDE}p`, 'What has passed');
		tui.send(ESC);
		await tui.until('✓ passed');
		await to('next step', `${GUIDE}n`, 'List every process');
		await to('insight of an exercise that is not finished', `${GUIDE}n`, 'Key insight');
		await to('links', ENTER, 'Go deeper');
		await to('menu of the core path', 'm', '❯');
		await to('search', '/', 'Terms');
		await to('search for a command', 'unshare', 'Pages');
		await to('search for nothing there is', 'xyz', 'Nothing of that name');
	},
};

/** What is asked and shown of what was done before. */
const comingBack: Walk = {
	name: 'one who has done some of it comes back',
	async go(stage) {
		await withProgress(COMES_BACK, async (home) => {
			const tui = stage.open(COURSE, home);
			const to = see.bind(undefined, stage, tui);
			await to('question to warm up', '', 'answer');
			await to('question to warm up, answered wrongly', ENTER, 'Not so');
			tui.send(ENTER);
			await tui.until(/This host (?!is being)/);
			await to('menu with something done', '', '❯');
			await to('menu of everything', 'c', 'the core path ★ alone');
			await to('recap', 'r', 'What you saw');
			tui.send('m');
			await tui.until('❯');
			await to('menu, the last lesson', 'j'.repeat(40), /❯ ★ 200/);
			tui.resize(58, 14);
			await to('window too small', '', '--plain');
		});
	},
};

/** Questions that stand in an exercise, and the end of its sandbox. */
const answers: Walk = {
	name: 'questions of exercises are answered, and a sandbox ends',
	async go(stage) {
		const tui = stage.open([...COURSE, 'start', '200']);
		const to = see.bind(undefined, stage, tui);
		await tui.until('What you will do');
		tui.send('e');
		await to('question in an exercise', '', `${LEARNER}:~$`);
		await tui.until('a answer');
		await to('answers to choose from', `${GUIDE}a`, '❯ ○');
		await to('answer that is not so', `j${ENTER}`, /not yet/);
		await to('answer that is right', `${GUIDE}ak${ENTER}`, '✓ passed');
		const sandbox = descendantsOf(tui.pid).find((pid) => commandOf(pid).startsWith('unshare'));
		process.kill(Number(sandbox), 'SIGKILL');
		await to('sandbox that has ended', '', /sandbox (has )?ended/i);

		const other = stage.open([...COURSE, 'start', '120', '--path', 'all']);
		await other.until('What you will do');
		other.send('e');
		await other.until(`${ROOT}:~#`);
		await other.until('a answer');
		other.send(`${GUIDE}a`);
		await other.until(/^ *> /m);
		await see(stage, other, 'answer to write', 'latest', '> latest');
		await see(stage, other, 'written answer that is not so', ENTER, 'That is the tag');
	},
};

export const WALKS: readonly Walk[] = [newcomer, comingBack, answers];
