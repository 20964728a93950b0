import {expect, test} from 'vitest';
import {solutionAction} from '../../src/session/solution-action.js';

const tabs = [
	{name: 'shell', view: 'learner'},
	{name: 'outside', view: 'learner'},
] as const;
const solution = [
	{type: 'hostname heron', why: ''},
	{type: ':tab outside', why: ''},
	{type: 'hostname', why: ''},
];

test.each([
	['is typed in the first tab', 0, {kind: 'type', tab: 'shell', text: 'hostname heron'}],
	['may change the tab', 1, {kind: 'change-tab', tab: 'outside'}],
	['is typed in the tab changed to', 2, {kind: 'type', tab: 'outside', text: 'hostname'}],
	['that is not there is nothing', 3, undefined],
] as const)('a line of a solution %s', (_what, index, transition) => {
	expect(solutionAction(solution, index, tabs)).toEqual(transition);
});
