// The packed program in the booted machine: its commands, with what they print read.
import {expectEqual} from './claims.mjs';

export const PROGRAM = 'node /srv/program/bin/container-lessons.js';

/** What stands between braces in the output: a serial line may bear a word of the kernel's as well. */
function parseJson(output) {
	try {
		return JSON.parse(output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1));
	} catch {
		throw new Error(`this is not JSON:\n${output.slice(-1500)}`);
	}
}

export async function doctor(shell) {
	const {output, status} = await shell.run(`${PROGRAM} doctor --json --wait 60`);
	const report = parseJson(output);
	expectEqual('the exit code in the report', report.exitCode, status);
	return report;
}

export const findingOf = ({findings}, id) => {
	const finding = findings.find((one) => one.id === id);
	if (finding === undefined) throw new Error(`doctor tells nothing of ${id}`);
	return finding;
};

/** A claim takes three to six seconds without KVM, and each lesson has some dozens. */
const VERIFY_SECONDS = 3600;

/**
 * Proves lessons, or what `--minutes` and `--seed` draw of them. Throws with every claim that does not hold or could not
 * be tried, where they are more than `most` of a hundred; returns how many hold, and which of them only at the second try.
 */
export async function verify(shell, ids, drawn = '', most = 0) {
	const {output, status} = await shell.run(
		`${PROGRAM} verify ${ids} --json --again --jobs 2 ${drawn}`,
		VERIFY_SECONDS,
	);
	const {host, proofs} = parseJson(output);
	expectEqual('the class of the host', host, 'full');
	const bad = proofs.filter(({outcome}) => outcome === 'does not hold' || outcome === 'skipped');
	if (bad.length * 100 > most * proofs.length) {
		const held = `${proofs.length - bad.length} of ${proofs.length} claims hold`;
		const each = bad.map(
			({lesson, claim, outcome, why}) => `${lesson} ${claim}: ${outcome}, ${why}`,
		);
		throw new Error([held, ...each].join('\n'));
	}
	if (most === 0) expectEqual('the exit status', status, 0);
	const unsteady = proofs.filter(({outcome}) => outcome === 'unsteady');
	return [
		`${proofs.length - bad.length} of ${proofs.length} claims hold`,
		...bad.map(({lesson, claim, why}) => `~ ${lesson} ${claim}: ${why}`),
		...unsteady.map(({claim, why}) => `at the second try: ${claim}: ${why}`),
	].join('\n    ');
}
