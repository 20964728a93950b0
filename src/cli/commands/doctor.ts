import type {Course} from '../../domain/course.js';
import {type Finding, type HostClass, type HostReport, missingNeeds} from '../../domain/host.js';
import {type CommandRunner, flag} from '../define-command.js';

export const runDoctor: CommandRunner = async (args, world) => {
	const [course, report] = await Promise.all([world.course(), world.host()]);
	const limited = limitedSteps(course, report);
	const exitCode = exitCodeOf(report.hostClass, limited.length);
	if (flag(args, 'json')) {
		world.print(JSON.stringify({...report, limitedSteps: limited, exitCode}, undefined, 2));
		return exitCode;
	}
	world.print(
		[
			report.summary,
			'',
			...report.findings.flatMap((finding) => findingLines(finding, limited)),
			'',
			limited.length === 0
				? 'Every step of the course can be done here.'
				: report.hostClass === 'full'
					? `${limited.length} steps can't be done here as written; the course offers something to observe instead.`
					: 'The exercises need a sandbox, and this box gives none; the lessons and their questions work.',
		].join('\n'),
	);
	return exitCode;
};

interface LimitedStep {
	readonly step: string;
	readonly missing: readonly string[];
}

function limitedSteps(course: Course, report: HostReport): readonly LimitedStep[] {
	return course.lessons.flatMap(({id, exercise}) =>
		exercise.steps.flatMap((step) => {
			const missing = missingNeeds(exercise, step, report);
			return missing.length === 0 ? [] : [{step: `${id}/${step.id}`, missing}];
		}),
	);
}

/** 0: all runs; 1: some steps fall to observation; 2: nothing can run (DESIGN: command line). */
function exitCodeOf(hostClass: HostClass, limited: number): number {
	switch (hostClass) {
		case 'full':
			return limited === 0 ? 0 : 1;
		case 'no-proc':
		case 'outer-only':
		case 'observe':
		case 'read':
			return 2;
	}
}

function findingLines(finding: Finding, limited: readonly LimitedStep[]): readonly string[] {
	const said = `${finding.ok ? '✓' : '✗'} ${finding.title}: ${finding.found}`;
	if (finding.ok) return [said];
	const affected = limited.filter(({missing}) =>
		missing.some((need) => finding.unlocks.includes(need)),
	);
	if (affected.length === 0 && finding.unlocks.length > 0) {
		return [`- ${finding.title}: ${finding.found}; no step needs it`];
	}
	const lessons = [...new Set(affected.map(({step}) => step.slice(0, step.indexOf('/'))))];
	return [
		said,
		...(affected.length === 0
			? []
			: [`    affects ${affected.length} steps of ${lessons.join(', ')}`]),
		...(finding.mend
			? [
					`    ${finding.mend.note}`,
					`    mend it:  ${finding.mend.command}`,
					`    undo it:  ${finding.mend.undo}`,
				]
			: []),
	];
}
