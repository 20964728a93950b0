import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {parseDocument} from 'yaml';
import {GUIDE, withReference} from '../../scripts/content-reference.mjs';
import {COMMANDS} from '../../src/cli/command-table.js';
import {editorSettings} from '../../src/cli/editor-settings.js';
import {newLesson} from '../../src/cli/new-lesson.js';
import {lint} from '../content/lint.js';
import {PROGRAM_CONTENT} from '../content/program-content.js';

const guide = readFileSync(GUIDE, 'utf8');
const fences = [...guide.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language, text]) => ({
	language,
	text: text ?? '',
}));
const yaml = fences.filter(({language}) => language === 'yaml').map(({text}) => text);
const fence = (begin: string): string => yaml.find((text) => text.startsWith(begin)) ?? '';

describe('the guide for authors', () => {
	test('has the reference of what the program reads; `npm run schema` writes it', () => {
		expect(guide).toBe(withReference(guide, PROGRAM_CONTENT));
		for (const kind of ['printed', 'same-moment']) expect(guide).toContain(`#### \`${kind}\``);
	});

	test('ships in the package, and no picture does', () => {
		const {files}: {files: string[]} = JSON.parse(readFileSync('package.json', 'utf8'));
		expect(files).toContain(GUIDE);
		expect(files).toContain('schema');
		expect(files.filter((file) => file === 'docs' || file.endsWith('.png'))).toEqual([]);
	});

	test('names no file that is not in the package, and no link leads out of it', () => {
		expect(guide.match(/\b(?:src|tests|scripts|docs)\/\S*/g) ?? []).toEqual([]);
		const links = [...guide.matchAll(/\]\((?!https:)([^)]*)\)/g)].map(([, link]) => link ?? '');
		const anchors = [...guide.matchAll(/^#+ (.*)$/gm)].map(
			([, title]) => `#${title?.toLowerCase().replaceAll(' ', '-')}`,
		);
		expect(links.filter((link) => !anchors.includes(link))).toEqual([]);
		expect(links.length).toBeGreaterThan(3);
	});

	test('names only commands that there are', () => {
		const names = COMMANDS.map(({usage}) => usage.split(' ')[0]);
		const named = [...guide.matchAll(/npx container-lessons (\w+)/g)].map(([, name]) => name);
		expect(named.filter((name) => !names.includes(name))).toEqual([]);
		expect(new Set(named).size).toBeGreaterThan(5);
	});

	test('tells an editor the same as `new` does', () => {
		const shown = fences.find(({text}) => text.includes('yaml.schemas'))?.text ?? '';
		const written = editorSettings('./node_modules/container-lessons/schema');
		expect(JSON.parse(shown)).toEqual(JSON.parse(written));
	});

	test('shows only YAML that is YAML', () => {
		for (const text of yaml) expect(parseDocument(text).errors).toEqual([]);
		expect(yaml.length).toBeGreaterThan(4);
	});

	test('shows a step, its exercise and its variant that lint has nothing against', () => {
		const name = '500-two-names';
		const files = newLesson('500', 'two-names');
		const said = lint({
			lessons: {[name]: files[`lessons/${name}.md`] ?? ''},
			exercises: {[name]: fence("id: '500'")},
			attachments: {
				[`exercises/${name}/release.yaml`]: files[`exercises/${name}/release.yaml`] ?? '',
				[`exercises/${name}/rename.yaml`]: fence('id: rename'),
				[`exercises/${name}/rename.observe.yaml`]: fence('task: |\n  Print the host name'),
			},
		});
		expect(said).toBe('');
	});
});
