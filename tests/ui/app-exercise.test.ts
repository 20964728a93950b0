import {describe, expect, test} from 'vitest';
import {notYet, passed} from '../attempt/fake-attempt.js';
import {fullHost, readingHost} from '../session/sample-course.js';
import {refusal} from '../session/start-session.js';
import {at, openExercise, openInEmulator, rowWith, SMALL} from './open-in-emulator.js';

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
		const {app, attempt} = openInEmulator(SMALL, {
			...at({at: 'do', lesson: '010'}),
			host: {...fullHost, hostClass: 'observe', findings: [finding]},
		});
		await app.until('Each command is checked');
		const {steps} = attempt().status();
		attempt().change({steps: steps.map((step) => ({...step, missing: ['user-namespaces']}))});
		await app.until('This host lacks user-namespaces, so this step is seen, not done.');
		expect(app.text()).toContain('sysctl -w x=1 unlocks it.');
		attempt().judge(passed);
		await app.until('◐ seen, not done');
	});

	test('what is said before the first command is whole where its card is narrow', async () => {
		const {app} = openInEmulator({columns: 120, rows: 32}, at({at: 'do', lesson: '010'}));
		await app.until(/Each command is checked when it[^\n]*\n\s*ends\./);
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
		const {app} = openInEmulator(SMALL, {...at({at: 'do', lesson: '010'}), refusal});
		await app.until('This host forbids user namespaces.');
		expect(app.text()).toContain('Run container-lessons doctor.');
		app.type('\r');
		await app.until('Myth: a tiny machine');
	});

	test('a box that is no Linux is told the command that mends it', async () => {
		const {app} = openInEmulator(SMALL, {...at({at: 'do', lesson: '010'}), host: readingHost});
		await app.until('mend  wsl --install');
		expect(app.text()).toContain('undo  wsl --unregister Ubuntu');
	});
});
