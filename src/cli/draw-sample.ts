// Draws which claims `verify` plays, by lot and reproducibly, where all of them would take too long.

import {scatterText} from '../domain/hash.js';
import {shellQuote} from '../domain/shell-quote.js';
import {UserError} from '../domain/user-error.js';
import {type CommandArguments, flag, number, text, texts} from './define-command.js';
import type {PlannedProof} from './prove-course.js';
import {EXIT} from './report-error.js';

/** How claims are drawn. */
export interface Draw {
	readonly seed: string;
	/** The share that is played: greater than 0, at most 1. */
	readonly share: number;
	/** After so many minutes none is begun; Infinity where time does not matter. */
	readonly minutes: number;
}

/** What `--sample`, `--seed` and `--minutes` ask for; throws a UserError where they ask for nonsense. */
export function readDraw(args: CommandArguments, otherSeed: string): Draw {
	const minutes = number(args, 'minutes') ?? Number.POSITIVE_INFINITY;
	if (!(minutes > 0)) {
		throw new UserError(
			`--minutes takes a time above 0, not ${minutes}.`,
			'Leave it out to play all that is drawn.',
			EXIT.usage,
		);
	}
	const sample = text(args, 'sample');
	return {
		seed: text(args, 'seed') ?? otherSeed,
		share: sample === undefined ? 1 : parseShare(sample),
		minutes,
	};
}

/** The share that `--sample` names, `1/4` or `0.25`; throws a UserError where it is none. */
export function parseShare(given: string): number {
	const [, part, whole = '1'] = /^(\d+(?:\.\d+)?)(?:\/(\d+))?$/.exec(given) ?? [];
	const share = Number(part) / Number(whole);
	if (share > 0 && share <= 1) return share;
	throw new UserError(
		`--sample takes a share of the claims, not ${given}.`,
		'Write it like 1/4 or 0.25, or leave it out for all of them.',
		EXIT.usage,
	);
}

/**
 * A claim's lot: a number in [0, 1) that depends on the seed and on its name alone. So no claim is
 * likelier than another, and one that is added, renamed or lacking on this host moves no other.
 */
const lotOf = ({lesson, claim}: PlannedProof, seed: string): number =>
	scatterText(`${seed}\n${lesson.id} ${claim}`) / 2 ** 32;

/**
 * The claims whose lot is below the share: in the course's order, those that measure last; where the
 * time may end before them, in the order of their lots, so that it is chance what is left.
 */
export function drawProofs(
	planned: readonly PlannedProof[],
	{seed, share, minutes}: Draw,
): readonly PlannedProof[] {
	const drawn = planned
		.map((proof) => ({proof, lot: lotOf(proof, seed)}))
		.filter(({lot}) => lot < share);
	const place = ({proof, lot}: (typeof drawn)[number]): number =>
		Number.isFinite(minutes) ? lot : Number(proof.alone);
	return drawn.sort((one, other) => place(one) - place(other)).map(({proof}) => proof);
}

/** How much was played, and the command line that plays the same; undefined where all was. */
export function sayDrawn(
	played: readonly PlannedProof[],
	planned: readonly PlannedProof[],
	{seed}: Draw,
	args: CommandArguments,
): string | undefined {
	if (played.length === planned.length) return undefined;
	const inPlay = new Set(played);
	const left = planned.filter((proof) => !inPlay.has(proof));
	const lots = (proofs: readonly PlannedProof[]): readonly number[] =>
		proofs.map((proof) => lotOf(proof, seed));
	const share = shareBetween(Math.max(0, ...lots(played)), Math.min(1, ...lots(left)));
	const named = ['pack', 'only'].flatMap((name) => {
		const given = text(args, name);
		return given === undefined ? [] : [`--${name} ${shellQuote(given)}`];
	});
	const variants = flag(args, 'variants') ? ['--variants'] : [];
	const again = [
		...texts(args, 'ids'),
		...variants,
		...named,
		`--sample ${share}`,
		`--seed ${shellQuote(seed)}`,
	];
	return `${played.length} of ${planned.length} claims were drawn; for the same again: container-lessons verify ${again.join(' ')}`;
}

/** The shortest decimal fraction above one lot and not above the next. */
function shareBetween(highest: number, next: number): string {
	for (let digits = 2; digits < 10; digits += 1) {
		const share = Math.ceil((highest + 2 ** -33) * 10 ** digits) / 10 ** digits;
		if (share <= next) return share.toFixed(digits);
	}
	return next.toFixed(10);
}
