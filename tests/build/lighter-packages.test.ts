import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import unicode11 from '@xterm/addon-unicode11';
import xterm from '@xterm/headless';
import {build} from 'esbuild';
import {beforeAll, expect, test} from 'vitest';
import {parseDocument} from 'yaml';
import {lighterPackages} from '../../scripts/lighter-packages.mjs';

interface Packages {
	readonly xterm: typeof xterm;
	readonly unicode11: typeof unicode11;
	readonly parseDocument: typeof parseDocument;
	readonly string: typeof import('zod')['string'];
	readonly strictObject: typeof import('zod')['strictObject'];
}

let lighter: Packages;

beforeAll(async () => {
	const {outputFiles} = await build({
		stdin: {
			contents: [
				"export {default as xterm} from '@xterm/headless';",
				"export {default as unicode11} from '@xterm/addon-unicode11';",
				"export {parseDocument} from 'yaml';",
				"export {string, strictObject} from 'zod';",
			].join('\n'),
			resolveDir: process.cwd(),
		},
		bundle: true,
		write: false,
		format: 'esm',
		platform: 'node',
		minify: true,
		plugins: [lighterPackages(process.cwd())],
	});
	const code = Buffer.from(outputFiles[0]?.contents ?? '').toString('base64');
	lighter = await import(`data:text/javascript;base64,${code}`);
});

/** How wide a terminal takes each character to be. */
function widths({Unicode11Addon}: typeof unicode11): Uint8Array {
	let provider: {wcwidth(codepoint: number): number} | undefined;
	const unicode = {
		register(one: typeof provider): void {
			provider = one;
		},
	};
	Reflect.apply(Unicode11Addon.prototype.activate, new Unicode11Addon(), [{unicode}]);
	return Uint8Array.from({length: 0x11_00_00}, (_, codepoint) => provider?.wcwidth(codepoint) ?? 9);
}

test('every character is as wide as in the form that Node is given', () => {
	const wide = widths(lighter.unicode11);
	expect(Buffer.compare(wide, widths(unicode11))).toBe(0);
	expect([wide[0x61], wide[0x5bb9], wide[0x301]]).toEqual([1, 2, 0]);
});

/** Everything that can be seen of a terminal that was told this. */
async function seen({Terminal}: typeof xterm, told: string): Promise<string> {
	const terminal = new Terminal({cols: 40, rows: 12, allowProposedApi: true, logLevel: 'off'});
	let replies = '';
	terminal.onData((text) => {
		replies += text;
	});
	await new Promise<void>((resolve) => terminal.write(told, resolve));
	const {length, cursorX, cursorY} = terminal.buffer.active;
	const rows = Array.from({length}, (_, y) =>
		terminal.buffer.active.getLine(y)?.translateToString(true),
	);
	const all = JSON.stringify([replies, rows, cursorX, cursorY, terminal.modes]);
	terminal.dispose();
	return all;
}

test('a terminal answers for every mode as in the form that Node is given', async () => {
	const asked = Array.from({length: 3000}, (_, mode) => `\u001b[?${mode}$p\u001b[${mode}$p`).join(
		'',
	);
	const answered = await seen(lighter.xterm, asked);
	expect(answered).toBe(await seen(xterm, asked));
	expect(answered).toContain('?2004;2$y');
});

test('a terminal shows whatever it is told as in the form that Node is given', async () => {
	let state = 7;
	const any = <T>(of: readonly T[]): T => {
		state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
		return of[state % of.length] as T;
	};
	const final = [...'@ABCDEFGHIJKLMPSTXZ`abcdefghlmnqrstu'];
	const strokes: readonly (() => string)[] = [
		() => any([...'abcdef ghi\r\n\t\b']),
		() => any(['\u5bb9', '\u00e9', '\u0301', '\u{1f433}']),
		() => `\u001b[${any([0, 1, 2, 5, 12, 40, 99])};${any([0, 1, 3, 7, 38])}${any(final)}`,
		() => `\u001b[?${any([1, 6, 7, 25, 45, 47, 1047, 1049, 2004])}${any(['h', 'l'])}`,
		() => `\u001b${any([...'78DEHMNOZc=>'])}`,
		() => `\u001bP$q${any(['m', 'r', '"p', ' q'])}\u001b\\`,
	];
	for (let round = 0; round < 100; round++) {
		const told = Array.from({length: 200}, () => any(strokes)()).join('');
		expect(await seen(lighter.xterm, told)).toBe(await seen(xterm, told));
	}
});

test('every exercise of the course is read as by the form that Node is given', () => {
	const files = readdirSync('exercises', {recursive: true, encoding: 'utf8'})
		.filter((name) => name.endsWith('.yaml'))
		.map((name) => readFileSync(join('exercises', name), 'utf8'));
	expect(files.length).toBeGreaterThan(100);
	for (const text of files) {
		const [one, other] = [lighter.parseDocument(text), parseDocument(text)];
		expect(JSON.stringify(one.toJS())).toBe(JSON.stringify(other.toJS()));
		expect(one.errors).toEqual([]);
	}
});

test('zod still refuses, and says what and where', () => {
	const schema = lighter.strictObject({a: lighter.string().min(1)});
	expect(schema.safeParse({a: '', b: 1}).error?.issues).toMatchObject([
		{code: 'too_small', path: ['a']},
		{code: 'unrecognized_keys', keys: ['b']},
	]);
});
