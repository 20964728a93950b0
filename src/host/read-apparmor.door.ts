// Finds the AppArmor profile that confines a process, and the file to unload it by.

import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {readText} from '../files/read-text.door.js';
import type {AppArmorProfile} from './probe-results.js';

const PROFILES = '/etc/apparmor.d';

/**
 * The profile in the text of /proc/PID/attr/current, `NAME (MODE)`, with the file that loads it;
 * undefined where nothing is enforced. A child profile is `NAME//PART` (apparmor.d(5)).
 */
export function readAppArmorProfile(current: string): AppArmorProfile | undefined {
	const [name] = /^(\S+)(?= \(enforce\)$)/.exec(current.trim())?.[0].split('//') ?? [];
	if (name === undefined) return undefined;
	const file = readFiles().find(({text}) => declares(text, name))?.path;
	return {name, file};
}

const declares = (text: string, name: string): boolean =>
	text.split('\n').some((line) => line.trim().split(/\s+/, 2).join(' ') === `profile ${name}`);

/** Its folders hold parts of profiles; a file that is closed to us is one we cannot name. */
function readFiles(): readonly {readonly path: string; readonly text: string}[] {
	try {
		return readdirSync(PROFILES, {withFileTypes: true})
			.filter((entry) => entry.isFile())
			.flatMap(({name}) => {
				const path = join(PROFILES, name);
				const text = readText(path);
				return text === undefined ? [] : [{path, text}];
			});
	} catch {
		return [];
	}
}
