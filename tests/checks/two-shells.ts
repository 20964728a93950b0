import type {Evidence, Probe, ProbeAnswer, ProcessView} from '../../src/domain/evidence.js';
import {command, evidenceOf, moment, processView} from '../domain/evidence-of.js';

/** The first shell of a tab. */
export const shell = processView();

/** A shell below it, in UTS and PID namespaces of its own, of which it is process 1. */
export const inner = processView({
	pid: 4720,
	nsPids: [4720, 60, 1],
	parent: 4711,
	depth: 1,
	comm: 'sh',
	argv: ['sh'],
	namespaces: {...shell.namespaces, uts: 'uts:[80]', pid: 'pid:[50]'},
	uidMap: [[0, 65_533, 1]],
	capEff: 1n << 13n,
	heeded: 1n << 14n,
	foreground: true,
});

/** Evidence of one moment, after one command. */
export const seeing = (
	processes: readonly ProcessView[],
	answers: readonly (readonly [Probe, ProbeAnswer])[] = [],
	more: Partial<Evidence> = {},
): Evidence => evidenceOf([moment(command('ls'), processes, answers)], more);
