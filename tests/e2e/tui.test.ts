import {existsSync} from 'node:fs';
import {afterEach, describe, expect, test} from 'vitest';
import {openTui, type Tui, type TuiOptions} from './tui.js';

const open: Tui[] = [];
afterEach(async () => {
	for (const tui of open.splice(0)) await tui.close();
});

function run(script: string, options?: TuiOptions): Tui {
	const tui = openTui(['bash', '--norc', '-c', script], options);
	open.push(tui);
	return tui;
}

describe('a program on a terminal', () => {
	test('is seen, typed to, and resized', async () => {
		const tui = run(
			'stty size; read -r line; echo "got $line"; trap "stty size" WINCH; sleep 20 & wait; read -r line',
		);
		await tui.until('24 80');
		tui.send('hello\r');
		await tui.until(/^got hello$/m);
		tui.resize(100, 30);
		await tui.until('30 100');
	});

	test('says how it ended, and what it printed is on the screen still', async () => {
		// node-pty reads for 200 ms more when a program has ended: a busy host loses what comes later.
		const tui = run('seq 1 1000; read -r _; exit 3');
		await tui.until(/^1000$/m);
		tui.send('\r');
		expect(await tui.exit).toEqual({code: 3, signal: undefined});
		expect(tui.screen()).toContain('1000');
	});

	test('says which signal ended it', async () => {
		const tui = run('kill -TERM $$');
		expect(await tui.exit).toEqual({code: undefined, signal: 15});
	});

	test('has the environment of a learner, and a home of its own', async () => {
		const tui = run(
			'echo "ci=$CI vitest=$VITEST extra=$EXTRA"; echo "$XDG_CONFIG_HOME"; read -r line',
			{
				env: {EXTRA: '1'},
			},
		);
		await tui.until('ci= vitest= extra=1');
		await tui.until(tui.home);
		expect(existsSync(tui.home)).toBe(true);
		await tui.close();
		expect(existsSync(tui.home)).toBe(false);
	});
});

describe('waiting', () => {
	test('fails with the screen when the time is over', async () => {
		const tui = run('echo what is there; read -r line');
		await tui.until('what is there');
		await expect(tui.until('what is not', 50)).rejects.toThrow(
			/50 ms.*what is not.*what is there/s,
		);
	});

	test('fails at once when the program has ended', async () => {
		const tui = run('echo short');
		await expect(tui.until('never', 20_000)).rejects.toThrow(
			/ended before it showed never.*short/s,
		);
	});
});
