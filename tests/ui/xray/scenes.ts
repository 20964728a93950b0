import {readFileSync} from 'node:fs';
import type {ProcessView} from '../../../src/domain/evidence.js';
import type {NamespaceLinks} from '../../../src/domain/namespace.js';
import type {Xray} from '../../../src/domain/xray.js';

/** Looks at real sandboxes, as they were recorded; links stand in one text, capabilities in hexadecimal. */
const RECORDED = JSON.parse(
	readFileSync(new URL('scenes.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, Recorded>>;

interface RecordedProcess extends Omit<ProcessView, 'namespaces' | 'capEff' | 'capBnd' | 'tab'> {
	readonly namespaces: string;
	readonly capEff: string;
	readonly capBnd: string;
	readonly tab?: string;
}

interface Recorded {
	readonly kernel: string;
	readonly host: string;
	readonly sandbox: Omit<Xray['sandbox'], 'namespaces'> & {readonly namespaces: string};
	readonly groups: NonNullable<Xray['groups']>;
	readonly processes: readonly RecordedProcess[];
}

const linksOf = (text: string): NamespaceLinks =>
	Object.fromEntries(
		text
			.split(' ')
			.filter(Boolean)
			.map((link) => [link.slice(0, link.indexOf(':')), link]),
	);

export const SCENES: readonly string[] = Object.keys(RECORDED);

export function scene(name: string): Xray {
	const recorded = RECORDED[name];
	if (recorded === undefined) throw new Error(`no scene "${name}" was recorded`);
	const {kernel, host, sandbox, groups, processes} = recorded;
	return {
		kernel,
		host: linksOf(host),
		sandbox: {...sandbox, namespaces: linksOf(sandbox.namespaces)},
		groups,
		processes: processes.map((process) => ({
			...process,
			tab: process.tab,
			namespaces: linksOf(process.namespaces),
			capEff: BigInt(process.capEff),
			capBnd: BigInt(process.capBnd),
		})),
	};
}

/** The plain scene with so many processes more below its shell, each made from a part. */
export function flooded(
	count: number,
	part: (index: number) => Partial<ProcessView> = () => ({}),
): Xray {
	const xray = scene('plain');
	const [shell] = xray.processes;
	if (shell === undefined) throw new Error('the plain scene has no shell');
	const more = Array.from({length: count}, (_, index): ProcessView => {
		const pid = 50_000 + index;
		const own = {pid, nsPids: [pid, 100 + index], parent: shell.pid, depth: 1};
		return {...shell, ...own, argv: ['sleep', '1000'], foreground: false, ...part(index)};
	});
	return {...xray, processes: [...xray.processes, ...more]};
}
