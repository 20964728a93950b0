// Makes the JSON Schemas of content files, for editors, out of the schemas that the program reads with.

const BASE = 'container-lessons';

/** Every schema by the file it is kept in, as the text of that file. */
export function contentSchemas({
	z,
	lessonSchema,
	exerciseFileSchemaWith,
	stepSchemaWith,
	checkSchema,
}) {
	/** Stands in the exercise for what the schema of a step says. */
	const step = z.unknown();
	const describe = (schema, title) => {
		const {$schema, ...rest} = z.toJSONSchema(schema, {
			io: 'input',
			unrepresentable: 'any',
			reused: 'ref',
			override({zodSchema, jsonSchema}) {
				if (zodSchema === step) jsonSchema.$ref = 'step.schema.json';
			},
		});
		// A row for each key, for git; without what would set it in, which is a fifth of a file that only editors read.
		const rows = JSON.stringify({$schema, title, ...rest}, undefined, '\t');
		return `${rows.replaceAll(/^\t+/gm, '')}\n`;
	};
	return {
		'schema/lesson.schema.json': describe(lessonSchema, `${BASE}: the front matter of a lesson`),
		'schema/exercise.schema.json': describe(exerciseFileSchemaWith(step), `${BASE}: an exercise`),
		'schema/step.schema.json': describe(
			stepSchemaWith(checkSchema),
			`${BASE}: a step of an exercise`,
		),
	};
}
