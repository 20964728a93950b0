import {expect, test} from 'vitest';
import {createLastingTerminal} from '../../src/attempt/lasting-terminal.js';
import type {TerminalSize} from '../../src/domain/sandbox.js';
import {createFakeTerminal, type FakeTerminal} from './fake-attempt.js';

const SIZE = {columns: 80, rows: 24};

function start() {
	const shells: FakeTerminal[] = [];
	const terminal = createLastingTerminal((size: TerminalSize) => {
		const shell = createFakeTerminal(size);
		shells.push(shell);
		return shell;
	}, SIZE);
	return {terminal, shells};
}

test('whoever listens hears the next shell too', () => {
	const {terminal, shells} = start();
	let heard = '';
	const stop = terminal.onOutput((bytes) => {
		heard += Buffer.from(bytes).toString();
	});
	shells[0]?.print('first ');
	terminal.restart();
	shells[1]?.print('second ');
	stop();
	shells[1]?.print('third');
	expect(heard).toBe('first second ');
});

test('what is typed goes to the newest shell alone', () => {
	const {terminal, shells} = start();
	terminal.restart();
	terminal.write(Buffer.from('ls\r'));
	expect(shells.map(({written}) => written)).toEqual(['', 'ls\r']);
});

test('the next shell has the size that the terminal has by then', async () => {
	const {terminal, shells} = start();
	await terminal.resize({columns: 100, rows: 30});
	terminal.restart();
	expect(shells.map(({sizes}) => sizes[0])).toEqual([SIZE, {columns: 100, rows: 30}]);
});

test('whoever listens for afterwards hears the same, once the others have', () => {
	const {terminal, shells} = start();
	let heard = '';
	const stop = terminal.afterOutput((bytes) => {
		heard += `books:${Buffer.from(bytes).toString()} `;
	});
	terminal.onOutput((bytes) => {
		heard += `screen:${Buffer.from(bytes).toString()} `;
	});
	shells[0]?.print('a');
	terminal.restart();
	stop();
	shells[1]?.print('b');
	expect(heard).toBe('screen:a books:a screen:b ');
});
