// The control groups of any process, v1 and v2 in one shape: what `xray` shows of them.

/** Share of the last 10, 60 and 300 seconds in per cent (Documentation/accounting/psi.rst). */
export interface Pressure {
	readonly some: readonly [number, number, number];
	readonly full: readonly [number, number, number] | undefined;
}

export interface GroupMembership {
	/** Empty for v2; `name=systemd` for a hierarchy without controllers. */
	readonly controllers: readonly string[];
	readonly path: string;
	/** Where it is mounted; undefined where the reader does not see it. */
	readonly directory: string | undefined;
}

export type Limit = number | 'max';

/** Limits that a group further up sets for all that are below it. */
export interface LimitAbove {
	readonly path: string;
	readonly memoryMax: number | undefined;
	readonly pidsMax: number | undefined;
	/** Processors' worth of time. */
	readonly cpus: number | undefined;
}

/** The control groups of a process, v1 and v2 in one shape. */
export interface GroupFacts {
	readonly version: 'v1' | 'v2' | 'hybrid';
	readonly memberships: readonly GroupMembership[];
	readonly memory:
		| {
				readonly current: number | undefined;
				readonly peak: number | undefined;
				readonly max: Limit | undefined;
				readonly high: Limit | undefined;
				readonly swapCurrent: number | undefined;
				readonly swapMax: Limit | undefined;
				readonly anonymous: number | undefined;
				readonly file: number | undefined;
				readonly oomKills: number | undefined;
				/** How often the limit was reached (memory.events: max; memory.failcnt). */
				readonly reached: number | undefined;
		  }
		| undefined;
	readonly pids:
		| {
				readonly current: number | undefined;
				readonly max: Limit | undefined;
				readonly refused: number | undefined;
		  }
		| undefined;
	readonly cpu:
		| {
				readonly usedMicroseconds: number | undefined;
				readonly quota: Limit | undefined;
				readonly period: number | undefined;
				/** cpu.weight, 100 unless set; on v1 cpu.shares, 1024 unless set. */
				readonly weight: number | undefined;
				readonly periods: number | undefined;
				readonly throttled: number | undefined;
				readonly throttledMicroseconds: number | undefined;
				readonly processors: string | undefined;
		  }
		| undefined;
	readonly io:
		| {
				readonly readBytes: number;
				readonly writtenBytes: number;
				/** Lines of io.max, as the kernel prints them. */
				readonly limits: readonly string[];
		  }
		| undefined;
	readonly isFrozen: boolean | undefined;
	readonly above: readonly LimitAbove[];
	/** `group`: of this group (v2); `host`: of the whole machine. */
	readonly pressureOf: 'group' | 'host';
	readonly pressure: Readonly<Partial<Record<'cpu' | 'memory' | 'io', Pressure>>>;
}
