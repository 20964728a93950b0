import {expect, test} from 'vitest';
import {toolDirectories} from '../../src/host/tool-directories.js';

const USUAL = ['/usr/bin', '/usr/sbin', '/bin', '/sbin', '/usr/local/bin', '/usr/local/sbin'];
/** Where directories lead that only root can write to. */
const ROOTS_OWN: Readonly<Record<string, string>> = {
	'/run/current-system/sw/bin': '/nix/store/abc-system-path/bin',
	'/run/current-system/profile/bin': '/gnu/store/def-profile/bin',
	'/opt/node/bin': '/opt/node/bin',
	'/usr/games': '/usr/games',
	'/root/bin': '/root/bin',
	'/also/bin': '/usr/bin',
};

test.each([
	{path: '/usr/local/bin:/usr/bin', others: []},
	{path: '/run/current-system/sw/bin:/usr/bin', others: ['/nix/store/abc-system-path/bin']},
	{path: '/run/current-system/profile/bin', others: ['/gnu/store/def-profile/bin']},
	{path: '/opt/node/bin:/usr/games', others: ['/opt/node/bin', '/usr/games']},
	// Others may write there, or it is not to be seen in a sandbox.
	{path: '/home/ada/bin:.::bin:/root/bin', others: []},
	{path: '/also/bin', others: []},
	{path: '', others: []},
])('of PATH=$path a sandbox has $others besides the usual ones', ({path, others}) => {
	expect(toolDirectories(path, (directory) => ROOTS_OWN[directory])).toEqual([...USUAL, ...others]);
});
