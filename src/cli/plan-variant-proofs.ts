// Plans what `verify --variants` plays, and counts by kind how it went.

import {existsSync} from 'node:fs';
import {basename, join} from 'node:path/posix';
import type {VerifyPorts} from '../attempt/proof/at-step.js';
import {type PlannedVariant, planVariants} from '../attempt/proof/plan-variants.js';
import {verifyVariant} from '../attempt/proof/verify-variant.js';
import type {Lesson} from '../domain/course.js';
import type {Need} from '../domain/exercise.js';
import {DECOY_KINDS, EQUIVALENT_KINDS} from '../variants/variants-of.js';
import type {PlannedProof, Proof} from './prove-course.js';

/** The proofs of a lesson's variants, and the kinds that an attempt did not lend itself to. */
export function planVariantProofs(
	lesson: Lesson,
	meets: readonly Need[],
	ports: VerifyPorts,
): {readonly planned: readonly PlannedProof[]; readonly notMade: readonly string[]} {
	const folder = `exercises/${basename(lesson.file, '.md')}`;
	const {planned, notApplicable} = planVariants(lesson.exercise, meets, {pathOf});
	return {
		planned: planned.map(
			(variant): PlannedProof => ({
				lesson,
				claim: variant.label,
				at: `${folder}/${variant.at}`,
				prove: () => prove(lesson, variant, ports),
				alone: variant.measures,
				kind: variant.claim.variant.kind,
				...(variant.signed === undefined ? {} : {signed: variant.signed}),
			}),
		),
		notMade: notApplicable,
	};
}

/** The sandbox shows the host's own programs, and looks for them in this order (sandbox/init-script). */
const DIRECTORIES = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

const pathOf = (program: string): string | undefined =>
	DIRECTORIES.map((directory) => join(directory, program)).find((path) => existsSync(path));

async function prove(
	lesson: Lesson,
	{claim}: PlannedVariant,
	ports: VerifyPorts,
): Promise<string | undefined> {
	const fault = await verifyVariant(claim, ports);
	if (fault === undefined) return undefined;
	return `${fault.why}\n    again: container-lessons try ${lesson.id} --script - <<'END'\n${fault.script}\nEND`;
}

/** A row for each kind: how many were played, held, are signed, and did not hold; and how many were not made. */
export function variantTable(
	proofs: readonly Proof[],
	notMade: readonly string[],
): readonly string[] {
	const row = (kind: string, ...cells: readonly (number | string)[]): string =>
		kind.padEnd(24) + cells.map((cell) => String(cell).padStart(8)).join('');
	const rows = [...EQUIVALENT_KINDS, ...DECOY_KINDS].map((kind) => {
		const played = proofs.filter((proof) => proof.kind === kind);
		const count = (...outcomes: readonly Proof['outcome'][]): number =>
			played.filter(({outcome}) => outcomes.includes(outcome)).length;
		return row(
			kind,
			played.length,
			count('holds', 'unsteady'),
			count('signed'),
			count('does not hold'),
			notMade.filter((one) => one === kind).length,
		);
	});
	return [row('', 'played', 'held', 'signed', 'not', 'no way'), ...rows];
}
