import {expect, test} from 'vitest';
import {type AskInspector, createLookAt} from '../../src/inspect/look-at.js';
import {madeHost} from './made-host.js';

/** Answers for a host, but says nothing in time to some questions; keeps what was asked. */
function slowAt(late: readonly string[]) {
	const asked: string[] = [];
	const reads = madeHost({201: {parent: 1}});
	const ask = (async (name: keyof typeof reads, ...of: never[]) => {
		asked.push(name);
		if (late.includes(name)) return {kind: 'unreadable', why: 'too late'};
		const read = reads[name] as (...of: never[]) => Promise<unknown>;
		return {kind: 'read', value: await read(...of)};
	}) as AskInspector;
	return {ask, asked};
}

test('what the kernel does not tell in time is left out, named, and not waited for again', async () => {
	const {ask, asked} = slowAt(['mounts', 'name']);
	const lookAt = createLookAt(ask);
	const first = await lookAt(201);
	const second = await lookAt(201);
	for (const look of [first, second]) {
		if (look.kind !== 'seen') throw new Error(look.kind);
		expect(look.inspection.subject.pid).toBe(201);
		expect(look.inspection.mounts).toBeUndefined();
		expect(look.inspection.network).toBeUndefined();
		expect(look.inspection.unseen.map(({what}) => what)).toEqual(['mounts', 'name']);
	}
	expect(asked.filter((name) => name === 'mounts')).toHaveLength(1);
	expect(asked.filter((name) => name === 'tree')).toHaveLength(2);
});

test('where not even the process is told, that is all that is said', async () => {
	expect(await createLookAt(slowAt(['portrait']).ask)(201)).toEqual({kind: 'late'});
	expect(await createLookAt(slowAt([]).ask)(999)).toEqual({kind: 'gone'});
});
