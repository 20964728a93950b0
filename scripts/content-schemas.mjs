// Makes the JSON Schemas of content files, for editors, out of the schemas that the program reads with.

const BASE = 'container-lessons';

/** A line for each key, so that a change is seen; no indents, which would be a quarter of the package's schemas. */
const written = (schema) => `${JSON.stringify(schema, undefined, '\t').replaceAll(/^\t+/gm, '')}\n`;

/** Every schema by the file it is kept in, as the text of that file. */
export function contentSchemas({
	z,
	lessonSchema,
	exerciseSchemaWith,
	stepSchemaWith,
	variantSchemaWith,
	checkSchema,
	STEP_FILE,
}) {
	/** Stands in the exercise for what the schema of a step says. */
	const step = z.unknown();
	const entry = z.union([
		z.string().regex(STEP_FILE).describe('A file beside this one that holds the step.'),
		step,
	]);
	const describe = (schema, title) => {
		const {$schema, ...rest} = z.toJSONSchema(schema, {
			io: 'input',
			unrepresentable: 'any',
			override({zodSchema, jsonSchema}) {
				if (zodSchema === step) jsonSchema.$ref = 'step.schema.json';
			},
		});
		return written({$schema, title: `${BASE}: ${title}`, ...rest});
	};
	const variantKeys = Object.keys(variantSchemaWith(checkSchema).shape);
	return {
		'schema/lesson.schema.json': describe(lessonSchema, 'the front matter of a lesson'),
		'schema/exercise.schema.json': describe(exerciseSchemaWith(entry), 'an exercise'),
		'schema/step.schema.json': describe(stepSchemaWith(checkSchema), 'a step of an exercise'),
		'schema/observe.schema.json': written({
			title: `${BASE}: what is done instead of a step where its needs are not met`,
			type: 'object',
			properties: Object.fromEntries(
				variantKeys.map((key) => [key, {$ref: `step.schema.json#/properties/${key}`}]),
			),
			additionalProperties: false,
		}),
		// Globs can't tell the three apart in every editor: no two of them agree on how to leave a file out.
		'schema/exercise-files.schema.json': written({
			title: `${BASE}: any YAML file of an exercise`,
			if: {required: ['steps']},
			// biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema.
			then: {$ref: 'exercise.schema.json'},
			else: {
				if: {anyOf: [{required: ['id']}, {required: ['title']}]},
				// biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema.
				then: {$ref: 'step.schema.json'},
				else: {$ref: 'observe.schema.json'},
			},
		}),
	};
}
