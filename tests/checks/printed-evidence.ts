// What the tests of printed share: evidence of commands, and the kernel release that one of them printed.
import type {CommandRun, Evidence} from '../../src/domain/evidence.js';
import type {Verdict} from '../../src/domain/verdict.js';
import {evidenceOf, moment} from '../domain/evidence-of.js';
import {verdictOf} from './verdict-of.js';

export const RELEASE = '6.18.44-fc';
export const PID_NS = 'pid:[4026531836]';
export const release = {fact: 'kernel.release'};
const facts = new Map([
	['kernel.release', RELEASE],
	['shell.ns.pid', PID_NS],
	['shell.ns.net', 'net:[4026531840]'],
	['shell.pid-inside', '1'],
]);

export const having = (...runs: readonly CommandRun[]): Evidence =>
	evidenceOf(
		runs.map((run) => moment(run)),
		{facts},
	);

export const judged = (spec: object, evidence: Evidence): Verdict =>
	verdictOf({printed: spec}, evidence);

/** The shell has told that it executed this, too. */
export const executing = (...words: readonly string[]): Partial<CommandRun> => ({
	executed: [{words, directory: '/home/learner', status: 0}],
});
