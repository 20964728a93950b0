import {afterEach, describe, expect, test} from 'vitest';
import {NO_PROGRESS, type Place} from '../../src/domain/progress.js';
import {notYet, passed} from '../session/fake-attempt.js';
import {fullHost, readingHost} from '../session/sample-course.js';
import {refusal, type StartOptions, startSession} from '../session/start-session.js';
import {type EmulatedApp, mountInEmulator} from './mount-in-emulator.js';

const SMALL = {columns: 80, rows: 24};
const LARGE = {columns: 140, rows: 40};

const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
	for (const close of closers.splice(0)) await close();
});

function open(size = SMALL, options: StartOptions = {}, theme = {colour: true, unicode: true}) {
	const started = startSession(options);
	const app = mountInEmulator(started.session, size, theme);
	closers.push(async () => {
		app.close();
		await started.session.close();
	});
	return {...started, app};
}

const at = (place: Place): StartOptions => ({
	progress: {
		...NO_PROGRESS,
		place,
		predictions: {'010/same-kernel': {option: 'b', right: false, at: ''}},
	},
});

/** In front of the open exercise, its shell at the prompt. */
async function openExercise(size = SMALL) {
	const opened = open(size, at({at: 'do', lesson: '010'}));
	await opened.app.until('Each command is checked');
	opened.attempt().terminal('shell').print('learner@lesson:~$ ');
	await opened.app.until('learner@lesson');
	return opened;
}

const rowWith = (app: EmulatedApp, text: string): number =>
	app.rows().findIndex((row) => row.includes(text));

describe('pages', () => {
	test('the first thing a learner sees is the opening of the first lesson', async () => {
		const {app} = open();
		await app.until('It feels like a computer of its own.');
		expect(app.rows()[0]).toContain('010 Not a tiny machine');
		expect(app.rows()[0]).toContain('read 1/3');
		expect(app.rows()[23]).toContain('Enter next');
	});

	test('keys lead through the lesson to its exercise', async () => {
		const {app} = open();
		app.type(' ');
		await app.until('What it looks like');
		app.type('n\u001b[C');
		await app.until('Before you run anything');
		app.type('\u001b[B\r');
		await app.until('● No, one of its own.');
		app.type('\r');
		await app.until('Step 1 of 2  Print the kernel release');
	});

	test('the insight puts the prediction next to what is so', async () => {
		const {app} = open(SMALL, at({at: 'insight', lesson: '010'}));
		await app.until('You predicted: No, one of its own.');
		expect(app.text()).toContain('It shares the kernel of the host.');
		expect(app.text()).toContain('✓ Yes, the same one.');
	});

	test('an answer to a question is told right or wrong, with the reason', async () => {
		const {app, stored} = open(SMALL, at({at: 'questions', lesson: '010'}));
		await app.until('Check yourself, 1 of 2');
		app.type('j\r');
		await app.until('✗ No, one of its own.');
		expect(app.text()).toContain('It shares the kernel of the host.');
		await expect.poll(() => stored().questions['010/what']?.right).toBe(false);
	});

	test('the menu shows what is done of every lesson', async () => {
		const record = {state: 'seen', at: '', hints: 0, helped: false, seen: []} as const;
		const {app} = open(SMALL, {
			progress: {
				...NO_PROGRESS,
				steps: {'010/release': {...record, state: 'done'}, '020/release': record},
			},
		});
		await app.until('Consuming: cgroups');
		expect(app.rows()[rowWith(app, '010')]).toMatch(/❯ ★ 010 Not a tiny machine +4 min {2}●○$/);
		expect(app.rows()[rowWith(app, '020')]).toMatch(/◐○$/);
	});

	test('without Unicode and colour nothing of that is lost', async () => {
		const theme = {colour: false, unicode: false};
		const {app} = open(SMALL, at({at: 'questions', lesson: '010'}), theme);
		await app.until('> o Yes, the same one.');
		app.type('j\r');
		await app.until('x No, one of its own.');
		expect(app.written()).not.toMatch(/\[(?:3|4|9|10)\d(?:;|m)/);
		expect([...app.text()].filter((character) => character.charCodeAt(0) > 126)).toEqual([]);
	});

	test('all keys are told, further than one window', async () => {
		const {app} = open();
		app.type('?');
		await app.until('In the terminal of an exercise: Ctrl-G, then');
		app.type(' '.repeat(12));
		await app.until('In this help');
		app.type('?');
		await app.until('It feels like a computer of its own.');
	});
});

describe('the exercise', () => {
	test('what is typed goes to the shell, byte by byte', async () => {
		const {app, attempt} = await openExercise();
		app.type('q?n\u0003');
		expect(attempt().terminal('shell').written).toBe('q?n\u0003');
	});

	test('what the shell prints is where its cursor is', async () => {
		const {app} = await openExercise();
		const row = rowWith(app, 'learner@lesson:~$');
		await expect.poll(() => app.cursor()).toEqual({x: 18, y: row});
	});

	test('a reason that does not fit below the terminal ends in an ellipsis', async () => {
		const {app, attempt} = await openExercise();
		attempt().judge({...notYet, reason: 'One thing is missing here. '.repeat(12).trim()});
		await app.until('not yet');
		const reason = app.rows().slice(rowWith(app, 'not yet') + 1, 23);
		expect(reason.at(-1)).toMatch(/^ {2}\S.*…$/);
	});

	test('a verdict has a word, a reason and where to look', async () => {
		const {app, attempt} = await openExercise();
		attempt().judge(notYet);
		await app.until('… not yet');
		const row = rowWith(app, '… not yet');
		expect(app.rows()[row + 1]).toContain('No command has printed the release yet.');
		expect(app.rows()[row + 2]).toContain('man uname lists the options.');
	});

	test('a pass shows what was seen, and Enter goes on to the next step', async () => {
		const {app, attempt} = await openExercise();
		app.type('uname -r\r');
		attempt().judge(passed);
		await app.until('✓ passed');
		expect(app.text()).toContain('It is 6.1.0-example, the very release of this host.');
		// The sentence has said the value; a row that repeats it would be noise.
		expect(app.text()).not.toContain('the kernel release  6.1.0-example');
		app.type('\r');
		await app.until('Step 2 of 2  Print the boot id');
		expect(attempt().terminal('shell').written).toBe('uname -r\r');
	});

	test('after a pass Enter is the shell’s again as soon as something is typed', async () => {
		const {app, attempt} = await openExercise();
		attempt().judge(passed);
		await app.until('✓ passed');
		app.type('ls');
		app.type('\r');
		expect(attempt().terminal('shell').written).toBe('ls\r');
		expect(app.text()).toContain('Step 1 of 2');
	});

	test('a line that was begun before the pass is not taken for going on', async () => {
		const {app, attempt} = await openExercise();
		app.type('ls');
		attempt().judge(passed);
		await app.until('✓ passed');
		app.type('\r');
		expect(attempt().terminal('shell').written).toBe('ls\r');
	});

	test('the guide key and a letter speak to the guide, both in one chunk too', async () => {
		const {app, attempt} = await openExercise();
		app.type('\u0007h');
		await app.until('Hint 1 of 3');
		app.type('\u0007');
		app.type('o');
		app.type('echo');
		expect(attempt().terminal('outside').written).toBe('echo');
		expect(attempt().terminal('shell').written).toBe('');
	});

	test('the guide key twice is the shell’s', async () => {
		const {app, attempt} = await openExercise();
		app.type('\u0007\u0007x');
		expect(attempt().terminal('shell').written).toBe('\u0007x');
	});

	test('an answer is written, mended and sent', async () => {
		const {app, attempt} = await openExercise();
		attempt().change({question: {text: 'How many kernels are there?', options: []}});
		await app.until('How many kernels are there?');
		app.type('\u0007a42');
		await app.until('> 42');
		app.type('\u007f\u007f\u001b[200~1 \u001b[201~\r');
		expect(attempt().answered).toEqual(['1']);
		expect(attempt().terminal('shell').written).toBe('');
	});

	test('a question stands once on the card, also while it is answered', async () => {
		const {app, attempt} = await openExercise();
		app.resize({columns: 140, rows: 40});
		attempt().change({question: {text: 'How many kernels are there?', options: []}});
		const count = (text: string): number => text.split('How many kernels').length - 1;
		await app.until((text) => count(text) === 1);
		app.type('\u0007a');
		await app.until(/^ >(?: |$)/m);
		expect(count(app.text())).toBe(1);
	});

	test('a step with options is answered from a list', async () => {
		const {app, attempt} = await openExercise();
		const options = [
			{id: 'one', text: 'One'},
			{id: 'two', text: 'Two'},
		];
		attempt().change({question: {text: 'How many?', options}});
		app.type('\u0007a');
		await app.until('❯ ○ One');
		app.type('j');
		await app.until('❯ ○ Two');
		app.type('\r');
		expect(attempt().answered).toEqual(['two']);
	});

	test('the lesson can be read again beside the shell', async () => {
		const {app} = await openExercise();
		app.type('\u0007l');
		await app.until('What it looks like');
		expect(app.text()).not.toContain('learner@lesson');
		app.type('\u001b');
		await app.until('learner@lesson');
	});

	test('what has scrolled away can be read, and typing returns to the prompt', async () => {
		const {app, attempt} = await openExercise();
		const lines = Array.from({length: 60}, (_, index) => `line ${index}.\r\n`).join('');
		attempt().terminal('shell').print(lines);
		await app.until('line 59.');
		app.type('\u0007u');
		await app.until((text) => text.includes('scrolled back') && !text.includes('line 59.'));
		app.type('kkk\u001b[6~\u001b[6~q');
		await app.until('line 59.');
	});

	test('what the terminal shows is offered to the clipboard', async () => {
		const {app} = await openExercise();
		app.type('\u0007y');
		await app.until('Offered 1 line to the clipboard');
		const text = Buffer.from('learner@lesson:~$\n').toString('base64');
		expect(app.written()).toContain(`\u001b]52;c;${text}\u0007`);
	});

	test('a step that can only be seen says what would unlock it', async () => {
		const finding = {
			id: 'userns',
			title: 'User namespaces',
			ok: false,
			found: 'They are forbidden.',
			unlocks: ['user-namespaces'],
			mend: {command: 'sysctl -w x=1', undo: 'sysctl -w x=0', note: ''},
		};
		const {app, attempt} = open(SMALL, {
			...at({at: 'do', lesson: '010'}),
			host: {...fullHost, hostClass: 'observe', findings: [finding]},
		});
		await app.until('Each command is checked');
		const {steps} = attempt().status();
		attempt().change({steps: steps.map((step) => ({...step, missing: ['user-namespaces']}))});
		await app.until('This box lacks user-namespaces, so this step is seen, not done.');
		expect(app.text()).toContain('sysctl -w x=1 unlocks it.');
		attempt().judge(passed);
		await app.until('◐ seen, not done');
	});

	test('a sandbox that has died says why, and a key starts another', async () => {
		const {app, attempt, attempts} = await openExercise();
		attempt().end('Its memory ran out.');
		await app.until('the sandbox has ended');
		expect(app.text()).toContain('Its memory ran out.');
		app.type('r');
		await expect.poll(() => attempts.length).toBe(2);
		await app.until('Each command is checked');
	});

	test('a box that can’t run it says why and lets the learner read on', async () => {
		const {app} = open(SMALL, {...at({at: 'do', lesson: '010'}), refusal});
		await app.until('This box forbids user namespaces.');
		expect(app.text()).toContain('Run container-lessons doctor.');
		app.type('\r');
		await app.until('Myth: a tiny machine');
	});

	test('a box that is no Linux is told the command that mends it', async () => {
		const {app} = open(SMALL, {...at({at: 'do', lesson: '010'}), host: readingHost});
		await app.until('mend  wsl --install');
		expect(app.text()).toContain('undo  wsl --unregister Ubuntu');
	});
});

describe('the window', () => {
	test('from 120 columns text and terminal stand side by side', async () => {
		const {app, attempt} = await openExercise(LARGE);
		const row = app.rows()[rowWith(app, 'learner@lesson')] ?? '';
		expect(row).toMatch(/^ .*Print the kernel release +│learner@lesson:~\$$/);
		attempt().judge(passed);
		await app.until('Enter goes on.');
		expect(attempt().terminal('shell').sizes).toEqual([{columns: 81, rows: 37}]);
	});

	test('the shell learns of every new size', async () => {
		const {app, attempt} = await openExercise();
		app.resize(LARGE);
		await app.until(/│learner@lesson/);
		app.resize({columns: 100, rows: 30});
		await app.until((text) => text.includes('learner@lesson') && !text.includes('│'));
		const {sizes} = attempt().terminal('shell');
		expect(sizes.map(({columns}) => columns)).toEqual([80, 81, 100]);
	});

	test('one that is too small says so, and nothing is lost', async () => {
		const {app} = await openExercise();
		app.resize({columns: 50, rows: 12});
		await app.until('This window is 50x12; at least 60x16');
		expect(app.text()).toContain('--plain');
		app.resize(SMALL);
		await app.until('learner@lesson');
		await app.until('Step 1 of 2');
	});

	test('no row is left of what another screen has shown', async () => {
		const {app} = await openExercise();
		app.type('\u0007m');
		await app.until('Consuming: cgroups');
		expect(app.text()).not.toContain('learner@lesson');
		expect(app.text()).not.toContain('Step 1 of 2');
	});

	test('the scrollback of the learner’s own terminal is never erased', async () => {
		const {app} = await openExercise();
		app.resize(LARGE);
		await app.until('learner@lesson');
		expect(app.written()).not.toContain('\u001b[3J');
	});

	test('quitting is told', async () => {
		const {app} = open();
		app.type('q');
		await expect(app.done).resolves.toBeUndefined();
	});
});
