import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {buildSync} from 'esbuild';
import original from 'string-width';
import {expect, test} from 'vitest';
import {quicken} from '../../scripts/quick-string-width.mjs';
import {temporaryFolder} from './temporary-folder.js';

const source = readFileSync('node_modules/string-width/index.js', 'utf8');

async function loadQuick(): Promise<typeof original> {
	const file = join(temporaryFolder(), 'string-width.mjs');
	const {outputFiles} = buildSync({
		stdin: {
			contents: quicken(source),
			resolveDir: join(process.cwd(), 'node_modules/string-width'),
		},
		bundle: true,
		write: false,
		format: 'esm',
		target: 'node20',
	});
	writeFileSync(file, outputFiles[0]?.contents ?? '');
	const {default: quick}: {default: typeof original} = await import(file);
	return quick;
}

test('the quick string-width measures every character as the original does', async () => {
	const quick = await loadQuick();
	const differing: string[] = [];
	for (let code = 0; code < 0x2_0000; code += 1) {
		const text = String.fromCodePoint(code);
		if (quick(text) !== original(text)) differing.push(code.toString(16));
	}
	expect(differing).toEqual([]);
});

test.each([
	'plain',
	'┌─ box ─┐ → ★ ✓ … “quoted” – 16 °C',
	'⌚ ⏩ ⭐ ⚡',
	'e\u0301 combining',
	'☺\uFE0F \u2764\uFE0F\u200D🔥',
	'👩‍👩‍👧 🇩🇪 1\uFE0F\u20E3',
	'日本語 ｶﾞ 한글',
	'\u001B[31mred\u001B[0m soft\u00ADhyphen\u200Bzero',
])('the quick string-width measures %j as the original does', async (text) => {
	const quick = await loadQuick();
	expect(quick(text)).toBe(original(text));
	expect(quick(text, {ambiguousIsNarrow: false})).toBe(original(text, {ambiguousIsNarrow: false}));
});

test('a string-width that has changed is refused', () => {
	expect(() => quicken(source.replaceAll('RGI_Emoji', 'Emoji'))).toThrow(
		'string-width has changed',
	);
});
