import {expect, test} from 'vitest';
import {groupSightings} from '../../src/domain/verdict.js';

test('values of one name stand side by side, each once, in the order of the names', () => {
	expect(
		groupSightings([
			{what: 'label', value: 'uts:[1]'},
			{what: 'host', value: 'vm'},
			{what: 'label', value: 'pid:[2]'},
			{what: 'label', value: 'uts:[1]'},
		]),
	).toEqual([
		{what: 'label', value: 'uts:[1]  pid:[2]'},
		{what: 'host', value: 'vm'},
	]);
});
