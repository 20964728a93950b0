// Plays the solutions of steps in a host of the matrix: as doctor says that they can be done there, and some of
// what it says can't be done all the same. Bundled by prepare-program.mjs into the packed program's own folder.
//
//   node play-steps.js SEED SECONDS       prints {claims: [{lesson, step, said, played, claim, outcome, why}], counts}
import process from 'node:process';
import {setTimeout as pause} from 'node:timers/promises';
import {composeWorld} from '../../src/cli/compose.js';
import {planProofs} from '../../src/cli/plan-proofs.js';
import {proveCourse} from '../../src/cli/prove-course.js';
import {countSteps, stepsHere} from '../../src/cli/steps-here.js';
import {scatterText} from '../../src/domain/hash.js';
import {SANDBOX_NEED} from '../../src/domain/host.js';

/** Every sandbox rests on what these do. */
const ALWAYS = /^0[12]0$/;
/** How many steps are drawn besides: some of those that name no need may have one. */
const DRAWN = 4;
/** How many steps are tried although doctor says that they can't be done. */
const TRIED_ANYWAY = 5;
/** As long as one of them may take. */
const ANYWAY_SECONDS = 15;
/** The host may be slow; what it can do is asked, not how fast. */
const WAIT_SECONDS = 60;

const [seed = '', seconds = '300'] = process.argv.slice(2);

/** What `verify` calls it; a claim that is skipped bears the name of the step alone. */
function claimOf({id}, runsHere, {hostClass}) {
	if (runsHere === 'not') return [];
	const observed = hostClass === 'full' ? 'observed' : 'without a sandbox';
	const name = runsHere === 'full' ? id : `${id} (${observed})`;
	return [name, `${name}, solution: as it is typed for the learner`];
}

/** A step that can't be done would wait for what never comes, for minutes. */
const givenUp = ({proof, ...rest}) => ({
	...rest,
	proof: {
		...proof,
		prove:
			proof.prove &&
			(() => Promise.race([proof.prove(), pause(ANYWAY_SECONDS * 1000, 'given up', {ref: false})])),
	},
});

/** By lot: the same ones for the same seed, and none likelier than another. */
const byLot = (steps) => steps.toSorted((one, other) => lotOf(one) - lotOf(other));
const lotOf = ({lesson, step}) => scatterText(`${seed}\n${lesson.id} ${step.id}`);

/** The first lessons, a step for each need, and a few more. */
function choose(here) {
	const chosen = new Set(here.filter(({lesson}) => ALWAYS.test(lesson.id)));
	const drawn = byLot(here);
	const needsOf = ({lesson, step}) => [...lesson.exercise.needs, ...step.needs];
	for (const need of new Set(here.flatMap(needsOf))) {
		const first = drawn.find((one) => needsOf(one).includes(need));
		if (first !== undefined) chosen.add(first);
	}
	for (const one of drawn.filter((each) => !chosen.has(each)).slice(0, DRAWN)) chosen.add(one);
	return here.filter((one) => chosen.has(one));
}

/** One for each thing that is missing, as far as the number goes. */
function limited(chosen) {
	const byMissing = new Map();
	for (const one of byLot(chosen)) {
		const key = one.missing.join(' ');
		if (one.runsHere !== 'full' && !byMissing.has(key)) byMissing.set(key, one);
	}
	return [...byMissing.values()].slice(0, TRIED_ANYWAY);
}

/** What the step asks for is taken as met; where there is no sandbox at all, so is all the rest. */
function assumed({lesson, step}, report, course) {
	const asked = [SANDBOX_NEED, ...lesson.exercise.needs, ...step.needs];
	const all = course.lessons.flatMap(({exercise}) => [
		...exercise.needs,
		...exercise.steps.flatMap(({needs}) => needs),
	]);
	return [...new Set([...report.meets, ...asked, ...(report.hostClass === 'full' ? [] : all)])];
}

const world = composeWorld({pack: undefined});
try {
	const [report, course, evidence, makeValues] = await Promise.all([
		world.host(WAIT_SECONDS),
		world.course(),
		world.evidence(),
		world.makeValues(),
	]);
	const viewer = await world.viewer();
	const values = {makeValues: (exercise) => makeValues(exercise)};
	const ports = {
		sandbox: {sandbox: await world.sandboxes(), evidence, ...values},
		viewer: {...viewer, ...values},
	};
	const here = await stepsHere(course, report, world);
	const chosen = choose(here);
	const asSaid = chosen.flatMap((one) => plan(one, report.meets, 'as said'));
	const anyway = limited(chosen).flatMap((one) =>
		plan(one, assumed(one, report, course), 'anyway'),
	);
	const planned = [...asSaid, ...anyway];
	const until = performance.now() + Number(seconds) * 1000;
	const prove = (which, again) =>
		proveCourse(
			which.map(({proof}) => proof),
			{jobs: 2, again, until, say: () => {}},
		);
	const proofs = await prove(asSaid, 1);
	// What is left behind was asked above: what is given up here may still be running.
	const held = await prove(anyway.map(givenUp), 0);
	proofs.push(...held.slice(0, -1));
	const claims = proofs.map(({lesson, claim, outcome, why}) => ({
		...planned.find(({proof}) => proof.lesson.id === lesson && proof.claim === claim)?.step,
		claim,
		outcome,
		why,
	}));
	const json = JSON.stringify({hostClass: report.hostClass, counts: countSteps(here), claims});
	process.stdout.write(`${json}\n`);

	/** The claims of one step's solution: those of the way in which doctor says that it can be done. */
	function plan({lesson, step, runsHere}, meets, played) {
		return planProofs(lesson, meets, ports, viewer.rules)
			.filter(({claim}) =>
				claimOf(step, played === 'anyway' ? 'full' : runsHere, report).includes(claim),
			)
			.map((proof) => ({proof, step: {lesson: lesson.id, step: step.id, said: runsHere, played}}));
	}
} finally {
	await world.close();
}
