import {describe, expect, test} from 'vitest';
import {createInputAdjuster, type InputPart} from '../../src/terminal/adjust-input.js';
import type {GuideKey} from '../../src/terminal/guide-keys.js';

const NORMAL = {applicationCursorKeys: false, bracketedPaste: false};
const APPLICATION = {...NORMAL, applicationCursorKeys: true};
const BRACKETED = {...NORMAL, bracketedPaste: true};

type Modes = typeof NORMAL;

/** `shell:…`, `guide` and `guided:…`, what goes to the shell joined as far as nothing came between. */
function summary(parts: readonly InputPart[]): readonly string[] {
	const all: string[] = [];
	for (const part of parts) {
		if (part.kind === 'guide') all.push('guide');
		else if (part.kind === 'guided') all.push(`guided:${part.key}`);
		else if (part.kind === 'mouse') all.push(`${part.event.kind}:${part.event.place.x}`);
		else {
			const text = Buffer.from(part.bytes).toString('latin1');
			if (all.at(-1)?.startsWith('shell:')) all.push(`${all.pop()}${text}`);
			else all.push(`shell:${text}`);
		}
	}
	return all;
}

function adjusted(chunks: readonly string[], modes: Modes): readonly string[] {
	const adjuster = createInputAdjuster();
	const parts = chunks.flatMap((chunk) => adjuster.adjust(Buffer.from(chunk, 'latin1'), modes));
	return summary([...parts, ...adjuster.release()]);
}

const PASTE = '\x1b[200~a\x07b\x1b[A\x1b[201~';

const CASES: readonly [claim: string, typed: string, modes: Modes, parts: readonly string[]][] = [
	['text is for the shell', 'ls -l\r', NORMAL, ['shell:ls -l\r']],
	['control keys are for the shell', '\x03\x04\x1a', NORMAL, ['shell:\x03\x04\x1a']],
	['arrows stay in normal mode', '\x1b[A\x1b[D', NORMAL, ['shell:\x1b[A\x1b[D']],
	['arrows change in application mode', '\x1b[A\x1b[D', APPLICATION, ['shell:\x1bOA\x1bOD']],
	['Home and End change, too', '\x1b[H\x1b[F', APPLICATION, ['shell:\x1bOH\x1bOF']],
	['arrows with modifiers stay', '\x1b[1;5C', APPLICATION, ['shell:\x1b[1;5C']],
	['other sequences stay', '\x1b[3~\x1bOP\x1b[[A', APPLICATION, ['shell:\x1b[3~\x1bOP\x1b[[A']],
	['Alt and a letter stays', '\x1bb\x1b.', APPLICATION, ['shell:\x1bb\x1b.']],
	['Alt and an arrow', '\x1b\x1b[A', APPLICATION, ['shell:\x1b\x1bOA']],
	['a lone Escape', '\x1b', NORMAL, ['shell:\x1b']],
	['a sequence that breaks off', '\x1b[1\x03', NORMAL, ['shell:\x1b[1\x03']],
	['a sequence without an end', `\x1b[${'1'.repeat(60)}`, NORMAL, [`shell:\x1b[${'1'.repeat(60)}`]],
	['the guide key and a letter', 'a\x07hb', NORMAL, ['shell:a', 'guide', 'guided:h', 'shell:b']],
	['the guide key twice', '\x07\x07x', NORMAL, ['guide', 'guided:\x07', 'shell:x']],
	...[
		'\x1b[20~',
		'\x1b[20;1~',
		'\x1b[20;1:1~',
		'\x1b[20;129~',
		'\x1b[103;5u',
		'\x1b[103;5:1u',
		'\x1b[103;69u',
		'\x1b[27;5;103~',
	].map((key): (typeof CASES)[number] => [
		`another form of a guide key, ${key.slice(1)}`,
		`a${key}hb`,
		APPLICATION,
		['shell:a', 'guide', 'guided:h', 'shell:b'],
	]),
	['another guide key twice', '\x1b[20~\x1b[20~x', NORMAL, ['guide', 'guided:\x1b[20~', 'shell:x']],
	...['\x1b[20;2~', '\x1b[103u', '\x1b[104;5u', '\x1b[20;1:3~', '\x1b[2~', '\x1b[120~'].map(
		(key): (typeof CASES)[number] => [
			`no guide key, ${key.slice(1)}`,
			`${key}h`,
			NORMAL,
			[`shell:${key}h`],
		],
	),
	['a guide key in a paste is text', '\x1b[200~\x1b[20~h\x1b[201~', NORMAL, ['shell:\x1b[20~h']],
	['the guide key and an arrow', '\x07\x1b[A', APPLICATION, ['guide', 'guided:\x1b[A']],
	['the guide key and Escape', '\x07\x1b', NORMAL, ['guide', 'guided:\x1b']],
	[
		'the guide key and a letter of two bytes',
		'\x07\xc3\xa4x',
		NORMAL,
		['guide', 'guided:ä', 'shell:x'],
	],
	[
		'the guide key breaks a sequence off',
		'\x1b[1\x07h',
		NORMAL,
		['shell:\x1b[1', 'guide', 'guided:h'],
	],
	['a paste loses its brackets', PASTE, NORMAL, ['shell:a\x07b\x1b[A']],
	['a paste keeps them where they are wanted', PASTE, BRACKETED, [`shell:${PASTE}`]],
	['keys in a paste are text', PASTE, {...APPLICATION, ...BRACKETED}, [`shell:${PASTE}`]],
	[
		'a paste after the guide key is no key',
		`\x07${PASTE}h`,
		NORMAL,
		['guide', 'shell:a\x07b\x1b[Ah'],
	],
	[
		'what only begins like the end of a paste',
		'\x1b[200~\x1b[20\x1b[201~',
		NORMAL,
		['shell:\x1b[20'],
	],
	[
		'the guide key works after a paste',
		`${PASTE}\x07q`,
		NORMAL,
		['shell:a\x07b\x1b[A', 'guide', 'guided:q'],
	],
];

describe('what is typed', () => {
	test.each(CASES)('%s', (_claim, typed, modes, parts) => {
		expect(adjusted([typed], modes)).toEqual(parts);
	});

	test.each(CASES)('cut in two anywhere: %s', (_claim, typed, modes, parts) => {
		for (let cut = 1; cut < typed.length; cut++) {
			expect(adjusted([typed.slice(0, cut), typed.slice(cut)], modes)).toEqual(parts);
		}
	});

	test.each(CASES)('byte by byte: %s', (_claim, typed, modes, parts) => {
		expect(adjusted([...typed], modes)).toEqual(parts);
	});

	test('every byte but Ctrl-G comes out as it went in', () => {
		const all = Array.from({length: 256}, (_, byte) => String.fromCharCode(byte))
			.filter((byte) => byte !== '\x07')
			.join('');
		expect(adjusted([all], NORMAL)).toEqual([`shell:${all}`]);
	});
});

describe('what is held back', () => {
	test('Escape, until it is released', () => {
		const adjuster = createInputAdjuster();
		expect(adjuster.adjust(Buffer.from('\x1b'), NORMAL)).toEqual([]);
		expect(adjuster.isHolding).toBe(true);
		expect(summary(adjuster.release())).toEqual(['shell:\x1b']);
		expect(adjuster.isHolding).toBe(false);
	});

	test('nothing after ordinary text', () => {
		const adjuster = createInputAdjuster();
		adjuster.adjust(Buffer.from('ls\r'), NORMAL);
		expect(adjuster.isHolding).toBe(false);
	});

	test('the end of a paste is never given away in parts', () => {
		const adjuster = createInputAdjuster();
		const parts = [
			...adjuster.adjust(Buffer.from('\x1b[200~a\x1b[20'), NORMAL),
			...adjuster.release(),
			...adjuster.adjust(Buffer.from('1~\x07h'), NORMAL),
		];
		expect(summary(parts)).toEqual(['shell:a', 'guide', 'guided:h']);
	});
});

describe('a guide key that was chosen', () => {
	const partsWith = (key: GuideKey, typed: string): readonly string[] => {
		const adjuster = createInputAdjuster([key]);
		return summary([
			...adjuster.adjust(Buffer.from(typed, 'latin1'), NORMAL),
			...adjuster.release(),
		]);
	};

	const FORMS: readonly (readonly [GuideKey, string])[] = [
		['ctrl-g', '\x07'],
		['ctrl-o', '\x0f'],
		['ctrl-o', '\x1b[111;5u'],
		['ctrl-t', '\x1b[27;5;116~'],
		['ctrl-y', '\x19'],
		['f2', '\x1bOQ'],
		['f2', '\x1b[12~'],
		['f2', '\x1b[[B'],
		['f2', '\x1b[1;1Q'],
		['f4', '\x1bOS'],
		['f4', '\x1b[[D'],
		['f8', '\x1b[19~'],
		['f8', '\x1b[19;65~'],
		['f9', '\x1b[20~'],
	];

	test.each(FORMS)('%s works in the form %j', (key, sent) => {
		expect(partsWith(key, `a${sent}hb`)).toEqual(['shell:a', 'guide', 'guided:h', 'shell:b']);
	});

	test('makes every other one the shell’s', () => {
		const others = '\x07\x0f\x1b[20~\x1b[103;5u\x1b[19;2~\x1bOQ';
		expect(partsWith('f8', others)).toEqual([`shell:${others}`]);
	});
});
