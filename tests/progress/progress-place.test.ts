import {expect, test} from 'vitest';
import {placeProgress, type Surroundings} from '../../src/progress/progress-place.js';

const linux: Surroundings = {
	platform: 'linux',
	env: {},
	home: '/home/ada',
	uid: 1000,
	passwd: '',
};
const passwd = 'root:x:0:0:root:/root:/bin/bash\nada:x:1000:1000:Ada:/home/ada:/bin/bash\n';

test.each<[string, Partial<Surroundings>, string]>([
	['~/.config', {}, '/home/ada/.config/container-lessons'],
	['XDG_CONFIG_HOME', {env: {XDG_CONFIG_HOME: '/data/c'}}, '/data/c/container-lessons'],
	[
		'~/.config where it is empty',
		{env: {XDG_CONFIG_HOME: ''}},
		'/home/ada/.config/container-lessons',
	],
	[
		'~/.config where it is relative',
		{env: {XDG_CONFIG_HOME: 'c'}},
		'/home/ada/.config/container-lessons',
	],
	[
		'Preferences on macOS',
		{platform: 'darwin', home: '/Users/ada'},
		'/Users/ada/Library/Preferences/container-lessons',
	],
])('progress is kept in %s', (_, changes, directory) => {
	expect(placeProgress({...linux, ...changes})).toEqual({directory, owner: undefined});
});

test.each<[string, Partial<Surroundings>]>([
	['named by sudo itself', {env: {SUDO_UID: '1000', SUDO_GID: '100', SUDO_HOME: '/home/ada'}}],
	['found in /etc/passwd', {env: {SUDO_UID: '1000', SUDO_GID: '100'}, passwd}],
])('under sudo it is in the home of the person who called it, %s', (_, changes) => {
	expect(placeProgress({...linux, uid: 0, home: '/root', ...changes})).toEqual({
		directory: '/home/ada/.config/container-lessons',
		owner: {uid: 1000, gid: 100},
	});
});

test.each<[string, Partial<Surroundings>]>([
	['root called sudo', {env: {SUDO_UID: '0', SUDO_GID: '0'}, passwd}],
	['nobody called sudo', {passwd}],
	['SUDO_UID is not a number', {env: {SUDO_UID: 'ada'}, passwd}],
	['the person has no home', {env: {SUDO_UID: '1234'}, passwd}],
])('root keeps its own progress where %s', (_, changes) => {
	expect(placeProgress({...linux, uid: 0, home: '/root', ...changes})).toEqual({
		directory: '/root/.config/container-lessons',
		owner: undefined,
	});
});

test('where root has no /proc to work in the home of another, it keeps its own progress', () => {
	const env = {SUDO_UID: '1000', SUDO_HOME: '/Users/ada'};
	const place = placeProgress({...linux, platform: 'darwin', uid: 0, home: '/var/root', env});
	expect(place).toEqual({
		directory: '/var/root/Library/Preferences/container-lessons',
		owner: undefined,
	});
});

test('SUDO_UID left over in an ordinary shell means nothing', () => {
	expect(placeProgress({...linux, env: {SUDO_UID: '33'}, passwd}).owner).toBeUndefined();
});
