import {describe, expect, test} from 'vitest';
import {createTypingFollower} from '../../src/evidence/follow-typing.js';

const typing = (text: string) => createTypingFollower().type(Buffer.from(text));

describe('a typed line', () => {
	test.each([
		['plain', 'ls -l\r', 'ls -l'],
		['in other letters', 'echo grün €\r', 'echo grün €'],
		['with Backspace', 'lx\u007fs\r', 'ls'],
		['with Ctrl-U', 'rm -r\u0015ls\r', 'ls'],
		['with Ctrl-W', 'ls -l -a\u0017-b\r', 'ls -l -b'],
		['after Ctrl-C', 'rm\u0003ls\r', 'ls'],
		['that was pasted', '\u001b[200~ls\u001b[201~\r', 'ls'],
		['ended by a line feed', 'ls\n', 'ls'],
	])('%s', (_name, text, line) => {
		expect(typing(text)).toEqual([{text: line, known: true}]);
	});

	test.each([
		['recalled with an arrow', '\u001b[A\r'],
		['recalled with an arrow in application mode', '\u001bOA\r'],
		['completed with Tab', 'ls /pr\t\r'],
		['searched with Ctrl-R', '\u0012un\r'],
		['changed with Alt-B', 'ls\u001bb\r'],
	])('%s is not known', (_name, text) => {
		expect(typing(text)).toMatchObject([{known: false}]);
	});

	test('is known again after one that was not', () => {
		expect(typing('\u001b[A\rls\r')).toMatchObject([{known: false}, {text: 'ls', known: true}]);
	});

	test('may come in pieces, within a character and within a key', () => {
		const follower = createTypingFollower();
		const lines = [...Buffer.from('aü\u001b[201~b\r')].flatMap((byte) =>
			follower.type(Buffer.from([byte])),
		);
		expect(lines).toEqual([{text: 'aüb', known: true}]);
	});
});
