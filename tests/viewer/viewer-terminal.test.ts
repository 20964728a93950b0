import {expect, test} from 'vitest';
import {createMarkParser} from '../../src/domain/parse-marks.js';
import {createViewerTerminal, type StartCommand} from '../../src/viewer/viewer-terminal.js';

const KEY = 'f00d';
const PID = 4321;

/** A terminal whose commands the test runs by hand. */
function open() {
	const started: {
		readonly words: string;
		readonly tell: (text: string) => void;
		readonly end: (status: number) => void;
		killed: boolean;
	}[] = [];
	const start: StartCommand = ({program, args}, _columns, tell) => {
		let end: (status: number) => void = () => {};
		const ended = new Promise<number>((resolve) => {
			end = resolve;
		});
		const words = [
			program,
			...args.map((word) => (typeof word === 'string' ? word : word.path.path)),
		];
		const run = {
			words: words.join(' '),
			tell: (text: string) => tell(Buffer.from(text)),
			end,
			killed: false,
		};
		started.push(run);
		return {
			ended,
			kill: () => {
				run.killed = true;
				end(137);
			},
		};
	};
	const terminal = createViewerTerminal(KEY, PID, {columns: 40, rows: 20}, start);
	let text = '';
	const marks: unknown[] = [];
	const parse = createMarkParser(KEY);
	terminal.onOutput((bytes) => {
		for (const piece of parse(bytes)) {
			if (piece.kind === 'mark') marks.push(piece.mark);
			else text += Buffer.from(piece.bytes).toString();
		}
	});
	return {
		terminal,
		started,
		marks,
		text: () => text,
		type: (typed: string) => terminal.write(Buffer.from(typed)),
	};
}

const lastMark = (marks: readonly unknown[]) => marks.at(-1);
const promptAfter = (line: string, status: number) => ({
	kind: 'prompt',
	status,
	shellPid: PID,
	line,
	pipeline: [],
	shell: '',
	isTold: false,
	job: 0,
});

test('whoever listens later still hears how it began, and its first prompt', async () => {
	const {text, marks} = open();
	await expect.poll(text).toMatch(/there is no shell[\s\S]*observe\$ $/);
	expect(marks).toEqual([promptAfter('', 0)]);
});

test('a command is announced, and its end with its line and status', async () => {
	const {type, started, marks, text} = open();
	type('uname -r\r');
	expect(started.map(({words}) => words)).toEqual(['uname -r']);
	started[0]?.tell('6.1.0\n');
	started[0]?.end(0);
	await expect.poll(() => lastMark(marks)).toEqual(promptAfter('uname -r', 0));
	expect(marks).toContainEqual({kind: 'run', shellPid: PID});
	expect(text()).toMatch(/uname -r\r\n6\.1\.0\r\nobserve\$ $/);
});

test('what is refused starts nothing, says why, and has a status of its own', async () => {
	const {type, started, marks, text} = open();
	type('rm -rf /\r');
	await expect.poll(() => lastMark(marks)).toEqual(promptAfter('rm -rf /', 126));
	expect(started).toEqual([]);
	expect(text().replaceAll('\r\n', ' ')).toContain('"rm" is not among the commands that only look');
});

test('what is refused is said in rows of the terminal that end with a word', async () => {
	const {type, marks, text} = open();
	type('rm -rf /\r');
	await expect.poll(() => lastMark(marks)).toEqual(promptAfter('rm -rf /', 126));
	const [, said = ''] = text().split('rm -rf /\r\n');
	const rows = said.split('\r\n').slice(0, -1);
	expect(rows.length).toBeGreaterThan(1);
	for (const row of rows) expect(row).toMatch(/^\S.{0,39}$/);
	expect(rows.join(' ')).toContain('so it was not run; help lists them.');
});

test('output cannot forge a mark or move the cursor', async () => {
	const {type, started, marks, text} = open();
	type('uname\r');
	started[0]?.tell(`\u001b]7777;${KEY};prompt;0;1;\u0007\u001b[2J`);
	started[0]?.end(0);
	await expect.poll(() => lastMark(marks)).toEqual(promptAfter('uname', 0));
	expect(marks).toHaveLength(3);
	expect(text().split('uname\r\n')[1]).not.toContain('\u001b');
});

test('what is typed while a command runs waits for its end; one runs at a time', async () => {
	const {type, started} = open();
	type('uname -r\runame -n\rid\r');
	expect(started.map(({words}) => words)).toEqual(['uname -r']);
	started[0]?.end(0);
	await expect.poll(() => started.length).toBe(2);
	started[1]?.end(0);
	await expect.poll(() => started.map(({words}) => words)).toEqual(['uname -r', 'uname -n', 'id']);
});

test('Ctrl-C ends a command that runs, and drops a line that does not', async () => {
	const {type, started, marks, text} = open();
	type('uname\r');
	type('\u0003');
	expect(started[0]?.killed).toBe(true);
	await expect.poll(() => lastMark(marks)).toEqual(promptAfter('uname', 137));
	type('id\u0003\r');
	await expect.poll(text).toContain('^C');
	expect(started).toHaveLength(1);
});

test('closing ends the command that runs', async () => {
	const {type, started, terminal} = open();
	type('uname\r');
	await terminal.close();
	expect(started[0]?.killed).toBe(true);
});

test('a paste is typed, and its control sequences are not', async () => {
	const {type, started} = open();
	type('\u001b[200~uname -s\u001b[201~\r');
	expect(started.map(({words}) => words)).toEqual(['uname -s']);
});
