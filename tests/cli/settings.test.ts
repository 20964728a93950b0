import {expect, test} from 'vitest';
import {chosenGuideKey, wantsLines} from '../../src/cli/settings.js';

const KEPT = {plain: 'on'};

test.each([
	['nothing is said', undefined, {}, {}, false],
	['--plain', true, {}, {}, true],
	['--no-plain, whatever was chosen', false, {ACCESSIBLE: '1'}, KEPT, false],
	['it was chosen for good', undefined, {}, KEPT, true],
	['it was chosen not to be', undefined, {}, {plain: 'off'}, false],
	['ACCESSIBLE=1', undefined, {ACCESSIBLE: '1'}, {}, true],
	['ACCESSIBLE=0, whatever was chosen', undefined, {ACCESSIBLE: '0'}, KEPT, false],
	['ACCESSIBLE=false', undefined, {ACCESSIBLE: 'false'}, {}, false],
	['ACCESSIBLE is empty', undefined, {ACCESSIBLE: ''}, KEPT, true],
	['one of two variables asks', undefined, {ACCESSIBLE: 'no', INK_SCREEN_READER: 'true'}, {}, true],
	['TERM=dumb', undefined, {TERM: 'dumb'}, {}, true],
])('lines instead of a full screen: %s', (_what, said, env, settings, wanted) => {
	expect(wantsLines(said, env, settings)).toBe(wanted);
});

test.each([
	['nothing was chosen', {}, undefined],
	['a key was', {'guide-key': 'f8'}, 'f8'],
	['it is left to the terminal', {'guide-key': 'automatic'}, undefined],
	['a file names a key that there is not', {'guide-key': 'ctrl-c'}, undefined],
])('the guide key: %s', (_what, settings, key) => {
	expect(chosenGuideKey({settings})).toBe(key);
});
