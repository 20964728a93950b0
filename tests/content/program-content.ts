import * as z from 'zod';
import {checkSchema} from '../../src/checks/judge.js';
import {
	exerciseSchemaWith,
	STEP_FILE,
	stepSchemaWith,
	variantSchemaWith,
} from '../../src/content/exercise-schema.js';
import {lessonSchema} from '../../src/content/lesson-schema.js';
import {NEEDS} from '../../src/domain/exercise.js';
import {FACT_NAMES} from '../../src/domain/fact.js';
import {SCRIPT_WORDS} from '../../src/domain/script.js';

/** What `npm run schema` makes the schemas and the reference of. */
export const PROGRAM_CONTENT = {
	z,
	lessonSchema,
	exerciseSchemaWith,
	stepSchemaWith,
	variantSchemaWith,
	STEP_FILE,
	checkSchema,
	FACT_NAMES,
	NEEDS,
	SCRIPT_WORDS,
};
