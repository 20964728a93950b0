import {type ChildProcess, spawn} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {afterEach, expect, test, vi} from 'vitest';
import {parseStat} from '../../src/domain/proc.js';
import {type Foreground, readForeground} from '../../src/evidence/read-foreground.door.js';

let terminal: ChildProcess | undefined;

afterEach(() => {
	terminal?.kill('SIGKILL');
	terminal = undefined;
});

/** Runs a command on a pseudo-terminal and says what its processes do, those that a shell of it started included. */
function onTerminal(command: string): () => Foreground {
	const started = spawn('script', ['-qfec', `exec ${command}`, '/dev/null']);
	terminal = started;
	return () => readForeground(below(started.pid ?? 0));
}

function below(pid: number): readonly {pid: number; state: string}[] {
	const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
	return children
		.split(' ')
		.filter(Boolean)
		.map(Number)
		.flatMap((child) => {
			const {state} = parseStat(readFileSync(`/proc/${child}/stat`, 'utf8'));
			return [{pid: child, state}, ...below(child)];
		});
}

const eventually = (read: () => Foreground, what: Foreground) =>
	vi.waitFor(() => expect(read()).toBe(what), {timeout: 20_000, interval: 20});

test('a shell without a line editor that reads its terminal waits', () =>
	eventually(onTerminal('sh'), 'waits'));

test('a shell with a line editor waits', () => eventually(onTerminal('bash --norc'), 'waits'));

test('a command that sleeps is at work', () => eventually(onTerminal('sleep 60'), 'works'));

test('a command that reads a pipe is at work, unless another one of its line reads the terminal', async () => {
	await eventually(onTerminal("sh -c 'sleep 60 | cat'"), 'works');
	terminal?.kill('SIGKILL');
	await eventually(onTerminal("sh -c 'cat | cat'"), 'waits');
});

test('of no process, and of one that is gone, nothing is known', () => {
	expect(readForeground([])).toBe('unknown');
	expect(readForeground([{pid: 2 ** 30, state: 'S'}])).toBe('unknown');
});
