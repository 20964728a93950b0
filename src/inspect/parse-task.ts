// Turns what /proc says of one process into the part of the picture that is its own.

import type {ResourceLimit, Rights} from '../domain/inspection.js';
import {type ProcStatus, parseStatus} from '../domain/proc.js';

/** What status says besides what the course reads of it (proc_pid_status(5)). */
export interface TaskStatus extends ProcStatus {
	readonly groups: readonly number[];
	readonly residentBytes: number | undefined;
	readonly rights: Omit<Rights, 'lastCapability' | 'label'>;
}

export function parseTaskStatus(text: string): TaskStatus {
	const status = parseStatus(text);
	const field = (name: string): string | undefined =>
		new RegExp(`^${name}:[ \\t]*(.*)$`, 'm').exec(text)?.[1]?.trim();
	const set = (name: string): bigint => {
		const hex = field(name) ?? '';
		return /^[0-9a-f]+$/.test(hex) ? BigInt(`0x${hex}`) : 0n;
	};
	const count = (name: string): number | undefined => {
		const value = Number.parseInt(field(name) ?? '', 10);
		return Number.isNaN(value) ? undefined : value;
	};
	const kilobytes = count('VmRSS');
	return {
		...status,
		groups: (field('Groups') ?? '').split(/\s+/).filter(Boolean).map(Number),
		residentBytes: kilobytes === undefined ? undefined : kilobytes * 1024,
		rights: {
			effective: status.capEff,
			bounding: status.capBnd,
			permitted: set('CapPrm'),
			inheritable: set('CapInh'),
			ambient: set('CapAmb'),
			noNewPrivs: status.noNewPrivs,
			seccomp: status.seccomp,
			seccompFilters: count('Seccomp_filters'),
		},
	};
}

/** Those that programs are most often stopped by, by the kernel's names for them. */
const TELLING_LIMITS: readonly string[] = [
	'Max open files',
	'Max processes',
	'Max locked memory',
	'Max core file size',
	'Max address space',
];

/** From /proc/PID/limits, whose columns are name, soft limit, hard limit, unit (proc_pid_limits(5)). */
export function parseLimits(text: string): readonly ResourceLimit[] {
	return TELLING_LIMITS.flatMap((name) => {
		const [, soft, hard] = new RegExp(`^${name}\\s+(\\S+)\\s+(\\S+)`, 'm').exec(text) ?? [];
		if (soft === undefined || hard === undefined) return [];
		return [{name: name.slice('Max '.length), soft: limitOf(soft), hard: limitOf(hard)}];
	});
}

const limitOf = (text: string): number | 'max' => (text === 'unlimited' ? 'max' : Number(text));

/** Strings that each end in a null byte (proc_pid_cmdline(5)). */
export const parseArguments = (text: string): readonly string[] =>
	text === '' ? [] : text.replace(/\0+$/, '').split('\0');

/** attr/current: a label, which may end in a null byte or a line end; `unconfined` is one as well. */
export function parseLabel(text: string | undefined): string | undefined {
	const label = (text ?? '').replace(/[\0\n]+$/, '').trim();
	return label === '' ? undefined : label;
}
