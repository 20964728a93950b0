import {expect, test} from 'vitest';
import {fillTemplate} from '../../src/domain/fact.js';
import {choiceLack, chooseText, chooseWithLines} from '../../src/domain/host-choice.js';

test('a text says the words of one version and not those of the other', () => {
	const text = 'Write `{{#v2}}memory.max{{/v2}}{{#v1}}memory.limit_in_bytes{{/v1}}` there.';
	expect(chooseText(text, '2')).toBe('Write `memory.max` there.');
	expect(chooseText(text, '1')).toBe('Write `memory.limit_in_bytes` there.');
});

test('what goes takes its blank with it, and a tag on its own line takes the line', () => {
	expect(chooseText('One. {{#v1}}Two.{{/v1}} Three.', '2')).toBe('One. Three.');
	expect(chooseText('One. {{#v1}}Two.{{/v1}} Three.', '1')).toBe('One. Two. Three.');
	const lines = 'a\n{{#v1}}\nold\n{{/v1}}\n{{#v2}}\nnew\n{{/v2}}\nb\n';
	expect(chooseText(lines, '1')).toBe('a\nold\nb\n');
	expect(chooseText(lines, '2')).toBe('a\nnew\nb\n');
});

test('each line of the text for a version knows where it was written', () => {
	const written =
		'a\n{{#v1}}\nold\n{{/v1}}\n{{#v2}}\nnew\n{{/v2}}\nb, {{#v1}}one\nof two{{/v1}}c\nd';
	for (const version of ['1', '2'] as const) {
		const {text, lines} = chooseWithLines(written, version);
		const from = written.split('\n');
		for (const [index, line] of text.split('\n').entries()) {
			const word = line.split(/[ ,]/)[0] ?? '';
			expect(from[lines[index] ?? -1]).toContain(word);
		}
	}
});

test('a host whose version nobody knows is spoken to in version 2', () => {
	const text = '{{#v2}}new{{/v2}}{{#v1}}old{{/v1}} {{name}}';
	expect(fillTemplate(text, new Map([['name', 'x']]))).toBe('new x');
	expect(fillTemplate(text, new Map([['cgroup.version', '1']]))).toBe('old {{name}}');
});

test('tags that do not fit together are told', () => {
	expect(choiceLack('{{#v1}}a{{/v1}} {{name}}')).toBeUndefined();
	expect(choiceLack('{{#v1}}a')).toBe('{{#v1}} is not closed.');
	expect(choiceLack('{{#v1}}a{{/v2}}')).toBe('`{{/v2}}` closes nothing.');
	expect(choiceLack('{{#v1}}a{{#v2}}')).toBe('`{{#v2}}` stands before {{/v1}}.');
	expect(choiceLack('{{#v3}}a{{/v3}}')).toContain('is no tag');
});
