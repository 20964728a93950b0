// Fills facts and values into a check's spec, whatever form its kind gives it.
import type {Facts} from '../domain/evidence.js';
import {fillTemplate} from '../domain/fact.js';

/** Fills every text of a spec. Values that go into the text of a key in `patterns` are escaped. */
export function fillSpec(spec: unknown, facts: Facts, patterns: readonly string[]): unknown {
	const escaped = new Map([...facts].map(([name, value]) => [name, escapePattern(value)]));
	const fill = (value: unknown, key: string): unknown => {
		if (typeof value === 'string') {
			return fillTemplate(value, patterns.includes(key) ? escaped : facts);
		}
		if (Array.isArray(value)) return value.map((item) => fill(item, key));
		if (typeof value === 'object' && value !== null) {
			return Object.fromEntries(
				Object.entries(value).map(([name, item]) => [name, fill(item, name)]),
			);
		}
		return value;
	};
	return fill(spec, '');
}

/** Every text in a spec, at any depth. */
export function templatesIn(spec: unknown): readonly string[] {
	if (typeof spec === 'string') return [spec];
	if (typeof spec === 'object' && spec !== null) return Object.values(spec).flatMap(templatesIn);
	return [];
}

/** A regular expression that matches exactly this text. */
export const escapePattern = (text: string): string =>
	text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
