import {describe, expect, test} from 'vitest';
import {command, evidenceOf, moment} from '../domain/evidence-of.js';
import {verdictOf} from './verdict-of.js';

describe('ran', () => {
	const evidence = evidenceOf([
		moment(command('unshare --pid bash', '', {status: 1})),
		moment(command('ls')),
	]);
	test.each([
		[{line: 'unshare .*--pid'}, 'passed'],
		[{line: '^bash'}, 'not-yet'],
		[{line: 'unshare', status: 1}, 'passed'],
		[{line: 'unshare', status: 'nonzero'}, 'passed'],
		[{line: 'unshare', status: 0}, 'not-yet'],
		[{line: '^ls', status: 'nonzero'}, 'not-yet'],
		[{line: 'unshare', tab: 'outside'}, 'not-yet'],
	])('%j: %s', (spec, expected) => {
		expect(verdictOf({ran: spec}, evidence).kind).toBe(expected);
	});
});
