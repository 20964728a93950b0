// Words what doctor says of a host: a sentence for what is wrong, a command that mends it.

import type {Mend} from '../domain/host.js';
import {classifyHost, isUnsure} from './classify.js';
import {BASE_PACKAGES, COURSE_TOOLS, type CourseTool, INSTALLERS} from './course-tools.js';
import type {MountObstacle} from './mount-obstacles.js';
import type {ProbeResults} from './probe-results.js';
import {missingTools, type RequiredTool, sayAnyOf} from './required-tools.js';

/** One sentence on what this host can do. */
export function summarize(results: ProbeResults): string {
	const hostClass = classifyHost(results);
	if (isUnsure(results)) return unsureSentence(results);
	switch (hostClass) {
		case 'full':
			return results.trial.kind === 'ran'
				? 'This host runs the whole sandbox: one was started and used, with every namespace, also nested.'
				: 'This host runs the whole sandbox: every namespace, also nested.';
		case 'no-tools':
			return `This host lacks ${missingTools(results.tools).map(sayAnyOf).join(' and ')}, without which no sandbox starts: no exercise can run here.`;
		case 'no-proc':
			return `This host has namespaces, but ${PROC_SENTENCES[results.obstacles.proc.kind]}, so that no sandbox can have its own: ${ONLY_LOOKS}`;
		case 'outer-only':
			return `This host gives namespaces to root only, not to the learner inside a sandbox: ${ONLY_LOOKS}`;
		case 'observe':
			if (!results.canChangeUser) {
				return `No sandbox can be had here as root (${whyNoSandbox(results)}): ${ONLY_LOOKS}`;
			}
			return hasNamespaces(results)
				? `This host has namespaces, but no sandbox that can be used (${whyNoSandbox(results)}): ${ONLY_LOOKS}`
				: `This host gives no namespaces, so there is no sandbox: ${ONLY_LOOKS}`;
		case 'read':
			return 'Containers are a matter of the Linux kernel and this is not Linux; the lessons and the questions can be read.';
	}
}

const ONLY_LOOKS = 'what only looks can be observed, the rest of the exercises waits.';

const PROC_SENTENCES: Readonly<Record<MountObstacle['kind'], string>> = {
	none: 'it refuses to mount another /proc',
	covered: 'its /proc is masked',
	'access-time': 'its /proc is mounted with an access-time flag that the kernel keeps',
};

const hasNamespaces = ({probes}: ProbeResults): boolean =>
	probes.user?.ok === true && probes['user-map']?.ok === true;

/** Why a sandbox did not come up or could not be used; empty where that was not tried. */
export const whyNoSandbox = ({canChangeUser, trial}: ProbeResults): string => {
	if (!canChangeUser)
		return 'root may not become another user here, and sandboxes never run as root';
	return trial.kind === 'failed' ? trial.why.replace(/^The sandbox could not start: /, '') : '';
};

const unsureSentence = ({trial}: ProbeResults): string => {
	switch (trial.kind) {
		case 'ran':
			return 'This host runs the whole sandbox; it is too slow or too busy to tell what else it can do.';
		case 'late':
			return `What this host can do is not known yet: it is slow or busy, and ${trial.waitedFor} took more than ${trial.seconds} s.`;
		case 'failed':
		case 'untried':
			return 'What this host can do is not known yet: it is slow or busy.';
	}
};

/** How to get a Linux on a system that is not one. */
export function linuxMend(platform: string): Mend {
	return platform === 'win32'
		? {
				command: 'wsl --install Debian',
				undo: 'wsl --unregister Debian',
				note: 'The Windows Subsystem for Linux has a real Linux kernel; start container-lessons in it.',
			}
		: {
				command: 'limactl start --name=lessons template://debian-12 && limactl shell lessons',
				undo: 'limactl delete --force lessons',
				note: 'A virtual machine has a Linux kernel; Lima (lima-vm.io) makes one. Start container-lessons in it.',
			};
}

/** What decides how something is installed on a host. */
type Installing = Pick<ProbeResults, 'packageTool' | 'isRoot'>;

/** How to install a tool with this host's own package tool. */
export function toolMend(
	{tool, packages}: CourseTool,
	{packageTool, isRoot}: Installing,
): Mend | undefined {
	if (packageTool === undefined) return undefined;
	const name = packages[packageTool] ?? packages.other;
	const {install, reinstall = install, remove, isShell} = INSTALLERS[packageTool];
	if (isShell) {
		const note = `This opens a shell that has ${tool}, and installs nothing; start container-lessons in it.`;
		return {command: `${install} ${name}`, undo: remove, note};
	}
	const sudo = isRoot ? '' : 'sudo ';
	const note = `The package ${name} has ${tool}.`;
	return BASE_PACKAGES.has(name)
		? {command: `${sudo}${reinstall} ${name}`, note}
		: {command: `${sudo}${install} ${name}`, undo: `${sudo}${remove} ${name}`, note};
}

/** How to install what every sandbox needs. */
export const requiredMend = ({anyOf}: RequiredTool, installing: Installing): Mend | undefined => {
	const proposed = COURSE_TOOLS.find(({tool}) => tool === anyOf[0]);
	return proposed && toolMend(proposed, installing);
};

/**
 * The same as a sentence; without a known package tool it names the package as most distributions
 * do.
 */
export function installSentence(required: RequiredTool, installing: Installing): string {
	const mend = requiredMend(required, installing);
	if (mend !== undefined) return `Install it with "${mend.command}".`;
	const proposed = COURSE_TOOLS.find(({tool}) => tool === required.anyOf[0]);
	return `Install the package ${proposed?.packages.other ?? required.anyOf[0]}.`;
}
