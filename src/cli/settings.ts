// What a learner may choose for good, and how it is weighed against what they say today.

import type {Progress} from '../domain/progress.js';
import {GUIDE_KEYS, type GuideKey, isGuideKey} from '../terminal/guide-keys.js';

/** A setting's name and what it may be. */
export const SETTINGS = {
	plain: ['on', 'off'],
	'guide-key': ['automatic', ...GUIDE_KEYS],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type SettingName = keyof typeof SETTINGS;

export const isSetting = (name: string): name is SettingName => Object.hasOwn(SETTINGS, name);

/** What a variable says that switches something off. */
export const OFF = /^(?:0|false|no|off)$/i;

/** Variables by which screen readers and their users ask for text that stays put. */
const ASK_FOR_LINES = ['ACCESSIBLE', 'INK_SCREEN_READER'];

/** Lines instead of a full screen: as it is said now, else by the environment, else as it was chosen. */
export function wantsLines(
	said: unknown,
	env: Readonly<Record<string, string | undefined>>,
	settings: Readonly<Record<string, string>>,
): boolean {
	if (typeof said === 'boolean') return said;
	if (env['TERM'] === 'dumb') return true;
	const asked = ASK_FOR_LINES.map((name) => env[name] ?? '').filter((value) => value !== '');
	if (asked.length > 0) return asked.some((value) => !OFF.test(value));
	return settings['plain'] === 'on';
}

/** The key that was chosen to speak to the guide; undefined where none was, or none that there is. */
export function chosenGuideKey({settings}: Pick<Progress, 'settings'>): GuideKey | undefined {
	const chosen = settings['guide-key'] ?? '';
	return isGuideKey(chosen) ? chosen : undefined;
}
