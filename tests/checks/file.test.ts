import {describe, test} from 'vitest';
import type {Evidence, FileView} from '../../src/domain/evidence.js';
import {fileView} from '../domain/evidence-of.js';
import {seeing, shell} from './two-shells.js';
import {expectVerdict, verdictOf} from './verdict-of.js';

describe('file', () => {
	const path = '/home/learner/f';
	const at = (file: Partial<FileView>): Evidence =>
		seeing(
			[shell],
			[
				[
					{kind: 'file', path},
					{kind: 'file', file: fileView(file)},
				],
			],
			{
				facts: new Map([['host', 'heron']]),
			},
		);
	const cases: readonly (readonly [object, Partial<FileView>, string])[] = [
		[{}, {}, 'passed'],
		[{}, {type: 'missing'}, 'is not there'],
		[{type: 'missing'}, {type: 'missing'}, 'passed'],
		[{type: 'missing'}, {}, 'is still there'],
		[{type: 'directory'}, {}, 'is a file, not a directory'],
		[{contains: '{{host}}'}, {}, 'passed'],
		[{lacks: 'otter'}, {}, 'passed'],
		[{lacks: '{{host}}'}, {}, 'contains "heron"'],
		[{contains: '{{host}}'}, {content: 'otter'}, 'does not contain "heron"'],
		[{contains: '{{host}}'}, {content: 'herons'}, 'does not contain "heron"'],
		[{contains: '/{{host}}'}, {content: 'box/heron-1'}, 'passed'],
		[{matches: '^{{host}}$'}, {}, 'passed'],
		[{matches: '^x$'}, {}, 'is not what this step asks for'],
		[{sha256: 'ab'}, {}, 'passed'],
		[{sha256: 'ba'}, {}, 'SHA-256'],
		[{mode: '644'}, {}, 'passed'],
		[{mode: '0755'}, {}, 'has the mode 0644, not 0755'],
		[{type: 'device', device: '0:0'}, {type: 'device'}, 'passed'],
		[{device: '1:3'}, {}, 'is not the device 1:3'],
		[{size: {atLeast: 6}}, {}, 'passed'],
		[{size: {atLeast: 7}}, {}, 'is 6 bytes long, not at least 7'],
	];
	test.each(cases)('%j of %j: %s', (spec, file, expected) => {
		const verdict = verdictOf({file: {path: '~/f', ...spec}}, at(file));
		expectVerdict(verdict, expected);
	});

	test('the bytes of another file may be asked for', () => {
		const beside = (sha256: string): Evidence =>
			seeing(
				[shell],
				[
					[
						{kind: 'file', path},
						{kind: 'file', file: fileView({})},
					],
					[
						{kind: 'file', path: '/bin/sh', followed: true},
						{kind: 'file', file: fileView({sha256})},
					],
				],
			);
		const check = {file: {path, sameAs: '/bin/sh'}};
		expectVerdict(verdictOf(check, beside(fileView({}).sha256)), 'passed');
		expectVerdict(verdictOf(check, beside('ff')), 'is another file than /bin/sh');
	});
});
