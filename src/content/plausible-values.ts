import type {Exercise, ValueRecipe} from '../domain/exercise.js';
import {FACT_NAMES} from '../domain/fact.js';
import {NAMESPACE_KINDS} from '../domain/namespace.js';

/** As long as each fact gets on ordinary hosts, so that a text that fits with these fits there. */
const LONG_FACTS: Readonly<Record<string, string>> = {
	'guide.key': 'Ctrl-G',
	'kernel.release': '6.8.0-1021-generic',
	'kernel.version': 'Linux version 6.8.0-1021-generic (buildd@lcy02-amd64-075) (gcc 13.3.0) #23',
	'kernel.boot-id': '3f0c8a52-9d41-4d0e-8b57-0c6f4f5a2b1e',
	'host.name': 'workshop-laptop-17',
	'host.os': 'Debian GNU/Linux 12 (bookworm)',
	'host.uid': '4294967',
	'host.processes': '1234',
	'host.cpus': '128',
	'shell.pid': '4194303',
	'shell.pid-inside': '12345',
	'shell.name': 'lesson.4f2a9c',
	'shell.cgroup': '/user.slice/user-1000.slice/session-2.scope/container-lessons-396-232294-1',
	'cgroup.version': '2',
	'cgroup.root': '/sys/fs/cgroup/memory',
};

const longFact = (name: string): string => {
	const kind = NAMESPACE_KINDS.find((word) => name.endsWith(`.ns.${word}`));
	if (kind !== undefined) return `${kind}:[4026531836]`;
	return LONG_FACTS[name] ?? '/sys/fs/cgroup/memory.max';
};

/** Facts that a lesson may name, each as long as it gets. */
export const LONG_VALUES: ReadonlyMap<string, string> = new Map(
	FACT_NAMES.map(({name}) => [name, longFact(name)]),
);

function longValue(recipe: ValueRecipe): string {
	switch (recipe.make) {
		case 'word':
			return 'mamelodiri';
		case 'integer':
			return String(recipe.to);
		case 'choice':
			return recipe.of.reduce(
				(longest, word) => (word.length > longest.length ? word : longest),
				'',
			);
	}
}

/** Facts and the exercise's own values, each as long as it gets. */
export function longValuesOf(exercise: Pick<Exercise, 'values'>): ReadonlyMap<string, string> {
	const own = Object.entries(exercise.values).map(
		([name, recipe]) => [name, longValue(recipe)] as const,
	);
	return new Map([...LONG_VALUES, ...own]);
}
