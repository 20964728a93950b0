// What came of starting a real sandbox on this host, as plain data, so that any can be told in a test.

import type {CONTROLLERS} from '../domain/shared-names.js';
import type {Outcome} from './probes.js';

/** A control group's controller whose limits lessons set. */
export type Controller = (typeof CONTROLLERS)[number];

/** A sandbox as lessons use it: started, typed into, looked at, and closed again. */
export type SandboxTrial =
	/** There is nothing to try with: no Linux, or a tool is missing that every sandbox is made with. */
	| {readonly kind: 'untried'}
	/** Not over in time, which says nothing of whether it would work. */
	| {readonly kind: 'late'; readonly seconds: number; readonly waitedFor: string}
	| {readonly kind: 'failed'; readonly why: string}
	| {
			readonly kind: 'ran';
			/** What `node --version` printed inside, or why it could not run. */
			readonly node: Outcome;
			/** Whether a limit of each could be set in a group of its own and read back; absent: not offered. */
			readonly limits: Readonly<Partial<Record<Controller, Outcome>>>;
			/** The controllers that its tree of control groups shows, whether they can be used or only read. */
			readonly shown: readonly Controller[];
			/** Why there was no group although one seemed to be offered. */
			readonly groupRefused?: string;
	  };
