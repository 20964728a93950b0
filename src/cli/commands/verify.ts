import type {Lesson} from '../../domain/course.js';
import {UserError} from '../../domain/user-error.js';
import {findLeftovers, readLeftovers} from '../../evidence/read-leftovers.js';
import {planClaims} from '../../session/plan-claims.js';
import {type VerifyPorts, verifyAttempt} from '../../session/verify-attempt.js';
import {printedListings, verifyPrinted} from '../../session/verify-printed.js';
import {type CommandRunner, flag, number, text, texts} from '../define-command.js';
import {EXIT} from '../exit-code.js';
import {findLesson} from '../find-lesson.js';
import type {World} from '../world.js';

/** One thing that was proven, or not. */
interface Proof {
	readonly lesson: string;
	readonly claim: string;
	readonly outcome: 'holds' | 'does not hold' | 'skipped';
	readonly why?: string;
	readonly ms: number;
}

interface PlannedProof {
	readonly claim: string;
	/** Returns what is wrong, or undefined. */
	readonly prove: (() => Promise<string | undefined>) | undefined;
	readonly missing?: readonly string[];
}

export const runVerify: CommandRunner = async (args, world) => {
	const times = parseTimes(number(args, 'times') ?? 1);
	const course = await world.course();
	const ids = texts(args, 'ids');
	const lessons = ids.length === 0 ? course.lessons : ids.map((id) => findLesson(course, id));
	const {meets, hostClass} = await world.host();
	const ports = await openPorts(world);
	const say = flag(args, 'json') ? () => {} : world.print;
	const proofs: Proof[] = [];
	for (let round = 1; round <= times; round += 1) {
		for (const lesson of lessons) {
			const planned = plan(lesson, meets, ports).filter(({claim}) =>
				claim.includes(text(args, 'only') ?? ''),
			);
			proofs.push(...(await proveLesson(lesson, planned, say)));
		}
	}
	const count = (outcome: Proof['outcome']): number =>
		proofs.filter((proof) => proof.outcome === outcome).length;
	say(`${count('holds')} hold, ${count('does not hold')} do not, ${count('skipped')} skipped`);
	if (flag(args, 'json')) world.print(JSON.stringify({host: hostClass, proofs}, undefined, 2));
	return count('does not hold') === 0 ? EXIT.ok : EXIT.notSo;
};

function parseTimes(times: number): number {
	if (Number.isInteger(times) && times >= 1) return times;
	throw new UserError(
		`--times takes a whole number from 1, not ${times}.`,
		'Leave it out for once.',
		EXIT.usage,
	);
}

async function openPorts(world: World): Promise<VerifyPorts> {
	const makeValues = await world.makeValues();
	return {
		sandbox: await world.sandboxes(),
		evidence: await world.evidence(),
		makeValues: (exercise) => makeValues(exercise),
	};
}

async function proveLesson(
	lesson: Lesson,
	planned: readonly PlannedProof[],
	say: (line: string) => void,
): Promise<readonly Proof[]> {
	const started = performance.now();
	const proofs: Proof[] = [];
	for (const proof of planned) {
		const proven = await proveOne(lesson, proof);
		proofs.push(proven);
		if (proven.outcome !== 'holds') say(proofLine(proven));
	}
	say(lessonLine(lesson, proofs, performance.now() - started));
	return proofs;
}

function plan(
	lesson: Lesson,
	meets: readonly string[],
	ports: VerifyPorts,
): readonly PlannedProof[] {
	const printed = printedListings(lesson).map(
		(commands): PlannedProof => ({
			claim: `printed: ${commands.map(({line}) => line).join('; ')}`,
			prove: () => verifyPrinted(lesson, commands, meets, ports),
		}),
	);
	const claims = planClaims(lesson.exercise, meets).map(
		(planned): PlannedProof =>
			planned.plan === 'skip'
				? {claim: planned.label, prove: undefined, missing: planned.missing}
				: {claim: planned.label, prove: () => verifyAttempt(planned.claim, ports)},
	);
	return [...printed, ...claims];
}

async function proveOne(lesson: Lesson, {claim, prove, missing}: PlannedProof): Promise<Proof> {
	const at = {lesson: lesson.id, claim};
	if (!prove)
		return {...at, outcome: 'skipped', why: `this box lacks ${missing?.join(', ')}`, ms: 0};
	const before = readLeftovers();
	const started = performance.now();
	const wrong = (await prove()) ?? findLeftovers(before, readLeftovers());
	const ms = Math.round(performance.now() - started);
	return wrong === undefined
		? {...at, outcome: 'holds', ms}
		: {...at, outcome: 'does not hold', why: wrong, ms};
}

const proofLine = ({lesson, claim, outcome, why}: Proof): string =>
	`${outcome === 'skipped' ? '-' : '✗'} ${lesson} ${claim}\n    ${why}`;

function lessonLine({id, title}: Lesson, proofs: readonly Proof[], ms: number): string {
	const bad = proofs.filter(({outcome}) => outcome === 'does not hold').length;
	const held = proofs.filter(({outcome}) => outcome === 'holds').length;
	const sign = bad === 0 ? '✓' : '✗';
	return `${sign} ${id} ${title}: ${held} of ${held + bad} hold, ${(ms / 1000).toFixed(1)} s`;
}
