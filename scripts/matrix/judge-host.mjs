// Compares what doctor said of a host with what then happened there.

/**
 * @param {{doctor: object, played: object}} seen what inside.mjs printed
 * @returns {{hostClass: string, numbers: string, result: string, wrong: string[], unknown?: string, reason?: string}} `unknown`: why
 * doctor said nothing that could be right or wrong
 */
export function judgeHost({doctor, played}) {
	const blank = {hostClass: '?', numbers: '?', result: '', wrong: []};
	if (doctor.broken) return {...blank, wrong: [`doctor ${doctor.broken}`]};
	const said = {...blank, hostClass: doctor.hostClass, numbers: numbersOf(doctor.steps)};
	if (doctor.isUnsure) return {...said, unknown: 'doctor: this host is too slow to tell'};
	// Without the tools of every sandbox nothing is played; that they are needed is the plan's own word.
	if (played.broken)
		return {...said, wrong: [`the steps could not be played: it ${played.broken}`]};
	const wrong = played.claims.flatMap((claim) => wrongOf(claim) ?? []);
	if (numbersOf(played.counts) !== said.numbers) {
		wrong.unshift(`doctor said ${said.numbers}, and asked again ${numbersOf(played.counts)}`);
	}
	const count = (way) => played.claims.filter((claim) => claim.played === way);
	const asSaid = count('as said');
	const held = asSaid.filter(({outcome}) => isHeld(outcome)).length;
	return {
		...said,
		result: `${held} of ${asSaid.length} hold, ${count('anyway').length} tried anyway`,
		wrong,
		...(doctor.hostClass === 'full' ? {} : {reason: doctor.summary}),
	};
}

const numbersOf = ({done, observed, none}) => `${done}/${observed}/${none}`;
const isHeld = (outcome) => outcome === 'holds' || outcome === 'unsteady';

/** Steps that may hold where they are not promised, and why that is as it should be. */
const MAY_HOLD = {
	'080/controllers': 'a group of v2 that can only be read may be without the controller cpu',
	'080/usage': "it says that the limit is the tutor's, which is so only in a group of its own",
};

/** What is wrong with doctor's word, in a sentence, or undefined. */
function wrongOf({lesson, step, played, claim, outcome, why}) {
	if (played === undefined) return isHeld(outcome) ? undefined : `${claim}: ${why}`;
	const name = `${lesson}/${step}`;
	if (played === 'anyway') {
		return isHeld(outcome) && MAY_HOLD[name] === undefined
			? `${name}: can't be done, says doctor, and its solution holds`
			: undefined;
	}
	return isHeld(outcome) ? undefined : `${name}, ${claim}: ${outcome}, ${why}`;
}
