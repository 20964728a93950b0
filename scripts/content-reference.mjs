// Makes the reference in docs/writing-lessons.md out of the schemas and the words that the program reads with.

export const GUIDE = 'docs/writing-lessons.md';
const BEGIN = '<!-- reference: npm run schema -->\n';
const END = '<!-- /reference -->';

const WORDS = {
	string: 'text',
	integer: 'number',
	boolean: 'true or false',
	array: 'list',
	object: 'keys',
};

/** More words than this are not listed in a table. */
const MOST_WORDS = 6;

/** The forms of a value, in a word or two each. */
function formOf(schema) {
	const forms = schema.anyOf ?? schema.oneOf;
	if (forms) return [...new Set(forms.map(formOf))].join(' or ');
	if (schema.const !== undefined) return `\`${schema.const}\``;
	if (schema.enum) {
		return schema.enum.length > MOST_WORDS
			? 'word'
			: schema.enum.map((word) => `\`${word}\``).join(', ');
	}
	if (schema.$ref) return 'check';
	if (schema.type === 'array') return `list of ${formOf(schema.items)}`;
	return WORDS[schema.type] ?? schema.type ?? 'any';
}

const cell = (text) => text.replaceAll('|', '\\|');

/** The rows of an object's keys, and of the keys of what stands in them, by their names from there. */
function rowsOf(schema, prefix, isCheck) {
	return Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => {
		const name = prefix + key;
		const optional = schema.required?.includes(key) ? '' : ', optional';
		const row = `| \`${name}\` | ${cell(formOf(inner))}${optional} | ${cell(inner.description)} |`;
		return [row, ...(isCheck(inner) ? [] : innerRows(inner, name, isCheck))];
	});
}

function innerRows(schema, name, isCheck) {
	if (schema.type === 'array') return innerRows(schema.items, `${name}[]`, isCheck);
	if (schema.additionalProperties?.description !== undefined) {
		const inner = schema.additionalProperties;
		return [
			`| \`${name}.NAME\` | ${cell(formOf(inner))} | ${cell(inner.description)} |`,
			...innerRows(inner, `${name}.NAME`, isCheck),
		];
	}
	const forms = schema.anyOf ?? [schema];
	return forms.flatMap((form) => rowsOf(form, `${name}.`, isCheck));
}

const table = (rows) => ['| key | form | meaning |', '| --- | --- | --- |', ...rows].join('\n');
const words = (entries, heading) =>
	[
		`| ${heading} | meaning |`,
		'| --- | --- |',
		...entries.map(([word, meaning]) => `| \`${word}\` | ${cell(meaning)} |`),
	].join('\n');

/** The facts, those of the namespaces in one row each. */
function factRows(facts) {
	const rows = facts.map(({name, meaning}) => [
		name.replace(/\.ns\.\w+$/, '.ns.KIND'),
		meaning.replace(
			/^The \w+ namespace of/,
			'A namespace (cgroup, ipc, mnt, net, pid, time, user, uts) of',
		),
	]);
	return [...new Map(rows)];
}

function referenceOf({
	z,
	lessonSchema,
	exerciseSchemaWith,
	stepSchemaWith,
	checkSchema,
	FACT_NAMES,
	NEEDS,
	SCRIPT_WORDS,
}) {
	const schemaOf = (schema) => z.toJSONSchema(schema, {io: 'input', unrepresentable: 'any'});
	const rows = (schema) =>
		table(
			rowsOf(
				schemaOf(schema),
				'',
				(inner) => inner.properties?.printed !== undefined || inner.$ref !== undefined,
			),
		);
	const check = schemaOf(checkSchema);
	const kinds = Object.entries((check.$defs?.check ?? check).properties);
	const kindText = ([kind, schema]) => {
		const keys = rowsOf(schema, '', () => false);
		return [
			`#### \`${kind}\``,
			'',
			schema.description,
			...(keys.length === 0 ? [] : ['', table(keys)]),
		].join('\n');
	};
	return [
		'### The front matter of a lesson',
		rows(lessonSchema),
		'### exercise.yaml',
		rows(exerciseSchemaWith(z.union([z.string(), z.looseObject({})]))),
		'### A step',
		"A `NAME.observe.yaml` may hold these keys from `task` on; what it leaves out is the step's own.",
		rows(stepSchemaWith(checkSchema)),
		'### Scripts',
		words(
			Object.entries(SCRIPT_WORDS).map(([word, meaning]) => [`:${word}`, meaning]),
			'line',
		),
		'### Checks',
		...kinds.map(kindText),
		'### Facts',
		words(factRows(FACT_NAMES), 'fact'),
		'### Needs',
		words([...Object.entries(NEEDS), ['tool:NAME', 'A program of that name.']], 'need'),
	].join('\n\n');
}

/** The guide with its reference written anew. */
export function withReference(guide, content) {
	const [before, rest] = guide.split(BEGIN);
	const [, after] = rest.split(END);
	return `${before}${BEGIN}\n${referenceOf(content)}\n\n${END}${after}`;
}
