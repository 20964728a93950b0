import * as z from 'zod';
import type {Path} from './problem.js';

type Schema = z.core.$ZodType;

/** The schema itself and everything it is only a wrapper of, the outermost first. */
function* layersOf(schema: Schema): Generator<Schema> {
	yield schema;
	if (schema instanceof z.ZodOptional || schema instanceof z.ZodLazy) {
		yield* layersOf(schema.unwrap());
	} else if (schema instanceof z.ZodPipe) {
		yield* layersOf(schema.in);
	} else if (schema instanceof z.ZodUnion) {
		for (const form of schema.options) yield* layersOf(form);
	}
}

function below(schema: Schema, step: PropertyKey): readonly Schema[] {
	return [...layersOf(schema)].flatMap((layer): readonly Schema[] => {
		if (layer instanceof z.ZodObject) return layer.shape[String(step)] ?? [];
		if (layer instanceof z.ZodArray) return [layer.element];
		return layer instanceof z.ZodRecord ? [layer.valueType] : [];
	});
}

/** The schemas of what may stand at `path` of a value. */
const schemasAt = (schema: Schema, path: Path): readonly Schema[] =>
	path.reduce<readonly Schema[]>(
		(found, step) => found.flatMap((one) => below(one, step)),
		[schema],
	);

/** The keys that may stand in the object at `path`. */
export const keysAt = (schema: Schema, path: Path): readonly string[] => [
	...new Set(
		schemasAt(schema, path)
			.flatMap((one) => [...layersOf(one)])
			.flatMap((layer) => (layer instanceof z.ZodObject ? Object.keys(layer.shape) : [])),
	),
];

/** What the schema says to an author of what stands at `path`; of an entry of a list, what it says of the list. */
export function descriptionAt(schema: Schema, path: Path): string | undefined {
	const own = schemasAt(schema, path)
		.flatMap((one) => [...layersOf(one)])
		.map((layer) => z.globalRegistry.get(layer)?.description)
		.find((description) => description !== undefined);
	return own === undefined && typeof path.at(-1) === 'number'
		? descriptionAt(schema, path.slice(0, -1))
		: own;
}
