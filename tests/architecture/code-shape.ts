/** A file as the rules of shape see it. */
export interface SourceText {
	/** Relative to the project: `src/domain/fact.ts`. */
	readonly path: string;
	readonly text: string;
}

const MOST_LINES = 300;
const DRAWERS = /(^|-)(utils?|helpers?|managers?|services?|common|misc|index)\./;

/** What a reader would stumble over and the linter cannot say, a sentence each. */
export function shapeProblems({path, text}: SourceText): readonly string[] {
	const name = path.slice(path.lastIndexOf('/') + 1);
	const lines = text.trimEnd().split('\n');
	const statements = text
		.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
		.split(';')
		.map((statement) => statement.trim())
		.filter((statement) => statement !== '');
	const reexports = statements.filter((statement) => /^export [^=(]*\bfrom\b/.test(statement));
	return [
		...(lines.length > MOST_LINES
			? [`${path} has ${lines.length} lines: it says more than one thing. Divide it.`]
			: []),
		...(DRAWERS.test(name) ? [`${path} is named after a drawer. Name it after what it does.`] : []),
		...(reexports.length > 0 && reexports.length === statements.length
			? [`${path} only passes on what others export. Import it where it is made.`]
			: []),
		// The named import is a whole namespace to the bundler: 100 kB of it are never used.
		...(/^import \{z\} from 'zod'/m.test(text)
			? [`${path} imports {z}, which bundles all of zod. Import * as z.`]
			: []),
		// Which key gets through to the program depends on the terminal; only these two know it.
		...(/^src\/(?!ui\/|terminal\/|content\/plausible-values)/.test(path) &&
		/Ctrl-G|\bF9\b/.test(text)
			? [`${path} names a key of the terminal. Write GUIDE_KEY of domain/fact.`]
			: []),
	];
}
