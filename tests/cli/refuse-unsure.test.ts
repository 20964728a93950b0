import {expect, test} from 'vitest';
import {refuseUnsure} from '../../src/cli/refuse-unsure.js';

test('of a host that did not answer in time nothing is proven, which is said with a status of its own', () => {
	expect(() => refuseUnsure({isUnsure: true}, 60)).toThrow(
		expect.objectContaining({
			message: expect.stringContaining('not known within 60 s'),
			exitCode: 3,
		}),
	);
	expect(() => refuseUnsure({}, 60)).not.toThrow();
});
