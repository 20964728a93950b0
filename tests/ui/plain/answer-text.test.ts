import {expect, test} from 'vitest';
import type {Option} from '../../../src/domain/course.js';
import {answerText} from '../../../src/ui/plain/answer-text.js';

const options: readonly Option[] = [
	{id: 'two', text: 'Two, on {{host.name}}.', right: false, because: 'It was booted once.'},
	{id: 'one', text: 'One', right: true, because: 'There is one boot id.'},
];
const facts = new Map([['host.name', 'workshop']]);
const said = (chosen: string | undefined): string =>
	answerText('You chose', {options, chosen}, facts, 80).join('\n');

test('a wrong answer is called wrong in words, and the right one is told with its reason', () => {
	expect(said('two')).toBe(
		[
			'You chose "Two, on workshop". Not so. It was booted once.',
			'The answer is "One". There is one boot id.',
		].join('\n'),
	);
});

test('a right answer is called right, and nothing more is told', () => {
	expect(said('one')).toBe('You chose "One". That is right. There is one boot id.');
});

test('nothing is told before an answer', () => {
	expect(said(undefined)).toBe('');
});
