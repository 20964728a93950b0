import {type Document, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument} from 'yaml';
import {findControl} from '../domain/printable.js';
import type {Parsed, Path, Place, Problem} from './problem.js';

interface YamlText {
	readonly text: string;
	readonly file: string;
	/** The line of `file` on which `text` begins; 1 when it is the whole file. */
	readonly firstLine: number;
}

const startOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);

/** One stride down: the node below `node`, and the offset that names it. */
function below(
	node: unknown,
	step: PropertyKey,
): {next: unknown; offset: number | undefined} | undefined {
	if (isSeq(node) && typeof step === 'number') {
		const next = node.items[step];
		return {next, offset: startOf(next)};
	}
	if (!isMap(node)) return undefined;
	const pair = node.items.find(({key}) => isScalar(key) && key.value === step);
	// The key, not the value: a block of text begins a line below the word that names it.
	return pair && {next: pair.value, offset: startOf(pair.key)};
}

/** Offset of what stands at `path`; of the nearest thing around it where nothing does. */
function offsetOf(document: Document, path: Path): number {
	let node: unknown = document.contents;
	let offset = startOf(node) ?? 0;
	for (const step of path) {
		const found = below(node, step);
		if (found === undefined) break;
		node = found.next;
		offset = found.offset ?? offset;
	}
	return offset;
}

const CONTROL_CURE = "Leave it out; a script makes one itself, with printf '\\033'.";

/** The paths of texts that hold a character which makes a terminal do something. */
function withControls(value: unknown, path: Path = []): readonly Path[] {
	if (typeof value === 'string') return findControl(value) < 0 ? [] : [path];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, item]) => [
		...(findControl(key) < 0 ? [] : [path]),
		...withControls(item, [...path, Array.isArray(value) ? Number(key) : key]),
	]);
}

/** A plain word stays text and `010` a number: YAML 1.2's core schema, where `Yes` is no boolean. */
export function parseYaml({text, file, firstLine}: YamlText): Parsed<unknown> {
	const lines = new LineCounter();
	const document = parseDocument(text, {
		version: '1.2',
		schema: 'core',
		lineCounter: lines,
		prettyErrors: false,
		uniqueKeys: true,
	});
	const lineAt = (offset: number): number => lines.linePos(offset).line + firstLine - 1;
	// Only the first: what follows a broken line is broken by it.
	const [broken] = [...document.errors, ...document.warnings];
	if (broken !== undefined) {
		const problem: Problem = {
			file,
			line: lineAt(broken.pos[0]),
			sentence: `This is not YAML: ${broken.message.replace(/[.\s]*$/, '')}.`,
			cure: 'Look at the indentation, and put text that holds a comma, a colon, a brace or a quote into quotes.',
		};
		return {ok: false, problems: [problem]};
	}
	const placeOf = (path: Path): Place => ({file, line: lineAt(offsetOf(document, path))});
	const value = valueIn(document);
	if (value === TOO_MANY_ALIASES) {
		const sentence = 'Its aliases stand for more than a course can hold.';
		return {ok: false, problems: [{file, line: firstLine, sentence, cure: 'Write fewer `*name`.'}]};
	}
	const controls = withControls(value);
	if (controls.length > 0) {
		const sentence = 'This text holds a control character.';
		return {
			ok: false,
			problems: controls.map((path) => ({...placeOf(path), sentence, cure: CONTROL_CURE})),
		};
	}
	return {ok: true, source: {value, file, placeOf}};
}

const TOO_MANY_ALIASES = Symbol('too many aliases');

/** The parser counts what aliases come to, and throws a ReferenceError where that grows without measure. */
function valueIn(document: Document): unknown {
	try {
		return document.toJS() as unknown;
	} catch (error) {
		if (error instanceof ReferenceError) return TOO_MANY_ALIASES;
		throw error;
	}
}
