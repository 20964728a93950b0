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
 * Proves a lesson. Throws with every claim that does not hold or could not be tried; returns how many hold,
 * and which of them only at the second try.
 */
export async function verify(shell, id, only) {
	const some = only === undefined ? '' : ` --only '${only}'`;
	const {output, status} = await shell.run(
		`${PROGRAM} verify ${id} --json --again --jobs 2${some}`,
		VERIFY_SECONDS,
	);
	const {host, proofs} = parseJson(output);
	expectEqual('the class of the host', host, 'full');
	const bad = proofs.filter(({outcome}) => outcome === 'does not hold' || outcome === 'skipped');
	if (bad.length > 0) {
		throw new Error(bad.map(({claim, outcome, why}) => `${claim}: ${outcome}, ${why}`).join('\n'));
	}
	expectEqual('the exit status', status, 0);
	const unsteady = proofs.filter(({outcome}) => outcome === 'unsteady');
	return [
		`${proofs.length} claims hold`,
		...unsteady.map(({claim, why}) => `at the second try: ${claim}: ${why}`),
	].join('\n    ');
}
