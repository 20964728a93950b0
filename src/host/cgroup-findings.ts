// Words which control groups lessons can look at here, and which limits they can set.

import type {Need} from '../domain/exercise.js';
import type {Finding} from '../domain/host.js';
import {CONTROLLERS} from '../domain/shared-names.js';
import {cgroupMend} from './cgroup-mend.js';
import {finding} from './finding.js';
import type {ProbeResults} from './probe-results.js';
import type {Controller} from './sandbox-trial.js';

export function cgroupReadFinding(results: ProbeResults): Finding {
	const {offer, version} = results.cgroup;
	const ok = version !== undefined && (offer.kind !== 'none' || offer.readable.length > 0);
	return finding({
		id: 'cgroup-read',
		title: 'Control groups to look at',
		ok,
		found: ok ? `cgroup v${version}` : 'no cgroup file system is mounted at /sys/fs/cgroup',
		unlocks: ['cgroup-read', ...shownControllers(results).map(readNeed)],
	});
}

const readNeed = (name: Controller): Need => `cgroup-read:${name}`;

const shownControllers = ({trial}: ProbeResults): readonly Controller[] =>
	trial.kind === 'ran' ? trial.shown : [];

/** Some controllers may be there where others are missing. */
export const writableControllers = (results: ProbeResults): readonly Need[] => {
	const there = CONTROLLERS.filter((name) => canLimit(results, name));
	return there.length === 0 ? [] : ['cgroup-write', ...there.map((name) => `cgroup-write:${name}`)];
};

/**
 * What v2 alone has: one tree whose groups hand controllers on, memory.high, memory.oom.group
 * (cgroup-v2.rst). None where no cgroup file system is mounted, which another finding says.
 */
export function cgroupVersionFindings({cgroup}: ProbeResults): readonly Finding[] {
	if (cgroup.version === undefined) return [];
	const ok = cgroup.version === 2;
	return [
		finding({
			id: 'cgroup-v2',
			title: 'Control groups of version 2',
			ok,
			found: ok ? 'one tree for all controllers' : 'this host has v1, a tree for each controller',
			unlocks: ['cgroup-v2'],
		}),
	];
}

const canLimit = ({trial}: ProbeResults, name: Controller): boolean =>
	trial.kind === 'ran' && trial.limits[name]?.ok === true;

const OFFERED_BY = {v1: 'as root', v2: 'as root', systemd: 'delegated by systemd', none: ''};

/** None where something is offered that could not be tried: it is neither promised nor denied. */
export function cgroupWriteFindings(results: ProbeResults): readonly Finding[] {
	const {offer, version} = results.cgroup;
	const isTried = results.trial.kind === 'ran' || offer.kind === 'none';
	if (!isTried) return [];
	const missing = CONTROLLERS.filter((name) => !canLimit(results, name));
	// A group of its own shows them as well.
	const unseen = CONTROLLERS.filter((name) => !shownControllers(results).includes(name));
	return [
		finding(
			{
				id: 'cgroup-write',
				title: 'Control groups of its own',
				ok: missing.length === 0,
				found:
					missing.length === 0
						? `cgroup v${version}, ${OFFERED_BY[offer.kind]}: ${CONTROLLERS.join(', ')}`
						: offer.kind === 'none'
							? offer.why
							: whyNoLimit(results, missing),
				unlocks: [
					'cgroup-write',
					...CONTROLLERS.map((name) => `cgroup-write:${name}`),
					...unseen.map(readNeed),
				],
			},
			cgroupMend(results, missing),
		),
	];
}

function whyNoLimit({trial, cgroup}: ProbeResults, missing: readonly Controller[]): string {
	if (trial.kind !== 'ran') return '';
	const isEmpty =
		cgroup.offer.kind === 'systemd' &&
		missing.length === CONTROLLERS.length &&
		trial.groupRefused === undefined;
	if (isEmpty) return 'systemd gave a group without controllers; after a login they may come later';
	const [message] = missing.flatMap((name) => trial.limits[name]?.message ?? []);
	const why = trial.groupRefused ?? message;
	return `${missing.join(', ')} not given${why === undefined ? '' : ` (${why})`}`;
}
