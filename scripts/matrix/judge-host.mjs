// Compares what doctor said of a host with what then happened there.

/**
 * @param {{doctor: object, played: object} | {notRun: string}} seen what inside.mjs printed, or why it printed nothing
 * @returns {{hostClass: string, numbers: string, result: string, wrong: string[], unknown?: string, reason?: string, notEntered?: string}}
 * `unknown`: why doctor said nothing that could be right or wrong; `notEntered`: why it could not be asked
 */
export function judgeHost({doctor, played, notRun}) {
	const blank = {hostClass: '?', numbers: '?', result: '', wrong: []};
	if (notRun !== undefined) return {...blank, notEntered: notRun};
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

/** What is wrong with doctor's word, in a sentence, or undefined. */
function wrongOf({lesson, step, played, claim, outcome, why}) {
	if (played === undefined) return isHeld(outcome) ? undefined : `${claim}: ${why}`;
	const name = `${lesson}/${step}`;
	if (played === 'anyway') {
		return isHeld(outcome)
			? `${name}: can't be done, says doctor, and its solution holds`
			: undefined;
	}
	return isHeld(outcome) ? undefined : `${name}, ${claim}: ${outcome}, ${why}`;
}
