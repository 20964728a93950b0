// Proves on this host that every right attempt passes and every wrong one fails.

import {availableParallelism} from 'node:os';
import {basename} from 'node:path/posix';
import type {ViewerRules} from '../../attempt/judge-steps.js';
import {planClaims} from '../../attempt/proof/plan-claims.js';
import {type Claim, type VerifyPorts, verifyAttempt} from '../../attempt/proof/verify-attempt.js';
import {printedListings, verifyPrinted} from '../../attempt/proof/verify-printed.js';
import type {Lesson} from '../../domain/course.js';
import {SANDBOX_NEED} from '../../domain/host.js';
import {UserError} from '../../domain/user-error.js';
import {
	type CommandArguments,
	type CommandRunner,
	flag,
	number,
	text,
	texts,
} from '../define-command.js';
import {findLesson} from '../find-lesson.js';
import {type PlannedProof, type Proof, proveCourse} from '../prove-course.js';
import {refuseWithoutTools} from '../refuse-without-tools.js';
import {EXIT} from '../report-error.js';
import type {World} from '../world.js';

export const runVerify: CommandRunner = async (args, world) => {
	const times = wholeNumber(args, 'times', 1);
	const jobs = wholeNumber(args, 'jobs', jobsHere());
	const again = flag(args, 'again') ? 1 : 0;
	const course = await world.course();
	const ids = texts(args, 'ids');
	const lessons = ids.length === 0 ? course.lessons : ids.map((id) => findLesson(course, id));
	const host = await world.host();
	refuseWithoutTools(host);
	const {meets, hostClass} = host;
	const ports = await openPorts(world);
	const {rules: viewer} = await world.viewer();
	const say = flag(args, 'json') ? () => {} : world.print;
	const proofs: Proof[] = [];
	for (let round = 1; round <= times; round += 1) {
		const planned = lessons
			.flatMap((lesson) => plan(lesson, meets, ports, viewer))
			.filter(({claim}) => claim.includes(text(args, 'only') ?? ''));
		proofs.push(...(await proveCourse(planned, {jobs, again, say})));
	}
	const count = (outcome: Proof['outcome']): number =>
		proofs.filter((proof) => proof.outcome === outcome).length;
	say(
		`${count('holds')} hold, ${count('unsteady')} at a second try, ${count('does not hold')} do not, ${count('skipped')} skipped`,
	);
	if (flag(args, 'json')) world.print(JSON.stringify({host: hostClass, proofs}, undefined, 2));
	return count('does not hold') === 0 ? EXIT.ok : EXIT.notSo;
};

function wholeNumber(args: CommandArguments, name: string, otherwise: number): number {
	const given = number(args, name) ?? otherwise;
	if (Number.isInteger(given) && given >= 1) return given;
	throw new UserError(
		`--${name} takes a whole number from 1, not ${given}.`,
		`Leave it out for ${otherwise}.`,
		EXIT.usage,
	);
}

/**
 * One for every two processors: a claim is mostly forks, and forks of one program wait for each
 * other. On two processors six at once took half as long again as one after the other.
 */
const jobsHere = (): number => Math.max(1, Math.floor(availableParallelism() / 2));

type Ports = Readonly<Record<Claim['where'], VerifyPorts>>;

async function openPorts(world: World): Promise<Ports> {
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

function plan(
	lesson: Lesson,
	meets: readonly string[],
	ports: Ports,
	viewer: ViewerRules,
): readonly PlannedProof[] {
	const hasSandbox = meets.includes(SANDBOX_NEED);
	const folder = `exercises/${basename(lesson.file, '.md')}`;
	const printed = printedListings(lesson).map(
		(commands): PlannedProof => ({
			lesson,
			claim: `printed: ${commands.map(({line}) => line).join('; ')}`,
			at: `${lesson.file}:${commands[0]?.at ?? 1}`,
			alone: false,
			...(hasSandbox
				? {prove: () => verifyPrinted(lesson, commands, meets, ports.sandbox)}
				: {prove: undefined, missing: [SANDBOX_NEED]}),
		}),
	);
	const values = ports.viewer.makeValues(lesson.exercise);
	const facts = new Map([...values, ...viewer.facts]);
	const claims = planClaims(lesson.exercise, meets, {...viewer, facts}).map(
		(planned): PlannedProof =>
			planned.kind === 'skip'
				? {lesson, claim: planned.label, prove: undefined, alone: false, missing: planned.missing}
				: {
						lesson,
						claim: planned.label,
						at: `${folder}/${planned.at}`,
						prove: () => verifyAttempt(planned.claim, ports[planned.claim.where]),
						alone: planned.measures,
					},
	);
	return [...printed, ...claims];
}
