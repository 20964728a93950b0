import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import * as z from 'zod';
import {contentSchemas} from '../../scripts/content-schemas.mjs';
import {checkSchema} from '../../src/checks/judge.js';
import {exerciseFileSchemaWith, stepSchemaWith} from '../../src/content/exercise-schema.js';
import {lessonSchema} from '../../src/content/lesson-schema.js';

const schemas = Object.entries(
	contentSchemas({z, lessonSchema, exerciseFileSchemaWith, stepSchemaWith, checkSchema}),
);

test.each(schemas)(
	'%s is what the program reads with; `npm run schema` writes it',
	(file, text) => {
		expect(readFileSync(file, 'utf8')).toBe(text);
	},
);

test('an editor is told every kind of check', () => {
	const step = schemas.find(([file]) => file.includes('step'))?.[1] ?? '';
	for (const kind of ['printed', 'entered', 'in-order', 'chosen']) {
		expect(step).toContain(`"${kind}"`);
	}
});
