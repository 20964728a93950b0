import {describe, expect, test} from 'vitest';
import {identityOf} from '../../src/domain/evidence.js';
import {assignTabs, type Belonging, shellsOf} from '../../src/evidence/assign-tabs.js';
import {findShells} from '../../src/evidence/find-shells.js';
import type {ProcessRecord} from '../../src/evidence/process-record.js';
import {processView} from '../domain/evidence-of.js';

/** A process of which it is not known yet whose it is. */
const record = (
	pid: number,
	parent: number,
	comm: string,
	user = 'mid',
	session = 1,
): ProcessRecord => ({
	...processView({pid, parent, comm, argv: [comm], namespaces: {user}, tab: undefined, depth: -1}),
	nsPids: [pid, pid - 100],
	startTime: pid,
	session,
	tabMark: undefined,
});

/** A sandbox as it stands with two tabs open, and what its own scripts run. */
const frame = [
	record(101, 1, 'sh', 'outer'),
	record(102, 101, 'sh', 'outer'),
	record(103, 101, 'sh'),
	record(104, 103, 'sh'),
	record(105, 103, 'sh'),
	record(106, 103, 'sh'),
	record(107, 106, 'timeout'),
	record(108, 104, 'script'),
	record(109, 105, 'script'),
];
const shells = [record(110, 108, 'bash', 'mid', 110), record(111, 109, 'bash', 'root', 111)];
const records = [...frame, ...shells];
const bothTabs = [
	{name: 'shell', shellPid: undefined},
	{name: 'outside', shellPid: undefined},
];

const tabsIn = (
	all: readonly ProcessRecord[],
	known: ReadonlyMap<string, Belonging> = new Map(),
): readonly (readonly [number, string | undefined, number])[] =>
	assignTabs(all, findShells(all, bothTabs), known).map(({pid, tab, depth}) => [pid, tab, depth]);

describe('the processes of the learner', () => {
	test('are the shells and what is below them, not what the sandbox is made of', () => {
		const child = record(120, 110, 'unshare', 'own');
		const grandchild = record(121, 120, 'script', 'own');
		expect(tabsIn([...records, child, grandchild, record(122, 121, 'sh')])).toEqual([
			[110, 'shell', 0],
			[111, 'outside', 0],
			[120, 'shell', 1],
			[121, 'shell', 2],
			[122, 'shell', 3],
		]);
	});

	test('keep their tab when their parent is gone', () => {
		const orphan = record(120, 101, 'sleep');
		const known = new Map([[identityOf(orphan), {tab: 'shell', depth: 2}]]);
		expect(tabsIn([...records, orphan], known)).toContainEqual([120, 'shell', 2]);
	});

	test('have the tab of their session when nobody looked before their parent was gone', () => {
		const orphan = record(120, 101, 'sleep', 'mid', 110);
		expect(tabsIn([...records, orphan])).toContainEqual([120, 'shell', 1]);
	});

	test('have the tab that their environment names when they left their session, too', () => {
		const marked = (pid: number, tabMark: string): ProcessRecord => ({
			...record(pid, 101, 'sleep', 'mid', pid),
			tabMark,
		});
		const marks = new Map([
			[110, '0'],
			[111, '1'],
		]);
		const all = records.map((one) => ({...one, tabMark: marks.get(one.pid)}));
		expect(tabsIn([...all, marked(120, '1'), marked(121, 'setup'), marked(122, '7')])).toEqual([
			[110, 'shell', 0],
			[111, 'outside', 0],
			[120, 'outside', 1],
			[121, undefined, 0],
			[122, undefined, 0],
		]);
	});

	test('have the only tab there is when nothing else tells, unless the setup left them', () => {
		const nameless = record(120, 101, 'sleep', 'mid', 120);
		const ofSetup = record(121, 101, 'node');
		const all = [...records, nameless, ofSetup];
		const tabs = assignTabs(all, findShells(all, bothTabs), new Map(), 'shell');
		expect(tabs.map(({pid, tab}) => [pid, tab]).slice(-2)).toEqual([
			[120, 'shell'],
			[121, undefined],
		]);
		expect(tabsIn(all)).toContainEqual([120, undefined, 0]);
	});

	test('have no tab when the setup left them running', () => {
		expect(tabsIn([...records, record(120, 101, 'node')])).toContainEqual([120, undefined, 0]);
	});

	test('are none before a shell runs', () => {
		expect(tabsIn(frame)).toEqual([]);
		expect(tabsIn([])).toEqual([]);
	});
});

describe('the shell of a tab', () => {
	test('is the one that its marks name', () => {
		const tabs = [
			{name: 'shell', shellPid: 11},
			{name: 'outside', shellPid: 10},
		];
		expect([...findShells(records, tabs)]).toEqual([
			['shell', 111],
			['outside', 110],
		]);
	});

	test('is the oldest that is nobody else’s where marks are lost', () => {
		const tabs = [
			{name: 'shell', shellPid: undefined},
			{name: 'outside', shellPid: 10},
		];
		expect([...findShells(records, tabs)]).toEqual([
			['outside', 110],
			['shell', 111],
		]);
	});

	test('is held by script or by python', () => {
		const python = [...frame.slice(0, 7), record(108, 104, 'python3.11'), record(110, 108, 'bash')];
		expect(shellsOf(python).map(({pid}) => pid)).toEqual([110]);
	});
});
