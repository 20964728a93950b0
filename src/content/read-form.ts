import type {z} from 'zod';
import type {Problem} from './problem.js';
import {explainSchema, type Form} from './zod-problems.js';

type Issue = z.core.$ZodIssue;

/** An object as far as it could be read. */
export interface ReadForm<Data> {
	/** The keys that are right. */
	readonly data: Partial<Data>;
	/** The keys that are there, or ought to be, and are not right. */
	readonly broken: readonly string[];
	readonly problems: readonly Problem[];
}

/** Takes out the keys that nobody knows, which hide nothing of the others. */
function withoutUnknown(value: object, issues: readonly Issue[]): object {
	const copy = structuredClone(value);
	for (const issue of issues) {
		if (issue.code !== 'unrecognized_keys') continue;
		const around = issue.path.reduce<unknown>(
			(inner, step) =>
				typeof inner === 'object' && inner !== null ? Reflect.get(inner, step) : undefined,
			copy,
		);
		if (typeof around !== 'object' || around === null) continue;
		for (const key of issue.keys) Reflect.deleteProperty(around, key);
	}
	return copy;
}

/**
 * Reads an object key by key, so that a key which is wrong hides nothing that is wrong with the others: their
 * author is told all of it at once.
 */
export function readForm<Shape extends z.core.$ZodLooseShape & z.ZodRawShape>(
	schema: z.ZodObject<Shape>,
	value: unknown,
	form: Omit<Form, 'schema'>,
): ReadForm<z.output<z.ZodObject<Shape>>> {
	const whole = schema.safeParse(value);
	if (whole.success) return {data: whole.data, broken: [], problems: []};
	const {issues} = whole.error;
	const problems = explainSchema({...form, schema}, issues);
	const keys = Object.keys(schema.shape);
	if (typeof value !== 'object' || value === null) return {data: {}, broken: keys, problems};
	const known = withoutUnknown(value, issues);
	const parsed = keys.map((key) => ({
		key,
		result: schema.shape[key]?.safeParse(Reflect.get(known, key)),
	}));
	const right = parsed.flatMap(({key, result}) =>
		result?.success ? [[key, result.data] as const] : [],
	);
	return {
		data: Object.fromEntries(right) as Partial<z.output<z.ZodObject<Shape>>>,
		broken: parsed.flatMap(({key, result}) => (result?.success ? [] : [key])),
		problems,
	};
}
