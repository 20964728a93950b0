import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {LIVE_KEYS} from '../../src/ui/xray/live-keys.js';

const FILE = 'docs/xray.md';
const [BEGIN, END] = ['<!-- live-keys -->\n', '<!-- /live-keys -->'];

const NAMES: Readonly<Record<string, string>> = {
	enter: 'Enter',
	right: '→',
	left: '←',
	up: '↑',
	down: '↓',
	space: 'Space',
	tab: 'Tab',
	'shift-tab': 'Shift-Tab',
	home: 'Home',
	end: 'End',
	'page-up': 'PgUp',
	'page-down': 'PgDn',
	backspace: 'Backspace',
	escape: 'Esc',
	'ctrl-c': 'Ctrl-C',
};
const WHERE = {list: 'in the list', process: 'at a process', both: ''} as const;

const table = [
	'| key | | does |',
	'| --- | --- | --- |',
	...LIVE_KEYS.map(
		({keys, context, help}) =>
			`| ${keys.map((key) => `\`${NAMES[key] ?? key}\``).join(' ')} | ${WHERE[context]} | ${help} |`,
	),
].join('\n');

test('the page on the X-ray has the keys of its live view', () => {
	const text = readFileSync(FILE, 'utf8');
	const [, rest = ''] = text.split(BEGIN);
	const [said = ''] = rest.split(END);

	expect(said.trim()).toBe(table);
});
