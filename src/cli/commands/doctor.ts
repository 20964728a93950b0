// Tells what this host can do, which steps suffer from what it lacks, and how to mend that.

import {hostname} from 'node:os';
import {basename} from 'node:path';
import type {Finding, HostReport} from '../../domain/host.js';
import {UserError} from '../../domain/user-error.js';
import {type ComparedHost, comparisonLines, parseHost} from '../compare-hosts.js';
import {
	type CommandArguments,
	type CommandRunner,
	flag,
	number,
	STANDARD_INPUT,
	texts,
} from '../define-command.js';
import {proseRows} from '../prose-rows.js';
import {EXIT} from '../report-error.js';
import {countSteps, type StepHere, stepsHere} from '../steps-here.js';
import type {World} from '../world.js';

export const runDoctor: CommandRunner = async (args, world) => {
	const files = texts(args, 'files').map((file) => (file === STANDARD_INPUT ? '-' : file));
	if (flag(args, 'compare') !== files.length > 0) {
		throw new UserError(
			'--compare and files belong together.',
			'Try "container-lessons doctor --compare ada.json bob.json".',
			EXIT.usage,
		);
	}
	if (files.length > 0) return compareHosts(files, flag(args, 'json'), world);
	// In this order: reading the course keeps this thread busy, and the host answers meanwhile.
	const [report, course] = await Promise.all([world.host(seconds(args)), world.course()]);
	const steps = await stepsHere(course, report, world);
	const limited = steps
		.filter(({runsHere}) => runsHere !== 'full')
		.map(({lesson, step, runsHere, missing}) => ({
			step: `${lesson.id}/${step.id}`,
			runsHere,
			missing,
		}));
	const exitCode = exitCodeOf(report, steps);
	if (flag(args, 'json')) {
		const counts = countSteps(steps);
		const written = {
			...report,
			hostName: hostname(),
			steps: counts,
			limitedSteps: limited,
			exitCode,
		};
		world.print(JSON.stringify(written, undefined, 2));
		return exitCode;
	}
	world.print(
		[
			...shown(report.summary),
			'',
			...report.findings.flatMap((finding) =>
				report.isUnsure ? unsureLines(finding) : findingLines(finding, limited, steps.length),
			),
			'',
			...shown(courseSentence(report, steps)),
		].join('\n'),
	);
	return exitCode;
};

/** Ends with 1 where any of them can't do the core path, or is not known. */
async function compareHosts(
	files: readonly string[],
	isForMachine: boolean,
	world: World,
): Promise<number> {
	const course = await world.course();
	const hosts: ComparedHost[] = [];
	for (const file of files) {
		const host = parseHost(await readOrEmpty(file, world), basename(file, '.json'), course);
		if (host === undefined)
			world.warn(`"${file}" is not what "doctor --json" writes; it is left out.`);
		else hosts.push(host);
	}
	if (isForMachine) world.print(JSON.stringify(hosts, undefined, 2));
	else if (hosts.length > 0) world.print(comparisonLines(hosts).join('\n'));
	const isSo = hosts.length === files.length && hosts.every(({doesCore}) => doesCore);
	return isSo ? EXIT.ok : EXIT.notSo;
}

/** One file that can't be read is no reason not to read the others. */
async function readOrEmpty(file: string, world: World): Promise<string> {
	try {
		return await world.readText(file);
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		world.warn(error.message);
		return '';
	}
}

function seconds(args: CommandArguments): number {
	const given = number(args, 'wait') ?? 0;
	if (given > 0) return given;
	throw new UserError('--wait takes a number of seconds.', 'Leave it out for 3.', EXIT.usage);
}

interface LimitedStep {
	readonly step: string;
	readonly runsHere: StepHere['runsHere'];
	readonly missing: readonly string[];
}

/**
 * 0: everything runs; 1: some steps can only be viewed; 2: nothing can run; 3: this host was too slow
 * to tell. The README promises this.
 */
function exitCodeOf({isUnsure}: HostReport, steps: readonly StepHere[]): number {
	if (isUnsure) return EXIT.cannotTell;
	const {done, observed} = countSteps(steps);
	if (done === steps.length) return EXIT.ok;
	return done + observed > 0 ? EXIT.notSo : NOTHING_RUNS;
}

const NOTHING_RUNS = 2;

/** How much of the course can be done here, in one sentence. */
function courseSentence({hostClass, isUnsure}: HostReport, steps: readonly StepHere[]): string {
	if (isUnsure) return 'Run doctor once more when this host has less to do, or let it wait longer.';
	const {done, observed, none} = countSteps(steps);
	if (done === steps.length) return 'Every step of the course can be done here.';
	switch (hostClass) {
		case 'full':
			return `${done} of ${steps.length} steps can be done here as written${observed > 0 ? `, ${observed} can be observed instead` : ''}${none > 0 ? `, ${none} are passed over` : ''}.`;
		case 'no-proc':
		case 'outer-only':
		case 'observe':
			return `${observed} of ${steps.length} steps can be observed here with commands that only look; the others need a sandbox and are passed over. The lessons and their questions work.`;
		case 'no-tools':
			return 'No exercise can run here until what is missing has been installed; the lessons can be read, and their questions work.';
		case 'read':
			return 'The lessons and their questions can be read here; the exercises need a Linux host.';
	}
}

/** Commands are to be copied, and stay one line. */
const shown = (sentence: string, hang = 0): readonly string[] =>
	proseRows(sentence, process.stdout.columns, hang);

/** Where it is not known what the host can do, nothing is said of what suffers. */
const unsureLines = (finding: Finding): readonly string[] => [
	...shown(`${finding.ok ? '✓' : '?'} ${finding.title}: ${finding.found}`, 2),
	...mendLines(finding),
];

function mendLines({ok, mend}: Finding): readonly string[] {
	if (ok || mend === undefined) return [];
	return [
		...shown(`    ${mend.note}`),
		`    mend it:  ${mend.command}`,
		...(mend.undo === undefined ? [] : [`    undo it:  ${mend.undo}`]),
	];
}

function findingLines(
	finding: Finding,
	limited: readonly LimitedStep[],
	ofSteps: number,
): readonly string[] {
	const rows = (sign: string, end = ''): readonly string[] =>
		shown(`${sign} ${finding.title}: ${finding.found}${end}`, 2);
	const said = rows(finding.ok ? '✓' : '✗');
	if (finding.ok) return said;
	const affected = limited.filter(({missing}) =>
		missing.some((need) => finding.unlocks.includes(need)),
	);
	if (affected.length === 0 && finding.unlocks.length > 0) {
		return rows('-', '; no step needs it');
	}
	const lessons = [...new Set(affected.map(({step}) => step.slice(0, step.indexOf('/'))))];
	const which =
		affected.length === ofSteps
			? 'every step'
			: `${affected.length} ${affected.length === 1 ? 'step' : 'steps'} of ${lessons.join(', ')}`;
	return [
		...said,
		...(affected.length === 0 ? [] : shown(`    affects ${which}`)),
		...mendLines(finding),
	];
}
