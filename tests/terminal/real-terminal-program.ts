// A program on a real terminal, for real-terminal.test.ts: it does what its argument says.
import {writeFileSync} from 'node:fs';
import {setTimeout} from 'node:timers/promises';
import {openRealTerminal} from '../../src/terminal/real-terminal.door.js';

const terminal = openRealTerminal({
	input: process.stdin,
	output: process.stdout,
	cleanUp: async () => {
		process.stdout.write('cleaned up\r\n');
		if (process.argv[2] === 'hang') await new Promise(() => {});
		if (process.argv[2] === 'slow') await setTimeout(300);
		if (process.argv[3] !== undefined) writeFileSync(process.argv[3], 'cleaned up');
	},
});
const say = (text: string): void => {
	terminal.output.write(`${text}\r\n`);
};

terminal.onResize(({columns, rows}) => say(`size ${columns}x${rows}`));
terminal.onResume(() => say('resumed'));
terminal.onInput((bytes) => {
	const typed = Buffer.from(bytes).toString('hex');
	say(`typed ${typed}`);
	if (typed !== '71') return;
	if (process.argv[2] === 'exit') process.exit(3);
	switch (process.argv[2]) {
		case 'close':
			terminal.close();
			break;
		case 'throw':
			throw new Error('a bug');
		case 'reject':
			void Promise.reject(new Error('a bug'));
			break;
	}
});
const {columns, rows} = terminal.size();
say(`ready ${columns}x${rows}, pid ${process.pid}.`);
