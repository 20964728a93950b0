// Shows what any process of this host is, has and shares: once or live, in words or as JSON.

import type {BoxList, Inspection} from '../../domain/inspection.js';
import {UserError} from '../../domain/user-error.js';
import {compareProcesses} from '../../inspect/compare-processes.js';
import {findSubject} from '../../inspect/find-subject.js';
import {type AskInspector, createLookAt, type Look} from '../../inspect/look-at.js';
import {boxesJson, comparisonJson, inspectionJson} from '../../inspect/to-json.js';
import {createInspector} from '../create-inspector.js';
import {type CommandArguments, type CommandRunner, flag, texts} from '../define-command.js';
import {EXIT} from '../report-error.js';
import {printBoxes, printComparison, printInspection} from './xray-print.js';

/** Besides those that all commands have: there is no /proc to look at. */
const NOTHING_TO_SEE = 2;

export const runXray: CommandRunner = async (args, world) => {
	const targets = texts(args, 'target');
	const isDiff = flag(args, 'diff');
	refuseNonsense(targets, isDiff);
	if (process.platform !== 'linux') {
		throw new UserError(
			'The X-ray reads /proc of a Linux host, and this is not one.',
			'Run it where the containers run: in the virtual machine of Docker Desktop, Lima or WSL.',
			NOTHING_TO_SEE,
		);
	}
	const inspector = createInspector();
	const {ask} = inspector;
	try {
		if (isDiff) return await compare(targets, args, ask, world.print);
		const [target] = targets;
		const isLive =
			!flag(args, 'once') && !flag(args, 'json') && process.stdin.isTTY && process.stdout.isTTY;
		if (isLive && process.env['TERM'] !== 'dumb') {
			const {showLive} = await import('./xray-live.js');
			const pid = target === undefined ? undefined : await findPid(target, ask);
			await showLive(ask, pid, inspector.close);
			return EXIT.ok;
		}
		if (target === undefined) {
			const list = await askBoxes(ask);
			if (flag(args, 'json')) world.print(boxesJson(list));
			else printBoxes(list);
			return EXIT.ok;
		}
		const inspection = await lookOnce(await findPid(target, ask), target, ask);
		if (flag(args, 'json')) world.print(inspectionJson(inspection));
		else printInspection(inspection);
		return EXIT.ok;
	} finally {
		inspector.close();
	}
};

function refuseNonsense(targets: readonly string[], isDiff: boolean): void {
	const most = isDiff ? 2 : 1;
	if ((!isDiff || targets.length === 2) && targets.length <= most) return;
	throw new UserError(
		isDiff
			? `--diff compares two processes, and ${targets.length === 1 ? 'one was' : `${targets.length} were`} named.`
			: `One process or container at a time, not ${targets.length}.`,
		'Try "container-lessons xray --diff 1 4711".',
		EXIT.usage,
	);
}

async function compare(
	targets: readonly string[],
	args: CommandArguments,
	ask: AskInspector,
	print: (text: string) => void,
): Promise<number> {
	const [first = '', second = ''] = targets;
	const pids = [await findPid(first, ask), await findPid(second, ask)] as const;
	const one = await lookOnce(pids[0], first, ask);
	const other = await lookOnce(pids[1], second, ask);
	const tableOf = async (pid: number) => {
		const answer = await ask('table', pid);
		return answer.kind === 'read' ? answer.value : undefined;
	};
	const tables = [await tableOf(pids[0]), await tableOf(pids[1])] as const;
	const comparison = compareProcesses([one, other], tables);
	if (flag(args, 'json')) print(comparisonJson(comparison));
	else printComparison(comparison);
	return EXIT.ok;
}

/** Throws a UserError where the word names none, or more than one. */
async function findPid(word: string, ask: AskInspector): Promise<number> {
	const isNumber = /^\d+$/.test(word);
	if (isNumber && Number.isSafeInteger(Number(word))) {
		const answer = await ask('exists', Number(word));
		if (answer.kind !== 'read') throw tooLate(word);
		if (answer.value) return Number(word);
	}
	const list = await askBoxes(ask);
	const found = findSubject(word, list.boxes);
	if (found.kind === 'pid') return found.pid;
	if (found.kind === 'several') {
		const names = found.boxes
			.slice(0, 10)
			.map(
				({pid, container, comm}) =>
					`${container?.id?.slice(0, 12) ?? container?.name ?? comm} (pid ${pid})`,
			);
		throw new UserError(
			`"${word}" is more than one: ${names.join(', ')}.`,
			'Say more of the id, or the pid.',
			EXIT.usage,
		);
	}
	throw new UserError(
		isNumber
			? `There is no process ${word}, and no container whose id begins so.`
			: `No container, machine or pod that you can see is called "${word}".`,
		list.closed > 0
			? '"container-lessons xray" lists what you can see; root sees the containers of others, too.'
			: '"container-lessons xray" lists what there is.',
		EXIT.notSo,
	);
}

async function askBoxes(ask: AskInspector): Promise<BoxList> {
	const answer = await ask('boxes');
	if (answer.kind === 'read') return answer.value;
	throw tooLate('the processes of this host');
}

async function lookOnce(pid: number, word: string, ask: AskInspector): Promise<Inspection> {
	const look: Look = await createLookAt(ask)(pid);
	switch (look.kind) {
		case 'seen':
			return look.inspection;
		case 'gone':
			throw new UserError(
				`Process ${pid} has ended.`,
				'"container-lessons xray" lists what there is.',
				EXIT.notSo,
			);
		case 'late':
			throw tooLate(word);
	}
}

const tooLate = (what: string): UserError =>
	new UserError(
		`The kernel did not answer in time about ${what}.`,
		'Try again when this host has less to do.',
		EXIT.cannotTell,
	);
