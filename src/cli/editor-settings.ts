/** What an editor with the YAML language server is told, so that it completes and checks the files of exercises. */
export const editorSettings = (schemas: string): string =>
	`${JSON.stringify(
		{'yaml.schemas': {[`${schemas}/exercise-files.schema.json`]: 'exercises/*/*.yaml'}},
		undefined,
		'\t',
	)}\n`;
