import {expect, test} from 'vitest';
import {createColourRelay} from '../../src/terminal/colour-relay.js';

const BLACK = '\u001b]11;rgb:0000/0000/0000\u001b\\';

function asking() {
	const asked: string[] = [];
	const answers: string[] = [];
	let time = 0;
	const relay = createColourRelay(
		(text) => asked.push(text),
		() => time,
	);
	relay.ask(11, (text) => answers.push(text));
	return {
		asked,
		answers,
		wait: (milliseconds: number) => {
			time += milliseconds;
		},
		type: (text: string) => Buffer.from(relay.take(Buffer.from(text))).toString(),
	};
}

test('the terminal is asked, and its answer goes to who asked and to nobody else', () => {
	const {asked, answers, type} = asking();
	expect(asked).toEqual(['\u001b]11;?\u001b\\']);
	expect(type(`lä${BLACK}s`)).toBe('läs');
	expect(answers).toEqual([BLACK]);
});

test('an answer that comes in two pieces is put together', () => {
	const {answers, type} = asking();
	expect(type(`a${BLACK.slice(0, 9)}`)).toBe('a');
	expect(type(`${BLACK.slice(9)}b`)).toBe('b');
	expect(answers).toEqual([BLACK]);
});

test('an answer that nobody waits for any more is a key like any other', () => {
	const {answers, wait, type} = asking();
	wait(2001);
	expect(type(BLACK)).toBe(BLACK);
	expect(answers).toEqual([]);
});

test('Alt and a bracket is typed, also while an answer is awaited', () => {
	expect(asking().type('\u001b]')).toBe('\u001b]');
});
