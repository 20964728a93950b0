import {expect, test} from 'vitest';
import {variantTable} from '../../src/cli/plan-variant-proofs.js';
import type {Proof} from '../../src/cli/prove-course.js';

const proof = (kind: string, outcome: Proof['outcome']): Proof => ({
	lesson: '010',
	claim: `a, ${kind}`,
	outcome,
	kind,
	ms: 1,
});

test('a row counts what was played of a kind, how it went, and what could not be made', () => {
	const proofs = [
		proof('in a loop', 'holds'),
		proof('in a loop', 'unsteady'),
		proof('in a loop', 'does not hold'),
		proof('left out', 'signed'),
	];
	const rows = variantTable(proofs, ['left out', 'undone', 'undone']);
	expect(rows[0]?.trim().split(/ {2,}/)).toEqual(['played', 'held', 'signed', 'not', 'no way']);
	const cells = (kind: string) =>
		rows
			.find((row) => row.startsWith(kind))
			?.slice(24)
			.trim()
			.split(/\s+/);
	expect(cells('in a loop')).toEqual(['3', '2', '0', '1', '0']);
	expect(cells('left out')).toEqual(['1', '0', '1', '0', '1']);
	expect(cells('undone')).toEqual(['0', '0', '0', '0', '2']);
	expect(rows.every((row) => row.length <= 80)).toBe(true);
});
