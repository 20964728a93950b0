import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {contentSchemas} from '../../scripts/content-schemas.mjs';
import {PROGRAM_CONTENT} from './program-content.js';

const FILES = ['lesson', 'exercise', 'step', 'observe', 'exercise-files'].map(
	(name) => `schema/${name}.schema.json`,
);

const schemas: Readonly<Record<string, string>> = contentSchemas(PROGRAM_CONTENT);

test.each(FILES)('%s is what the program reads with; `npm run schema` writes it', (file) => {
	expect(readFileSync(file, 'utf8')).toBe(schemas[file]);
});

test('no other schema is kept', () => {
	expect(Object.keys(schemas).sort()).toEqual(FILES.toSorted());
});

test('an editor is told every kind of check', () => {
	for (const kind of ['printed', 'entered', 'in-order', 'same-moment', 'chosen']) {
		expect(schemas['schema/step.schema.json']).toContain(`"${kind}"`);
	}
});

describe('a key', () => {
	/** The paths of keys that say nothing to an author, and how many keys there are. */
	function undescribed(node: unknown, path: string): {count: number; silent: readonly string[]} {
		if (typeof node !== 'object' || node === null) return {count: 0, silent: []};
		const own = Object.entries(Reflect.get(node, 'properties') ?? {}).map(([key, inner]) => ({
			path: `${path}/${key}`,
			isSilent:
				Reflect.get(Object(inner), 'description') === undefined &&
				// What another file says of the key is said there.
				!String(Reflect.get(Object(inner), '$ref')).startsWith('step.schema.json#'),
		}));
		const inner = Object.entries(node).map(([key, value]) => undescribed(value, `${path}/${key}`));
		return {
			count: own.length + inner.reduce((sum, {count}) => sum + count, 0),
			silent: [
				...own.filter(({isSilent}) => isSilent).map((key) => key.path),
				...inner.flatMap(({silent}) => silent),
			],
		};
	}

	test.each(FILES)('of %s says what it is for', (file) => {
		const {count, silent} = undescribed(JSON.parse(schemas[file] ?? ''), '');
		expect(silent).toEqual([]);
		if (file.includes('/step')) expect(count).toBeGreaterThan(130);
	});
});
