// Proves on this host that every right attempt passes and every wrong one fails.

import {randomInt} from 'node:crypto';
import {availableParallelism} from 'node:os';
import type {VerifyPorts} from '../../attempt/proof/at-step.js';
import type {Lesson} from '../../domain/course.js';
import {UserError} from '../../domain/user-error.js';
import {
	type CommandArguments,
	type CommandRunner,
	flag,
	number,
	text,
	texts,
} from '../define-command.js';
import {drawProofs, readDraw, sayDrawn} from '../draw-sample.js';
import {findLesson} from '../find-lesson.js';
import {type ProofPorts, planProofs} from '../plan-proofs.js';
import {planVariantProofs, variantTable} from '../plan-variant-proofs.js';
import {type Proof, proveCourse} from '../prove-course.js';
import {refuseUnsure} from '../refuse-unsure.js';
import {refuseWithoutTools} from '../refuse-without-tools.js';
import {EXIT} from '../report-error.js';
import type {World} from '../world.js';

/** Seconds. Nobody waits for a lesson here, and only a hang takes this long. */
const PATIENCE = 60;

export const runVerify: CommandRunner = async (args, world) => {
	const times = wholeNumber(args, 'times', 1);
	const jobs = wholeNumber(args, 'jobs', jobsHere());
	const again = flag(args, 'again') ? 1 : 0;
	const most = percentage(args, 'most');
	const draw = readDraw(args, String(randomInt(10 ** 9)));
	const lessons = await lessonsOf(texts(args, 'ids'), world);
	const host = await world.host(PATIENCE);
	refuseWithoutTools(host);
	refuseUnsure(host, PATIENCE);
	const {meets, hostClass} = host;
	const ports = await openPorts(world);
	const {rules: viewer} = await world.viewer();
	const say = flag(args, 'json') ? () => {} : world.print;
	const until = performance.now() + draw.minutes * 60_000;
	const ofVariants = flag(args, 'variants');
	const proofs: Proof[] = [];
	let notMade: readonly string[] = [];
	let drawn: string | undefined;
	for (let round = 1; round <= times && performance.now() < until; round += 1) {
		const plans = lessons.map((lesson) =>
			ofVariants
				? planVariantProofs(lesson, meets, ports.sandbox)
				: {planned: planProofs(lesson, meets, ports, viewer), notMade: []},
		);
		notMade = plans.flatMap((plan) => plan.notMade);
		const planned = plans
			.flatMap((plan) => plan.planned)
			.filter(({claim}) => claim.includes(text(args, 'only') ?? ''));
		const inOrder = drawProofs(planned, draw);
		const proven = await proveCourse(inOrder, {jobs, again, until, say});
		proofs.push(...proven);
		// The last thing proven is that nothing is left behind.
		drawn = sayDrawn(inOrder.slice(0, proven.length - 1), planned, draw, args);
	}
	if (ofVariants) say(variantTable(proofs, notMade).join('\n'));
	const count = (outcome: Proof['outcome']): number =>
		proofs.filter((proof) => proof.outcome === outcome).length;
	const signed = ofVariants ? `, ${count('signed')} are signed` : '';
	say(
		`${count('holds')} hold, ${count('unsteady')} at a second try, ${count('does not hold')} do not${signed}, ${count('skipped')} skipped`,
	);
	if (drawn !== undefined) say(drawn);
	if (flag(args, 'json'))
		world.print(JSON.stringify({host: hostClass, drawn, proofs}, undefined, 2));
	const failed = count('does not hold');
	return failed * 100 <= most * (proofs.length - count('skipped')) ? EXIT.ok : EXIT.notSo;
};

async function lessonsOf(ids: readonly string[], world: World): Promise<readonly Lesson[]> {
	const course = await world.course();
	return ids.length === 0 ? course.lessons : ids.map((id) => findLesson(course, id));
}

function wholeNumber(args: CommandArguments, name: string, otherwise: number): number {
	const given = number(args, name) ?? otherwise;
	if (Number.isInteger(given) && given >= 1) return given;
	throw new UserError(
		`--${name} takes a whole number from 1, not ${given}.`,
		`Leave it out for ${otherwise}.`,
		EXIT.usage,
	);
}

function percentage(args: CommandArguments, name: string): number {
	const given = number(args, name) ?? 0;
	if (given >= 0 && given <= 100) return given;
	throw new UserError(
		`--${name} takes a number from 0 to 100, not ${given}.`,
		'Leave it out for 0: all have to hold.',
		EXIT.usage,
	);
}

/**
 * One for every two processors: a claim is mostly forks, and forks of one program wait for each
 * other. On two processors six at once took half as long again as one after the other.
 */
const jobsHere = (): number => Math.max(1, Math.floor(availableParallelism() / 2));

async function openPorts(world: World): Promise<ProofPorts> {
	const make = await world.makeValues();
	const makeValues: VerifyPorts['makeValues'] = (exercise) => make(exercise);
	return {
		sandbox: {
			sandbox: await world.sandboxes(),
			evidence: await world.evidence(),
			makeValues,
		},
		viewer: {...(await world.viewer()), makeValues},
	};
}
