import {identityOf, type ProcessView} from '../../domain/evidence.js';
import type {Xray} from '../../domain/xray.js';

/** What can be told of a picture, one word for each thing; two pictures differ by their words. */
export type Traits = ReadonlySet<string>;

export const processTrait = (process: ProcessView): string => `process ${identityOf(process)}`;
export const namespaceTrait = (link: string): string => `namespace ${link}`;
export const groupTrait = (path: string): string => `group ${path}`;

/**
 * What is in a picture and was not in the one before: processes, those with another root or in another group,
 * namespaces, and groups that are new or have another limit. Without one before it, nothing is new.
 */
export function findFresh(before: Xray | undefined, now: Xray): Traits {
	if (before === undefined) return new Set();
	const old = new Set(traitsOf(before).map(([, told]) => told));
	const fresh = new Set(traitsOf(now).flatMap(([of, told]) => (old.has(told) ? [] : [of])));
	for (const process of now.processes) {
		const isShell = process.tab !== undefined && process.depth === 0;
		// A tab's shell was started by no command, however late it came.
		if (isShell && !old.has(processTrait(process))) fresh.delete(processTrait(process));
	}
	return fresh;
}

/** Each trait, and what is told of it: where that differs, the trait is fresh. */
function traitsOf({processes, sandbox, groups = []}: Xray): readonly (readonly [string, string])[] {
	const links = [sandbox, ...processes].flatMap(({namespaces}) => Object.values(namespaces));
	const byPid = new Map(processes.map((process) => [process.pid, process]));
	return [
		...processes.flatMap((process) => {
			const trait = processTrait(process);
			// Of a zombie no root can be read, and that is no news.
			const root = process.root === '' ? [] : [[trait, `${trait} root ${process.root}`] as const];
			return [[trait, trait] as const, ...root];
		}),
		...links.map((link) => [namespaceTrait(link), link] as const),
		...groups.flatMap(({path, members, memoryMax, pidsMax, cpuMax}) => {
			const trait = groupTrait(path);
			const joined = members.flatMap((pid) => {
				const process = byPid.get(pid);
				return process === undefined || path === '/'
					? []
					: [[processTrait(process), `${trait} has ${identityOf(process)}`] as const];
			});
			const limits = [memoryMax, pidsMax, cpuMax?.quota, cpuMax?.period].join(' ');
			return [[trait, `${trait} ${limits}`] as const, ...joined];
		}),
	];
}
